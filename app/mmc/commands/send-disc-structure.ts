// SEND DISC STRUCTURE, MMC-6 6.38: format 20h moves the layer break of a blank DVD+R DL.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import type { SectorCount } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestOut } from './ask.ts';

/** A header of 4 bytes, 4 reserved, then how many blocks layer 0 is to hold. */
export function sendLayerBoundary(layer0Blocks: SectorCount): CommandRequest {
  const list = new Uint8Array(12);
  writeU16BE(list, 0, list.length - 2);
  writeU32BE(list, 8, layer0Blocks);
  const cdb = Uint8Array.of(OPCODE.SEND_DISC_STRUCTURE, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0);
  writeU16BE(cdb, 8, list.length);
  return requestOut(cdb, list, TIMEOUT.structure);
}

// RESERVE TRACK, MMC-6 6.34.
import { writeU32BE } from '../../base/bytes.ts';
import type { SectorCount } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

/** `blocks` is a multiple of the ECC block of the medium. */
export function reserveTrack(blocks: SectorCount): CommandRequest {
  const cdb = Uint8Array.of(OPCODE.RESERVE_TRACK, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU32BE(cdb, 5, blocks);
  return requestNone(cdb, TIMEOUT.reserve);
}

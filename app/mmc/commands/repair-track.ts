// REPAIR TRACK, MMC-6 6.30: links a track that lost power to what was recorded, so that it can be closed.
import { writeU16BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

/** Always with Immed. */
export function repairTrack(track: number): CommandRequest {
  const cdb = Uint8Array.of(OPCODE.REPAIR_TRACK, 0x01, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 4, track);
  return requestNone(cdb, TIMEOUT.immediate);
}

// CLOSE TRACK SESSION, MMC-6 6.3.
import { writeU16BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

/** Close functions by the medium that they are for (MMC-6 table "Close Function definitions"). */
export const CLOSE = {
  /** DVD+RW: stop the background format. */
  STOP_FORMAT: 0,
  TRACK: 1,
  /** CD, DVD-R/RW: what follows depends on the multi-session bits; DVD+R, BD-R: leaves the disc appendable. */
  SESSION: 2,
  /** DVD+R DL: finalize with the smallest radius that the standard allows. */
  FINALIZE_MINIMAL: 5,
  /** DVD+R, BD-R. */
  FINALIZE: 6,
} as const;

/** `track` is the real number for CLOSE.TRACK and 0 for everything else. Always with Immed. */
export function closeTrackSession(closeFunction: number, track: number): CommandRequest {
  const cdb = Uint8Array.of(OPCODE.CLOSE_TRACK_SESSION, 0x01, closeFunction, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 4, track);
  return requestNone(cdb, TIMEOUT.immediate);
}

// SYNCHRONIZE CACHE, MMC-6 6.44: everything that is in the drive's buffer goes to the disc.
import type { Milliseconds } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

/** With `immed` the drive answers at once and is busy until it has finished. */
export function synchronizeCache(immed: boolean, timeoutMs: Milliseconds = TIMEOUT.immediate): CommandRequest {
  return requestNone(Uint8Array.of(OPCODE.SYNCHRONIZE_CACHE, immed ? 0x02 : 0x00, 0, 0, 0, 0, 0, 0, 0, 0), timeoutMs);
}

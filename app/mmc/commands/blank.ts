// BLANK, MMC-6 6.2.
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

export const BLANKING = { ALL: 0, MINIMAL: 1, UNCLOSE_LAST_SESSION: 5, LAST_SESSION: 6 } as const;

/** With Immed: the drive answers at once and tells its progress in sense data. */
export function blank(blankingType: number): CommandRequest {
  return requestNone(Uint8Array.of(OPCODE.BLANK, 0x10 | blankingType, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), TIMEOUT.immediate);
}

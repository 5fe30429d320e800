// SEND CUE SHEET, MMC-5 6.36.
import { writeU24BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestOut } from './ask.ts';

/** `sheet` is a whole number of entries of 8 bytes; see cue-sheet.ts. */
export function sendCueSheet(sheet: Uint8Array): CommandRequest {
  const cdb = Uint8Array.of(OPCODE.SEND_CUE_SHEET, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU24BE(cdb, 6, sheet.length);
  return requestOut(cdb, sheet, TIMEOUT.default);
}

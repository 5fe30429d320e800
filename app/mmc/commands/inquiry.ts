// INQUIRY (SPC-4 6.4): what kind of device it is and how it names itself.
import { readAscii } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { ask, requireBytes } from './ask.ts';

export interface Inquiry {
  /** 5 = CD/DVD/BD device. */
  readonly deviceType: number;
  readonly isRemovable: boolean;
  readonly vendor: string;
  readonly product: string;
  readonly firmware: string;
}

const STANDARD_LENGTH = 36;

/** Standard INQUIRY data, 36 bytes. */
export async function inquire(drive: Drive): Promise<Inquiry> {
  const doing = 'asking the drive who it is';
  const cdb = Uint8Array.of(OPCODE.INQUIRY, 0, 0, 0, STANDARD_LENGTH, 0);
  const answer = await ask(drive, cdb, STANDARD_LENGTH, { doing });
  requireBytes(answer, STANDARD_LENGTH, cdb, doing);
  return {
    deviceType: (answer[0] ?? 0) & 0x1f,
    isRemovable: ((answer[1] ?? 0) & 0x80) !== 0,
    vendor: readAscii(answer, 8, 8).trim(),
    product: readAscii(answer, 16, 16).trim(),
    firmware: readAscii(answer, 32, 4).trim(),
  };
}

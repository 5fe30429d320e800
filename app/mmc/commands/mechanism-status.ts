// MECHANISM STATUS (MMC-6 6.10): what the mechanism of the drive is doing.
import { writeU16BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

export interface MechanismStatus {
  readonly hasFault: boolean;
  readonly isDoorOpen: boolean;
  /** 0 idle, 1 playing, 2 scanning, 3 active with host, 7 unknown. */
  readonly state: number;
  /** 0 = no changer. */
  readonly slots: number;
}

const LENGTH = 8;

/** Undefined where the drive does not tell. */
export async function readMechanismStatus(drive: Drive): Promise<MechanismStatus | undefined> {
  const cdb = new Uint8Array(12);
  cdb[0] = OPCODE.MECHANISM_STATUS;
  writeU16BE(cdb, 8, LENGTH);
  const answer = await askIfKnown(drive, cdb, LENGTH, { doing: 'asking what the mechanism does' });
  if (answer === undefined || answer.length < LENGTH) return undefined;
  return {
    hasFault: ((answer[0] ?? 0) & 0x80) !== 0,
    isDoorOpen: ((answer[1] ?? 0) & 0x10) !== 0,
    state: (answer[1] ?? 0) >> 5,
    slots: (answer[5] ?? 0) & 0x1f,
  };
}

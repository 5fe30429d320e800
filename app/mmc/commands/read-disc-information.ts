// READ DISC INFORMATION, standard (MMC-6 6.21): the state of the disc and of its last session.
import { readU16BE, readU32BE, writeU16BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown, requireBytes } from './ask.ts';

export interface DiscInformation {
  readonly status: 'blank' | 'appendable' | 'finalized' | 'other';
  readonly lastSession: 'empty' | 'incomplete' | 'damaged' | 'complete';
  readonly isErasable: boolean;
  readonly firstTrack: number;
  readonly sessions: number;
  readonly firstTrackOfLastSession: number;
  readonly lastTrackOfLastSession: number;
  readonly backgroundFormat: 0 | 1 | 2 | 3;
  /** 00h CD-DA or CD-ROM, 10h CD-I, 20h XA, FFh unknown. */
  readonly discType: number;
  /** As it stands in the answer: reserved, M, S, F on a CD, an LBA on others; all ones where nothing can be added. */
  readonly lastPossibleLeadOut: number;
  /** OPC tables in the answer: 0 = the drive has not calibrated for this disc. */
  readonly opcTables: number;
}

const HEADER = 2;
const STANDARD_LENGTH = 34;
const LONGEST = 4096;
const DOING = 'reading the state of the disc';
const STATUS_NAMES = ['blank', 'appendable', 'finalized', 'other'] as const;
const SESSION_NAMES = ['empty', 'incomplete', 'damaged', 'complete'] as const;

/** Undefined when the drive has no such command, or not for this medium (readers and pressed discs). */
export async function readDiscInformation(drive: Drive): Promise<DiscInformation | undefined> {
  const first = cdbOf(HEADER + 2);
  const head = await askIfKnown(drive, first, HEADER + 2, { doing: DOING });
  if (head === undefined) return undefined;
  requireBytes(head, HEADER, first, DOING);
  // A drive that announces less than the standard answer is asked for all of it: the residual tells what came.
  const length = Math.min(LONGEST, Math.max(STANDARD_LENGTH, HEADER + readU16BE(head, 0)));
  const answer = await askIfKnown(drive, cdbOf(length), length, { doing: DOING });
  if (answer === undefined) return undefined;
  requireBytes(answer, 24, first, DOING);
  return decode(answer);
}

function decode(answer: Uint8Array): DiscInformation {
  const at = (offset: number): number => answer[offset] ?? 0;
  const wide = (high: number, low: number): number => at(high) * 256 + at(low);
  const backgroundFormat = at(7) & 0x03;
  return {
    status: STATUS_NAMES[at(2) & 0x03] ?? 'other',
    lastSession: SESSION_NAMES[(at(2) >> 2) & 0x03] ?? 'complete',
    isErasable: (at(2) & 0x10) !== 0,
    firstTrack: at(3),
    sessions: wide(9, 4),
    firstTrackOfLastSession: wide(10, 5),
    lastTrackOfLastSession: wide(11, 6),
    backgroundFormat: backgroundFormat === 1 ? 1 : backgroundFormat === 2 ? 2 : backgroundFormat === 3 ? 3 : 0,
    discType: at(8),
    lastPossibleLeadOut: readU32BE(answer, 20),
    opcTables: answer.length >= STANDARD_LENGTH ? at(33) : 0,
  };
}

function cdbOf(allocation: number): Uint8Array {
  const cdb = Uint8Array.of(OPCODE.READ_DISC_INFORMATION, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 7, allocation);
  return cdb;
}

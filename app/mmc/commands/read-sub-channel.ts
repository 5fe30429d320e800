// READ SUB-CHANNEL (MMC-6 6.23): where the head is, the catalogue number of the disc, the ISRC of a track.
import { readAscii, readI32BE, writeU16BE } from '../../base/bytes.ts';
import { type Lba, lba } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

export interface Position {
  readonly track: number;
  readonly index: number;
  readonly absolute: Lba;
  /** From the start of the track; negative in its pregap. */
  readonly relative: number;
}

/** Format 1: the position of the head at the last read or play. */
export async function readPosition(drive: Drive): Promise<Position | undefined> {
  const answer = await readFormat(drive, 1, 0, 16);
  if (answer === undefined || answer.length < 16) return undefined;
  return {
    track: answer[6] ?? 0,
    index: answer[7] ?? 0,
    absolute: lba(readI32BE(answer, 8)),
    relative: readI32BE(answer, 12),
  };
}

/** Format 2: 13 digits. Undefined where the disc has none. */
export async function readMcn(drive: Drive): Promise<string | undefined> {
  const answer = await readFormat(drive, 2, 0, 24);
  if (answer === undefined || answer.length < 22 || ((answer[8] ?? 0) & 0x80) === 0) return undefined;
  const digits = readAscii(answer, 9, 13);
  return /^\d{13}$/.test(digits) ? digits : undefined;
}

/** Format 3: 12 characters. Undefined where the track has none. */
export async function readIsrc(drive: Drive, track: number): Promise<string | undefined> {
  const answer = await readFormat(drive, 3, track, 24);
  if (answer === undefined || answer.length < 21 || ((answer[8] ?? 0) & 0x80) === 0) return undefined;
  const isrc = readAscii(answer, 9, 12);
  return /^[A-Z0-9]{5}\d{7}$/.test(isrc) ? isrc : undefined;
}

/** SubQ is set, addresses as LBA. Undefined when the drive refuses, or answers in another format. */
async function readFormat(
  drive: Drive,
  format: number,
  track: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const cdb = Uint8Array.of(OPCODE.READ_SUB_CHANNEL, 0, 0x40, format, 0, 0, track, 0, 0, 0);
  writeU16BE(cdb, 7, length);
  const answer = await askIfKnown(drive, cdb, length, { doing: 'reading the subchannel' });
  return answer === undefined || answer.length < 5 || answer[4] !== format ? undefined : answer;
}

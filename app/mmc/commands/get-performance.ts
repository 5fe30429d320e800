// GET PERFORMANCE (MMC-6 6.8): the speeds that a drive offers (type 03h) and what it does now (type 00h).
import { readU32BE, writeU16BE } from '../../base/bytes.ts';
import { type KilobytesPerSecond, kilobytesPerSecond, type Lba, lba } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

/** Type 03h; SET STREAMING takes its fields back. */
export interface WriteSpeedDescriptor {
  /** Write rotation control: 0 as the medium wants it (CLV), 1 CAV. */
  readonly rotationControl: number;
  readonly isExact: boolean;
  readonly endLba: Lba;
  readonly readSpeed: KilobytesPerSecond;
  readonly writeSpeed: KilobytesPerSecond;
}

/** Type 00h, nominal: between the two addresses the speed runs evenly from `startSpeed` to `endSpeed`. */
export interface PerformanceDescriptor {
  readonly startLba: Lba;
  readonly startSpeed: KilobytesPerSecond;
  readonly endLba: Lba;
  readonly endSpeed: KilobytesPerSecond;
}

const HEADER = 8;
const DESCRIPTOR = 16;
/** No drive has more; a count beyond this is nonsense and not believed. */
const MOST_DESCRIPTORS = 256;

/** Undefined or empty where the drive does not tell. The order is the drive's. */
export async function getWriteSpeeds(drive: Drive): Promise<readonly WriteSpeedDescriptor[] | undefined> {
  const descriptors = await readDescriptors(drive, 0x00, 0x03, 'reading the write speeds');
  return descriptors?.map((bytes) => ({
    rotationControl: ((bytes[0] ?? 0) >> 3) & 0x03,
    isExact: ((bytes[0] ?? 0) & 0x02) !== 0,
    endLba: lba(readU32BE(bytes, 4)),
    readSpeed: kilobytesPerSecond(readU32BE(bytes, 8)),
    writeSpeed: kilobytesPerSecond(readU32BE(bytes, 12)),
  }));
}

/** What the drive will do with its present settings. */
export async function getPerformance(
  drive: Drive,
  access: 'read' | 'write',
): Promise<readonly PerformanceDescriptor[] | undefined> {
  // Tolerance 10b: 10% nominal, 20% exceptions, the only value that the standard allows.
  const dataType = 0x10 | (access === 'write' ? 0x04 : 0x00);
  const descriptors = await readDescriptors(drive, dataType, 0x00, `reading the present ${access} speed`);
  return descriptors?.map((bytes) => ({
    startLba: lba(readU32BE(bytes, 0)),
    startSpeed: kilobytesPerSecond(readU32BE(bytes, 4)),
    endLba: lba(readU32BE(bytes, 8)),
    endSpeed: kilobytesPerSecond(readU32BE(bytes, 12)),
  }));
}

/** Asks with count 0 for the number of descriptors, then with 1, since some drives count only then, then for all. */
async function readDescriptors(
  drive: Drive,
  dataType: number,
  type: number,
  doing: string,
): Promise<readonly Uint8Array[] | undefined> {
  let count = 0;
  for (const asked of [0, 1]) {
    const length = HEADER + asked * DESCRIPTOR;
    const answer = await askIfKnown(drive, cdbOf(dataType, type, asked), length, { doing });
    if (answer !== undefined && answer.length >= HEADER) count = Math.max(count, announcedCount(answer));
  }
  if (count === 0) return undefined;
  const length = HEADER + count * DESCRIPTOR;
  const answer = await askIfKnown(drive, cdbOf(dataType, type, count), length, { doing });
  if (answer === undefined || answer.length < HEADER) return undefined;
  const end = Math.min(answer.length, HEADER + announcedCount(answer) * DESCRIPTOR);
  const descriptors: Uint8Array[] = [];
  for (let at = HEADER; at + DESCRIPTOR <= end; at += DESCRIPTOR) {
    descriptors.push(answer.subarray(at, at + DESCRIPTOR));
  }
  return descriptors;
}

/** The length field does not count itself, but the four bytes after it. */
function announcedCount(header: Uint8Array): number {
  const bytes = Math.max(0, readU32BE(header, 0) - 4);
  return Math.min(MOST_DESCRIPTORS, Math.floor(bytes / DESCRIPTOR));
}

function cdbOf(dataType: number, type: number, count: number): Uint8Array {
  const cdb = new Uint8Array(12);
  cdb[0] = OPCODE.GET_PERFORMANCE;
  cdb[1] = dataType;
  writeU16BE(cdb, 8, count);
  cdb[10] = type;
  return cdb;
}

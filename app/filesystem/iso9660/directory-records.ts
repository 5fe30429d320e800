// The records of a directory (ECMA-119 9.1) one after the other, over gaps and damage: what is no record is stepped over.
import { SECTOR_BYTES } from '../../base/units.ts';
import type { FindingLog } from '../finding-log.ts';

/** Offsets in a record. High Sierra has its flags one byte earlier. */
export const RECORD = {
  xarBlocks: 1,
  block: 2,
  bytes: 10,
  time: 18,
  flags: 25,
  highSierraFlags: 24,
  unitBlocks: 26,
  gapBlocks: 27,
  nameBytes: 32,
  name: 33,
} as const;

export const FLAG = { hidden: 0x01, directory: 0x02, associated: 0x04, moreExtents: 0x80 } as const;

/** With a name of one byte. */
export const LEAST_RECORD_BYTES = 34;

/** More than this in one directory is no directory. */
const MOST_RECORDS = 200_000;

/**
 * Offsets of the records in the bytes of a directory, which begins at `begin` of the image; all of each is there. Where it
 * does not begin as one does, only records whose numbers agree with their mirrored halves.
 */
export function recordsIn(bytes: Buffer, begin: number, log: FindingLog): readonly number[] {
  const records = new DirectoryRecords(bytes, begin, log);
  const offsets: number[] = [];
  for (let at = records.next(); at !== undefined; at = records.next()) {
    if (offsets.length === MOST_RECORDS) {
      log.add('error', begin, `A directory has more than ${MOST_RECORDS} entries: the rest is left out.`);
      break;
    }
    offsets.push(at);
  }
  return offsets;
}

/** For the directory itself or its parent: the name is one byte, 0 or 1. */
export function isDotRecord(bytes: Buffer, at: number): boolean {
  return bytes[at + RECORD.nameBytes] === 1 && (bytes[at + RECORD.name] ?? 0) <= 1;
}

/** True where the record of a directory for itself stands, whole. */
export function beginsDirectory(bytes: Buffer): boolean {
  const length = bytes[0] ?? 0;
  return length >= LEAST_RECORD_BYTES && length <= bytes.length && isDotRecord(bytes, 0) && bytes[RECORD.name] === 0;
}

class DirectoryRecords {
  private readonly bytes: Buffer;
  private readonly begin: number;
  private readonly log: FindingLog;
  private readonly isSuspect: boolean;
  private at = 0;

  constructor(bytes: Buffer, begin: number, log: FindingLog) {
    this.bytes = bytes;
    this.begin = begin;
    this.log = log;
    this.isSuspect = !beginsDirectory(bytes);
    if (this.isSuspect) this.at = this.plausibleAfter(0, Math.min(this.sectorEnd(0), bytes.length));
  }

  /** Offset of the next record, all of which is there; undefined behind the last. */
  next(): number | undefined {
    while (this.at + LEAST_RECORD_BYTES <= this.bytes.length) {
      const at = this.at;
      const length = this.bytes[at] ?? 0;
      if (length === 0) {
        this.skipGap();
      } else if (!this.isWhole(at, length) || (this.isSuspect && !this.isMirrored(at))) {
        if (!this.isSuspect) {
          this.log.add('error', this.begin + at, `The directory in sector ${this.sector} has a damaged record.`);
        }
        this.at = this.plausibleAfter(at + 1, Math.min(this.sectorEnd(at), this.bytes.length));
      } else if (at > 0 && this.isOwnRecord(at)) {
        this.log.add('warning', this.begin, `The directory in sector ${this.sector} runs into another one.`);
        return undefined;
      } else {
        if (at + length > this.sectorEnd(at)) {
          const what = `A record of the directory in sector ${this.sector} crosses into the next sector.`;
          this.log.add('warning', this.begin + at, what);
        }
        this.at = at + length;
        return at;
      }
    }
    return undefined;
  }

  /** No record crosses a sector (ECMA-119 6.8.1.1): zeros go on to its end. Where they do not, a length is lost. */
  private skipGap(): void {
    const end = Math.min(this.sectorEnd(this.at), this.bytes.length);
    let at = this.at;
    while (at < end && this.bytes[at] === 0) at++;
    if (at === end) {
      this.at = end;
      return;
    }
    // Blocks may be smaller than sectors, and a directory may begin in the middle of one.
    if (at % 512 === 0 && this.isWhole(at, this.bytes[at] ?? 0)) {
      this.at = at;
      return;
    }
    const what = `The directory in sector ${this.sector} has a record without a length.`;
    if (!this.isSuspect) this.log.add('error', this.begin + this.at, what);
    this.at = this.plausibleAfter(at, end);
  }

  private isWhole(at: number, length: number): boolean {
    if (length < LEAST_RECORD_BYTES || at + length > this.bytes.length) return false;
    const nameBytes = this.bytes[at + RECORD.nameBytes] ?? 0;
    return RECORD.name + nameBytes <= length;
  }

  /** A record for the directory itself stands at the beginning of one. */
  private isOwnRecord(at: number): boolean {
    if (this.bytes[at + RECORD.nameBytes] !== 1 || this.bytes[at + RECORD.name] !== 0) return false;
    return (this.begin + at) % 512 === 0;
  }

  /** The next place whose numbers agree with their mirrored halves, or the end. */
  private plausibleAfter(from: number, end: number): number {
    for (let at = from + (from % 2); at + LEAST_RECORD_BYTES <= end; at += 2) {
      const length = this.bytes[at] ?? 0;
      if (!this.isWhole(at, length) || at + length > end) continue;
      const hasPlace = this.bytes.readUInt32LE(at + RECORD.block) !== 0;
      if (hasPlace && this.bytes.readUInt32LE(at + RECORD.bytes) !== 0 && this.isMirrored(at)) return at;
    }
    return end;
  }

  /** Its place and its length are the same in both orders of bytes. */
  private isMirrored(record: number): boolean {
    const isTwice = (at: number): boolean => this.bytes.readUInt32LE(at) === this.bytes.readUInt32BE(at + 4);
    return isTwice(record + RECORD.block) && isTwice(record + RECORD.bytes);
  }

  private sectorEnd(at: number): number {
    return (Math.floor((this.begin + at) / SECTOR_BYTES) + 1) * SECTOR_BYTES - this.begin;
  }

  private get sector(): number {
    return Math.floor(this.begin / SECTOR_BYTES);
  }
}

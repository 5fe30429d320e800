// A file or directory of an ISO 9660 volume. What few ask for is decoded when it is asked for.
import type { EntryAttribute, EntryKind, EntryTimes, Extent, PosixAttributes, VolumeEntry } from '../volume.ts';
import { attributesOf } from './aaip.ts';
import { FLAG, RECORD } from './directory-records.ts';
import { decodeJoliet, decodeText } from './names.ts';
import { posixOf, targetOf, timesOf } from './rock-ridge-fields.ts';
import { shortTime } from './record-time.ts';
import type { SystemUse } from './system-use.ts';
import { xaAttributesIn } from './system-use-areas.ts';
import type { ZisofsPacking } from './zisofs-packing.ts';

/** Where the record of an entry stands. */
export interface RecordPlace {
  readonly bytes: Buffer;
  readonly at: number;
  readonly isHighSierra: boolean;
}

/** All of them in each entry, so that entries have one shape. */
export interface IsoEntryParts {
  readonly name: string;
  /** As Rock Ridge writes it; undefined where the record's own counts. */
  readonly rawName: Buffer | undefined;
  readonly kind: EntryKind;
  readonly extents: readonly Extent[];
  readonly systemUse: SystemUse | undefined;
  readonly packing: ZisofsPacking | undefined;
  readonly isMoved: boolean;
}

const NO_EXTENTS: readonly Extent[] = [];

export class IsoEntry implements VolumeEntry {
  readonly bytes: number;
  readonly extents: readonly Extent[];
  private readonly record: RecordPlace;
  private readonly parts: IsoEntryParts;

  constructor(record: RecordPlace, parts: IsoEntryParts) {
    const holdsBytes = parts.kind === 'file' || parts.kind === 'directory';
    this.extents = holdsBytes ? parts.extents : NO_EXTENTS;
    this.bytes = parts.packing?.unpackedBytes ?? lengthOf(this.extents);
    this.record = record;
    this.parts = parts;
  }

  get name(): string {
    return this.parts.name;
  }

  get kind(): EntryKind {
    return this.parts.kind;
  }

  /** A directory that lies too deep, and is stored in another one (RRIP 4.1.5). */
  get isMoved(): boolean {
    return this.parts.isMoved;
  }

  get packing(): ZisofsPacking | undefined {
    return this.parts.packing;
  }

  get rawName(): Uint8Array {
    if (this.parts.rawName !== undefined) return this.parts.rawName;
    const { bytes, at } = this.record;
    return bytes.subarray(at + RECORD.name, at + RECORD.name + (bytes[at + RECORD.nameBytes] ?? 0));
  }

  get times(): EntryTimes {
    const { bytes, at, isHighSierra } = this.record;
    const fields = this.parts.systemUse?.times;
    const told = fields === undefined ? {} : timesOf(fields);
    if (told.modified !== undefined) return told;
    const modified = shortTime(bytes, at + RECORD.time, !isHighSierra);
    return modified === undefined ? told : { ...told, modified };
  }

  get posix(): PosixAttributes | undefined {
    const { systemUse } = this.parts;
    return systemUse === undefined ? undefined : posixOf(systemUse);
  }

  get target(): string | undefined {
    return this.kind === 'link' ? targetOf(this.parts.systemUse?.links ?? []).target : undefined;
  }

  get isHidden(): boolean {
    return (this.flags & FLAG.hidden) !== 0;
  }

  get isAssociated(): boolean {
    return (this.flags & FLAG.associated) !== 0;
  }

  get xaAttributes(): number | undefined {
    return xaAttributesIn(this.record.bytes, this.record.at);
  }

  get attributes(): readonly EntryAttribute[] | undefined {
    const fields = this.parts.systemUse?.attributes;
    return fields === undefined ? undefined : attributesOf(fields);
  }

  /** The same entry under the name that tells its version: FILE.TXT;1. */
  withVersion(): IsoEntry {
    if (this.parts.rawName !== undefined) return this;
    const raw = Buffer.from(this.rawName);
    const isWide = raw[0] === 0 && raw.length % 2 === 0;
    const name = isWide ? decodeJoliet(raw, 0, raw.length) : decodeText(raw, 0, raw.length);
    return new IsoEntry(this.record, { ...this.parts, name });
  }

  private get flags(): number {
    const { bytes, at, isHighSierra } = this.record;
    return bytes[at + (isHighSierra ? RECORD.highSierraFlags : RECORD.flags)] ?? 0;
  }
}

function lengthOf(extents: readonly Extent[]): number {
  let sum = 0;
  for (const { bytes } of extents) sum += bytes;
  return sum;
}

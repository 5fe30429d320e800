// A file or directory of an ISO 9660 volume. What few ask for is decoded when it is asked for.
import type {
  EntryAttribute,
  EntryKind,
  EntryTimes,
  Extent,
  Packing,
  PosixAttributes,
  VolumeEntry,
} from '../volume.ts';
import { FLAG, RECORD } from './directory-records.ts';
import { decodeJoliet, decodeText } from './names.ts';
import { posixOf, targetOf, timesOf } from './rock-ridge-fields.ts';
import { shortTime } from './record-time.ts';
import type { SystemUse } from './system-use.ts';
import { xaAttributesIn } from './system-use-areas.ts';

/** Where the record of an entry stands. */
export interface RecordPlace {
  readonly bytes: Buffer;
  readonly at: number;
  readonly isHighSierra: boolean;
}

export interface IsoEntryParts {
  readonly record: RecordPlace;
  readonly name: string;
  /** As Rock Ridge writes it; absent where the record's own counts. */
  readonly rawName?: Buffer | undefined;
  readonly kind: EntryKind;
  readonly bytes: number;
  readonly extents: readonly Extent[];
  readonly systemUse?: SystemUse | undefined;
  readonly packing?: Packing | undefined;
}

export class IsoEntry implements VolumeEntry {
  readonly name: string;
  readonly kind: EntryKind;
  readonly bytes: number;
  readonly extents: readonly Extent[];
  readonly packing: Packing | undefined;
  private readonly parts: IsoEntryParts;

  constructor(parts: IsoEntryParts) {
    this.name = parts.name;
    this.kind = parts.kind;
    this.bytes = parts.bytes;
    this.extents = parts.extents;
    this.packing = parts.packing;
    this.parts = parts;
  }

  get rawName(): Uint8Array {
    if (this.parts.rawName !== undefined) return this.parts.rawName;
    const { bytes, at } = this.parts.record;
    return bytes.subarray(at + RECORD.name, at + RECORD.name + (bytes[at + RECORD.nameBytes] ?? 0));
  }

  get times(): EntryTimes {
    const { bytes, at, isHighSierra } = this.parts.record;
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
    const { bytes, at } = this.parts.record;
    return xaAttributesIn(bytes, at);
  }

  get attributes(): readonly EntryAttribute[] | undefined {
    return undefined;
  }

  /** The same entry under the name that tells its version: FILE.TXT;1. */
  withVersion(): IsoEntry {
    if (this.parts.rawName !== undefined) return this;
    const raw = Buffer.from(this.rawName);
    const isWide = raw[0] === 0 && raw.length % 2 === 0;
    return new IsoEntry({
      ...this.parts,
      name: isWide ? decodeJoliet(raw, 0, raw.length) : decodeText(raw, 0, raw.length),
    });
  }

  private get flags(): number {
    const { bytes, at, isHighSierra } = this.parts.record;
    return bytes[at + (isHighSierra ? RECORD.highSierraFlags : RECORD.flags)] ?? 0;
  }
}

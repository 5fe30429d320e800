// A file or directory of a UDF volume.
import type { EntryAttribute, EntryKind, EntryTimes, Extent, PosixAttributes, VolumeEntry } from '../volume.ts';
import type { ExtentList } from './extent-list.ts';

export interface NameSource {
  readonly bytes: Buffer;
  readonly nameBegin: number;
  readonly nameEnd: number;
}

/** All of them in each entry, so that entries have one shape. */
export interface UdfEntryParts {
  readonly name: string;
  /** Where its name stands as the disc has it. */
  readonly source: NameSource;
  readonly kind: EntryKind;
  /** Length of the file, whatever its kind. */
  readonly bytes: number;
  /** Undefined for an entry of which nothing but the name can be read. */
  readonly list: ExtentList | undefined;
  readonly times: EntryTimes;
  readonly posix: PosixAttributes | undefined;
  readonly isHidden: boolean;
  readonly target: string | undefined;
  readonly attributes: readonly EntryAttribute[] | undefined;
  readonly streams: readonly VolumeEntry[] | undefined;
  /** The directory of the streams. */
  readonly streamDirectory: VolumeEntry | undefined;
}

const NO_EXTENTS: readonly Extent[] = [];

export class UdfEntry implements VolumeEntry {
  readonly name: string;
  readonly kind: EntryKind;
  readonly bytes: number;
  readonly times: EntryTimes;
  readonly posix: PosixAttributes | undefined;
  readonly isHidden: boolean;
  readonly isAssociated = false;
  readonly target: string | undefined;
  readonly attributes: readonly EntryAttribute[] | undefined;
  readonly streams: readonly VolumeEntry[] | undefined;
  readonly streamDirectory: VolumeEntry | undefined;
  private readonly source: NameSource;
  private readonly list: ExtentList | undefined;

  constructor(parts: UdfEntryParts) {
    const holdsBytes = parts.kind === 'file' || parts.kind === 'directory';
    this.name = parts.name;
    this.source = parts.source;
    this.kind = parts.kind;
    this.bytes = holdsBytes ? parts.bytes : 0;
    this.times = parts.times;
    this.posix = parts.posix;
    this.isHidden = parts.isHidden;
    this.target = parts.target;
    this.attributes = parts.attributes;
    this.streams = parts.streams;
    this.streamDirectory = parts.streamDirectory;
    this.list = holdsBytes ? parts.list : undefined;
  }

  get rawName(): Uint8Array {
    const { bytes, nameBegin, nameEnd } = this.source;
    return bytes.subarray(nameBegin, nameEnd);
  }

  get extents(): readonly Extent[] {
    return this.list?.extents ?? NO_EXTENTS;
  }

  /** Blocks in which the list of extents goes on, in bytes of the image. */
  get listBlocks(): readonly number[] {
    return this.list?.blocks ?? [];
  }
}

// File entries and extended file entries (ECMA-167 4/14.9 and 4/14.17): everything of a file but its names.
import { readU16LE, readU32LE } from '../../base/bytes.ts';
import type { EntryKind, EntryTimes } from '../volume.ts';
import { type Allocation, type BlockAddress, readLong } from './address.ts';
import { posixMode } from './permissions.ts';
import { TAG } from './tag.ts';
import { readTimestamp } from './timestamp.ts';

/** How the extents of a file are told (ECMA-167 4/14.6.8); `inside`: its bytes stand there themselves. */
export const ALLOCATION = { short: 0, long: 1, extended: 2, inside: 3 } as const;

/** Types of files (ECMA-167 4/14.6.6, UDF 2.3.5.2). */
export const FILE_TYPE = {
  unspecified: 0,
  directory: 4,
  file: 5,
  blockDevice: 6,
  characterDevice: 7,
  fifo: 9,
  socket: 10,
  link: 12,
  streamDirectory: 13,
  vat: 248,
  realTime: 249,
  metadata: 250,
  metadataMirror: 251,
} as const;

export interface FileEntry {
  readonly address: BlockAddress;
  /** Where it lies, in bytes of the image. */
  readonly begin: number;
  readonly type: number;
  readonly strategy: number;
  readonly allocation: number;
  /** The block that it stands in. */
  readonly block: Uint8Array;
  /** In it the extended attributes, and behind them the allocation descriptors or the bytes of the file. */
  readonly attributesOffset: number;
  readonly areaOffset: number;
  readonly areaEnd: number;
  readonly attributesIcb: Allocation;
  readonly streams: Allocation | undefined;
  /** Length of the file in bytes; not bounded by anything. */
  readonly bytes: number;
  readonly mode: number;
  /** -1: nobody is named. */
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly times: EntryTimes;
}

/** Where the fields of the two kinds differ. */
const PLAIN = { accessed: 72, modified: 84, created: 0, changed: 96, attributesIcb: 112, streams: 0, lengths: 168 };
const EXTENDED = {
  ...PLAIN,
  accessed: 80,
  modified: 92,
  created: 104,
  changed: 116,
  attributesIcb: 136,
  streams: 152,
  lengths: 208,
};

const KINDS: ReadonlyMap<number, EntryKind> = new Map([
  [FILE_TYPE.directory, 'directory'],
  [FILE_TYPE.streamDirectory, 'directory'],
  [FILE_TYPE.link, 'link'],
  [FILE_TYPE.fifo, 'fifo'],
  [FILE_TYPE.socket, 'socket'],
  [FILE_TYPE.blockDevice, 'block-device'],
  [FILE_TYPE.characterDevice, 'character-device'],
]);
/** The kind of file as st_mode has it. */
const MODE_OF_KIND: Readonly<Record<EntryKind, number>> = {
  fifo: 0o010000,
  'character-device': 0o020000,
  directory: 0o040000,
  'block-device': 0o060000,
  file: 0o100000,
  link: 0o120000,
  socket: 0o140000,
};

/** Whatever has no kind of its own has contents, and so is a file. */
export function kindOf(type: number): EntryKind {
  return KINDS.get(type) ?? 'file';
}

/** Decodes a descriptor whose tag says that it is one of the two; undefined where the block is too short for it. */
export function readFileEntry(bytes: Uint8Array, begin: number, address: BlockAddress): FileEntry | undefined {
  const isExtended = readU16LE(bytes, 0) === TAG.extendedFileEntry;
  const places = isExtended ? EXTENDED : PLAIN;
  const fixed = places.lengths + 8;
  if (bytes.length < fixed) return undefined;
  const areaOffset = Math.min(fixed + readU32LE(bytes, places.lengths), bytes.length);
  const areaEnd = Math.min(areaOffset + readU32LE(bytes, places.lengths + 4), bytes.length);
  const flags = readU16LE(bytes, 34);
  const type = bytes[27] ?? 0;
  return {
    address,
    begin,
    type,
    strategy: readU16LE(bytes, 20),
    allocation: flags & 7,
    block: bytes,
    attributesOffset: fixed,
    areaOffset,
    areaEnd,
    attributesIcb: readLong(bytes, places.attributesIcb),
    streams: isExtended ? readLong(bytes, places.streams) : undefined,
    bytes: readU64LE(bytes, 56),
    mode: MODE_OF_KIND[kindOf(type)] | posixMode(readU32LE(bytes, 44), flags),
    uid: readU32LE(bytes, 36) | 0,
    gid: readU32LE(bytes, 40) | 0,
    // A directory counts the names that lead to it, and not, as POSIX does, itself.
    links: readU16LE(bytes, 48) + (kindOf(type) === 'directory' ? 1 : 0),
    times: timesOf(bytes, places),
  };
}

function timesOf(bytes: Uint8Array, places: typeof PLAIN): EntryTimes {
  const times: { -readonly [name in keyof EntryTimes]: number } = {};
  const modified = readTimestamp(bytes, places.modified);
  if (modified !== undefined) times.modified = modified;
  const accessed = readTimestamp(bytes, places.accessed);
  if (accessed !== undefined) times.accessed = accessed;
  const created = places.created === 0 ? undefined : readTimestamp(bytes, places.created);
  if (created !== undefined) times.created = created;
  const changed = readTimestamp(bytes, places.changed);
  if (changed !== undefined) times.changed = changed;
  return times;
}

function readU64LE(bytes: Uint8Array, offset: number): number {
  return Math.min(readU32LE(bytes, offset) + readU32LE(bytes, offset + 4) * 2 ** 32, Number.MAX_SAFE_INTEGER);
}

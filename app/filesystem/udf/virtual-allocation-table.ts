// The virtual allocation table of media that are written once (UDF 2.2.11): it is the last thing written, tells where each
// block lies now, and which table was there before.
import { readAscii, readU16LE, readU32LE } from '../../base/bytes.ts';
import type { Extent } from '../volume.ts';
import { Allowance } from './allowance.ts';
import { FILE_TYPE, type FileEntry, readFileEntry } from './file-entry.ts';
import type { LogicalSpace } from './logical-space.ts';
import type { PhysicalPartition } from './partition.ts';
import { readStructure } from './structure-bytes.ts';
import { readTag, TAG } from './tag.ts';

export interface AllocationTable {
  readonly entry: FileEntry;
  readonly extents: readonly Extent[];
  /** In which of its bytes the places of the virtual blocks stand. */
  readonly begin: number;
  readonly end: number;
  /** Block of the entry of the table before. */
  readonly previous: number;
}

/** The partition that virtual blocks lie in. */
export interface PartitionBelow {
  readonly physical: PhysicalPartition;
  readonly reference: number;
}

const NONE = 0xffff_ffff;
/** What closes a session lies behind the last block that was written, and so may the rest of a medium that is an image. */
const MOST_BYTES_BACK = 512 * 1024 * 1024;
const BYTES_AT_ONCE = 256 * 1024;
/** One million files. */
const MOST_BYTES = 4 * 1024 * 1024;
const OLD_IDENTIFIER = '*UDF Virtual Alloc Tbl';
const OLD_TAIL_BYTES = 36;
const HEADER_BYTES = 152;
const PREVIOUS = 132;
/** Blocks that look like the entry of a table and lead to none. */
const MOST_CANDIDATES = 1024;
/** A disc is hardly ever added to as often. */
const MOST_STATES = 1024;

/** What a search may cost, over all places that it looks at. */
interface Search {
  readonly space: LogicalSpace;
  readonly below: PartitionBelow;
  readonly allowance: Allowance;
}

/**
 * The table that was in force so many states ago (0: the newest), how many there are, and where the newest one ends.
 * `end`, in bytes of the image, is where the search begins backward. Undefined where there is no such table.
 */
export async function findAllocationTable(
  space: LogicalSpace,
  below: PartitionBelow,
  { end, statesAgo }: { end: number; statesAgo: number },
): Promise<{ readonly table: AllocationTable; readonly states: number; readonly end: number } | undefined> {
  const search = { space, below, allowance: new Allowance() };
  const newest = await newestTable(search, end);
  const visited = new Set<number>();
  let chosen: AllocationTable | undefined;
  for (let table = newest; table !== undefined; ) {
    if (visited.size === statesAgo) chosen = table;
    visited.add(table.entry.address.block);
    const before: number = table.previous;
    if (before === NONE || visited.has(before) || visited.size >= MOST_STATES) break;
    table = await tableAt(search, before);
  }
  if (newest === undefined || chosen === undefined) return undefined;
  return { table: chosen, states: visited.size, end: newest.entry.begin + space.blockBytes };
}

/** The place of each virtual block, as a block of the partition below. */
export async function readTableBlocks(space: LogicalSpace, table: AllocationTable): Promise<Uint32Array> {
  const place = { position: table.begin, length: table.end - table.begin };
  const content = await readStructure(space.image, table.extents, place);
  const blocks = new Uint32Array(Math.floor(content.length / 4));
  for (let index = 0; index < blocks.length; index++) blocks[index] = readU32LE(content, index * 4);
  return blocks;
}

async function newestTable(search: Search, end: number): Promise<AllocationTable | undefined> {
  const { image, blockBytes } = search.space;
  const { begin } = search.below.physical;
  const last = Math.floor((Math.min(end, image.size) - begin) / blockBytes);
  const first = Math.max(0, last - MOST_BYTES_BACK / blockBytes);
  const atOnce = BYTES_AT_ONCE / blockBytes;
  let candidates = 0;
  for (let above = last; above > first; above -= atOnce) {
    const from = Math.max(first, above - atOnce);
    const bytes = await image.read(begin + from * blockBytes, (above - from) * blockBytes);
    for (let block = above - 1; block >= from; block--) {
      const offset = (block - from) * blockBytes;
      if (!mayBeTable(bytes.subarray(offset, offset + blockBytes), block)) continue;
      const table = await tableAt(search, block);
      if (table !== undefined) return table;
      if (++candidates >= MOST_CANDIDATES) return undefined;
    }
  }
  return undefined;
}

/** A sound file entry of the type that such tables have, which before UDF 2.00 was none. */
function mayBeTable(bytes: Uint8Array, block: number): boolean {
  const tag = readTag(bytes, block);
  if (tag === undefined || tag.fault !== undefined) return false;
  const isEntry = tag.id === TAG.fileEntry || tag.id === TAG.extendedFileEntry;
  return isEntry && (bytes[27] === FILE_TYPE.vat || bytes[27] === FILE_TYPE.unspecified);
}

async function tableAt({ space, below, allowance }: Search, block: number): Promise<AllocationTable | undefined> {
  const begin = below.physical.begin + block * space.blockBytes;
  const bytes = await space.image.read(begin, space.blockBytes);
  if (!mayBeTable(bytes, block)) return undefined;
  const entry = readFileEntry(bytes, begin, { partition: below.reference, block });
  if (entry === undefined || entry.bytes > MOST_BYTES) return undefined;
  const { extents } = await space.extentsOf(entry, allowance);
  return entry.type === FILE_TYPE.vat ? newerTable(space, entry, extents) : olderTable(space, entry, extents);
}

/** From UDF 2.00 on there is a header. */
async function newerTable(
  space: LogicalSpace,
  entry: FileEntry,
  extents: readonly Extent[],
): Promise<AllocationTable | undefined> {
  const header = await readStructure(space.image, extents, { position: 0, length: HEADER_BYTES });
  const begin = readU16LE(header, 0);
  if (begin < HEADER_BYTES || begin > entry.bytes) return undefined;
  return { entry, extents, begin, end: entry.bytes, previous: readU32LE(header, PREVIOUS) };
}

/** In UDF 1.50 an identifier stands behind the table. */
async function olderTable(
  space: LogicalSpace,
  entry: FileEntry,
  extents: readonly Extent[],
): Promise<AllocationTable | undefined> {
  const end = entry.bytes - OLD_TAIL_BYTES;
  if (end < 0) return undefined;
  const tail = await readStructure(space.image, extents, { position: end, length: OLD_TAIL_BYTES });
  if (readAscii(tail, 1, 23) !== OLD_IDENTIFIER) return undefined;
  return { entry, extents, begin: 0, end, previous: readU32LE(tail, OLD_TAIL_BYTES - 4) };
}

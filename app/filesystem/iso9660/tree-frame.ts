// Where the root of a tree lies: where its descriptor says, or where it is found when the size of a block or the address of
// the first one is another than told, or where the path table has it.
import { SECTOR_BYTES } from '../../base/units.ts';
import { FindingLog } from '../finding-log.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { Extent } from '../volume.ts';
import { FIRST_DESCRIPTOR, MOST_DESCRIPTORS } from './descriptor-set.ts';
import { beginsDirectory, FLAG, isDotRecord, RECORD, recordsIn } from './directory-records.ts';
import { tablesOf } from './path-table.ts';
import { RecordExtents } from './record-extents.ts';
import { systemUseIn } from './system-use-areas.ts';
import type { TreeDescriptor } from './tree-descriptor.ts';
import { type Addresses, placeOf } from './tree-form.ts';

/** What the ways to read a tree have in common. */
export interface TreeFrame extends Addresses {
  /** As TreeForm has it. */
  readonly systemUseSkip: number | undefined;
  /** Bytes from the start of the image. */
  readonly rootBegin: number;
  /** A directory begins there. */
  readonly isReadable: boolean;
  /** Names in it have two bytes a character. */
  readonly hasWideNames: boolean;
}

const BLOCK_SIZES = [512, 1024, 2048, 4096, 8192, 16_384, 32_768];
/** A later session by itself has its root within its first megabytes. */
const SEARCHED_BYTES = 4 * 1024 * 1024;
const MOST_RECORD_BYTES = 255;
/** Of the root in a path table: a name of one byte, 0, and one that fills up. */
const ROOT_IN_TABLE_BYTES = 10;

/** `knownFirst` is the address of the first block by another tree of the set. Rejects as the source does. */
export async function findTree(
  image: ImageBytes,
  tree: TreeDescriptor,
  { log, knownFirst }: { readonly log: FindingLog; readonly knownFirst: number },
): Promise<TreeFrame> {
  const { sector, dialect } = tree.descriptor;
  const begin = sector * SECTOR_BYTES;
  const told = { blockBytes: toldBlockBytes(tree, log), firstBlock: 0, isBigEndianOnly: dialect === 'cd-i' };
  for (const blockBytes of new Set([told.blockBytes, SECTOR_BYTES])) {
    const frame = await frameOf(image, tree, { ...told, blockBytes });
    if (!frame.isReadable) continue;
    if (blockBytes !== told.blockBytes) {
      const what = `The volume tells a block size of ${told.blockBytes} bytes, and its root is found with ${blockBytes}.`;
      log.add('warning', begin, what);
    }
    return frame;
  }
  const later = await laterSession(image, tree, { told, knownFirst });
  if (later !== undefined) {
    const what = `The addresses of the volume begin with block ${later.firstBlock}: the image is a later session by itself.`;
    log.add('note', 0, what);
    return later;
  }
  const byTable = await byPathTable(image, tree, told);
  if (byTable !== undefined) {
    log.add('warning', begin, `The root directory of the tree in sector ${sector} was found by its path table.`);
    return byTable;
  }
  log.add('error', begin, `The root directory of the tree in sector ${sector} is not where it should be.`);
  return frameOf(image, tree, told);
}

/** Its descriptors stand at the beginning of the image, and its addresses count from the beginning of the disc. */
async function laterSession(
  image: ImageBytes,
  tree: TreeDescriptor,
  { told, knownFirst }: { readonly told: Addresses; readonly knownFirst: number },
): Promise<TreeFrame | undefined> {
  if (tree.descriptor.sector > FIRST_DESCRIPTOR + MOST_DESCRIPTORS) return undefined;
  const known = knownFirst === 0 ? undefined : await frameOf(image, tree, { ...told, firstBlock: knownFirst });
  if (known?.isReadable === true) return known;
  const firstBlock = await findFirstBlock(image, tree, told);
  return firstBlock === undefined ? undefined : frameOf(image, tree, { ...told, firstBlock });
}

/** The first directory of the table is the root. */
async function byPathTable(image: ImageBytes, tree: TreeDescriptor, told: Addresses): Promise<TreeFrame | undefined> {
  for (const { isBigEndian, begin } of tablesOf(tree, told)) {
    const entry = await image.read(begin, ROOT_IN_TABLE_BYTES);
    if (entry.length < ROOT_IN_TABLE_BYTES || entry[0] !== 1 || entry[ROOT_IN_TABLE_BYTES - 2] !== 0) continue;
    const block = (isBigEndian ? entry.readUInt32BE(2) : entry.readUInt32LE(2)) + (entry[1] ?? 0);
    const frame = await frameOf(image, tree, told, placeOf(told, block));
    if (frame.isReadable) return frame;
  }
  return undefined;
}

function toldBlockBytes({ blockBytes, descriptor }: TreeDescriptor, log: FindingLog): number {
  if (BLOCK_SIZES.includes(blockBytes)) return blockBytes;
  const what = `The volume tells a block size of ${blockBytes} bytes: 2048 is taken instead.`;
  log.add('warning', descriptor.sector * SECTOR_BYTES, what);
  return SECTOR_BYTES;
}

async function frameOf(
  image: ImageBytes,
  tree: TreeDescriptor,
  addresses: Addresses,
  rootBegin = rootExtent(image, tree, addresses).begin,
): Promise<TreeFrame> {
  const own = await image.read(rootBegin, MOST_RECORD_BYTES);
  const isReadable = isOwnRecord(own, tree);
  const first = isReadable ? await image.read(rootBegin, SECTOR_BYTES) : own;
  return {
    ...addresses,
    rootBegin,
    isReadable,
    hasWideNames: isReadable && hasWideNames(first, rootBegin),
    systemUseSkip: isReadable ? systemUseSkipOf(own) : undefined,
  };
}

/** By the record in the descriptor. */
export function rootExtent(image: ImageBytes, { descriptor, rootAt }: TreeDescriptor, addresses: Addresses): Extent {
  const log = new FindingLog();
  return new RecordExtents(addresses, image.size, { log, nameAt: () => '/' }).at(descriptor.bytes, rootAt);
}

/** The record of a directory for itself. */
function isOwnRecord(bytes: Buffer, { descriptor }: TreeDescriptor): boolean {
  const flagsAt = descriptor.dialect === 'high-sierra' ? RECORD.highSierraFlags : RECORD.flags;
  return beginsDirectory(bytes) && ((bytes[flagsAt] ?? 0) & FLAG.directory) !== 0;
}

/** The first name begins with a byte of zero, as only letters of two bytes do. */
function hasWideNames(bytes: Buffer, begin: number): boolean {
  const first = recordsIn(bytes, begin, new FindingLog()).find((at) => !isDotRecord(bytes, at));
  if (first === undefined) return false;
  const nameBytes = bytes[first + RECORD.nameBytes] ?? 0;
  return nameBytes % 2 === 0 && nameBytes > 0 && bytes[first + RECORD.name] === 0;
}

/** SP in the first record of the root says that there are entries, and what stands before them. */
function systemUseSkipOf(own: Buffer): number | undefined {
  const { systemUse } = systemUseIn(own, 0, 0);
  return systemUse.skipBytes ?? (systemUse.hasRockRidge ? 0 : undefined);
}

/** Looks for the root by its address in its own record. */
async function findFirstBlock(image: ImageBytes, tree: TreeDescriptor, told: Addresses): Promise<number | undefined> {
  const wanted = tree.descriptor.bytes.readUInt32LE(tree.rootAt + RECORD.block);
  const bytes = await image.read(0, SEARCHED_BYTES);
  for (let at = 0; at + MOST_RECORD_BYTES < bytes.length; at += told.blockBytes) {
    if (bytes[at + RECORD.nameBytes] !== 1 || bytes.readUInt32LE(at + RECORD.block) !== wanted) continue;
    if (isOwnRecord(bytes.subarray(at, at + MOST_RECORD_BYTES), tree)) return wanted - at / told.blockBytes;
  }
  return undefined;
}

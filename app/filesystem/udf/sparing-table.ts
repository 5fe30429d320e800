// Sparing tables (UDF 2.2.12): which packets of a rewritable medium went bad, and where their contents lie instead.
import { readAscii, readU16LE, readU32LE } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { PartitionMap } from './logical-volume.ts';
import { readTag, TAG } from './tag.ts';

const IDENTIFIER = '*UDF Sparing Table';
const ENTRIES = 56;
const ENTRY_BYTES = 8;
/** From here on a number is no packet: one that is not used, or one that is bad itself. */
const NO_PACKET = 0xffff_fff0;

/**
 * From the first block of a moved packet, in its partition, to its place in bytes of the image, by the newest table that is
 * sound, or else by one that is not.
 */
export async function readSparing(
  image: ImageBytes,
  map: Extract<PartitionMap, { kind: 'sparable' }>,
  { blockBytes, firstBlock }: { blockBytes: number; firstBlock: number },
): Promise<ReadonlyMap<number, number>> {
  const tables: Uint8Array[] = [];
  let hasDamaged = false;
  for (const block of map.tables) {
    const begin = (block - firstBlock) * blockBytes;
    const table = await image.read(begin, Math.min(map.tableBytes, ENTRIES + 0xffff * ENTRY_BYTES));
    if (table.length < ENTRIES || readAscii(table, 17, 23) !== IDENTIFIER) hasDamaged = true;
    else if (readTag(table, block)?.id !== TAG.sparingTable) hasDamaged = true;
    else tables.push(table);
    if (hasDamaged) image.log.add('warning', begin, 'A table of moved packets is damaged.');
  }
  const isSound = (table: Uint8Array): boolean => readTag(table, undefined)?.fault === undefined;
  const rank = (table: Uint8Array): number => (isSound(table) ? 2 ** 32 : 0) + readU32LE(table, 52);
  const best = tables.sort((a, b) => rank(b) - rank(a))[0];
  return best === undefined ? new Map() : entriesOf(best, blockBytes, firstBlock);
}

function entriesOf(table: Uint8Array, blockBytes: number, firstBlock: number): Map<number, number> {
  const moved = new Map<number, number>();
  const count = Math.min(readU16LE(table, 48), Math.floor((table.length - ENTRIES) / ENTRY_BYTES));
  for (let index = 0; index < count; index++) {
    const original = readU32LE(table, ENTRIES + index * ENTRY_BYTES);
    const mapped = readU32LE(table, ENTRIES + index * ENTRY_BYTES + 4);
    const isPlausible = original < NO_PACKET && mapped > firstBlock && !moved.has(original);
    if (isPlausible) moved.set(original, (mapped - firstBlock) * blockBytes);
  }
  return moved;
}

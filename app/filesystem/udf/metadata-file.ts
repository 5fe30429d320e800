// The metadata file of UDF 2.50 on (UDF 2.2.13): a partition inside of another one, told as the extents of a file.
import type { Extent } from '../volume.ts';
import { Allowance } from './allowance.ts';
import type { BlockAddress } from './address.ts';
import { type FileEntry, readFileEntry } from './file-entry.ts';
import type { LogicalSpace } from './logical-space.ts';
import type { MetadataRun } from './partition.ts';
import { TAG } from './tag.ts';

export interface MetadataFile {
  readonly entry: FileEntry;
  readonly extents: readonly Extent[];
  readonly runs: readonly MetadataRun[];
  /** False where a part of it lies nowhere. */
  readonly isWhole: boolean;
}

/**
 * The file whose entry is at `address`, by the partitions that `space` has: the metadata partition itself is not yet
 * among them, so that nothing of the file can lie in it. Undefined where nothing of it can be read.
 */
export async function readMetadataFile(space: LogicalSpace, address: BlockAddress): Promise<MetadataFile | undefined> {
  const placed = await space.descriptor(address, [TAG.fileEntry, TAG.extendedFileEntry]);
  if (placed === undefined) return undefined;
  const entry = readFileEntry(placed.bytes, placed.begin, address);
  if (entry === undefined) return undefined;
  const { extents, bytes, isWhole } = await space.extentsOf(entry, new Allowance());
  const isInside = extents.every(({ begin }) => begin < space.image.size);
  const runs: MetadataRun[] = [];
  let block = 0;
  for (const extent of extents) {
    const blocks = Math.floor(extent.bytes / space.blockBytes);
    if (extent.kind === 'data' && extent.begin < space.image.size && blocks > 0) {
      runs.push({ block, blocks, begin: extent.begin });
    }
    block += Math.ceil(extent.bytes / space.blockBytes);
  }
  return runs.length === 0 ? undefined : { entry, extents, runs, isWhole: isWhole && isInside && bytes >= entry.bytes };
}

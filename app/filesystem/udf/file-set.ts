// File set descriptors (ECMA-167 4/14.1): where the root of the tree is. Media that are written once may have several, one
// after another or by way of a pointer; the one with the highest number is in force.
import { readU32LE } from '../../base/bytes.ts';
import { type Allocation, type BlockAddress, readLong } from './address.ts';
import type { LogicalSpace, PlacedDescriptor } from './logical-space.ts';
import { TAG } from './tag.ts';
import { decodeField } from './text.ts';
import { readTimestamp } from './timestamp.ts';

export interface FileSet {
  readonly begin: number;
  readonly identifier: string;
  readonly recordedMs?: number;
  readonly root: Allocation;
  readonly isDamaged: boolean;
}

const MOST_FILE_SETS = 256;
const NUMBER = 44;
const NEXT = 448;

/** Blocks at the beginning of a partition in which a lost file set is looked for: writers begin with it. */
const SEARCHED_BLOCKS = 64;

/** One that lies near the beginning of a partition, where nothing leads to it any more. */
export async function findFileSet(space: LogicalSpace, partitions: number): Promise<FileSet | undefined> {
  for (let partition = 0; partition < partitions; partition++) {
    for (let block = 0; block < SEARCHED_BLOCKS; block++) {
      const placed = await space.descriptor({ partition, block }, [TAG.fileSet]);
      if (placed !== undefined && placed.fault === undefined) return fileSetIn(placed);
    }
  }
  return undefined;
}

/** Undefined where none can be read. */
export async function readFileSet(space: LogicalSpace, place: Allocation): Promise<FileSet | undefined> {
  const visited = new Set<number>();
  let best: PlacedDescriptor | undefined;
  let extent = place;
  let offset = 0;
  while (visited.size < MOST_FILE_SETS) {
    const address: BlockAddress = { partition: extent.partition, block: extent.block + offset };
    const begin = space.begin(address);
    if (begin === undefined || visited.has(begin)) break;
    visited.add(begin);
    const placed = await space.descriptor(address, [TAG.fileSet]);
    if (placed === undefined) break;
    if (best === undefined || numberOf(placed) >= numberOf(best)) best = placed;
    const next = readLong(placed.bytes, NEXT);
    offset = next.bytes > 0 ? 0 : offset + 1;
    if (next.bytes > 0) extent = next;
    else if (offset * space.blockBytes >= extent.bytes) break;
  }
  return best && fileSetIn(best);
}

function numberOf({ bytes }: PlacedDescriptor): number {
  return readU32LE(bytes, NUMBER);
}

function fileSetIn({ bytes, begin, fault }: PlacedDescriptor): FileSet {
  const recordedMs = readTimestamp(bytes, 16);
  return {
    begin,
    identifier: decodeField(bytes.subarray(304, 336)),
    ...(recordedMs === undefined ? {} : { recordedMs }),
    root: readLong(bytes, 400),
    isDamaged: fault !== undefined,
  };
}

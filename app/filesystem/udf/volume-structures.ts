// What of the image the descriptors of a UDF volume own, besides its tree.
import type { ImageBytes } from '../image-bytes.ts';
import type { Extent, Structure } from '../volume.ts';
import { readShort } from './address.ts';
import type { Anchor, BlockRange } from './anchor.ts';
import type { DescriptorSet } from './descriptor-sequence.ts';
import type { FileSet } from './file-set.ts';
import type { LogicalVolume } from './logical-volume.ts';
import type { OpenedPartitions } from './open-partitions.ts';
import { readTag, TAG } from './tag.ts';

interface Described {
  readonly anchor: Anchor;
  readonly descriptors: DescriptorSet;
  readonly logical: LogicalVolume;
  readonly fileSet: FileSet;
  readonly partitions: OpenedPartitions;
}

const SYSTEM_AREA_BYTES = 16 * 2048;
/** BEA01, NSR and TEA01, where nothing else stands between them. */
const RECOGNITION_BYTES = 3 * 2048;
/** In a partition descriptor: short descriptors of its tables and bitmaps of space (ECMA-167 4/14.3). */
const SPACE_SETS = 56;
const SPACE_SET_COUNT = 5;

/** Rejects only as the source does for no reason of the volume's. */
export async function readVolumeStructures(image: ImageBytes, described: Described): Promise<readonly Structure[]> {
  const { anchor, descriptors, logical, fileSet, partitions } = described;
  const at = (what: string, range: BlockRange): Structure => {
    const begin = (range.block - anchor.firstBlock) * anchor.blockBytes;
    return { what, extents: isInside(image, begin, range.bytes) ? [data(begin, range.bytes)] : [] };
  };
  return [
    { what: 'system area', extents: [data(0, SYSTEM_AREA_BYTES)] },
    {
      what: 'recognition sequence',
      extents: [data(SYSTEM_AREA_BYTES, Math.max(RECOGNITION_BYTES, 3 * anchor.blockBytes))],
    },
    { what: 'anchor', extents: await anchorsIn(image, anchor) },
    at('volume descriptors', anchor.main),
    at('volume descriptors', anchor.reserve),
    { what: 'volume descriptors', extents: descriptors.read.map(({ begin, bytes }) => data(begin, bytes)) },
    at('integrity descriptors', logical.integrity),
    { what: 'space bitmap', extents: spaceSets(described) },
    { what: 'file set', extents: [data(fileSet.begin, anchor.blockBytes)] },
    ...partitions.structures,
  ].filter(({ extents }) => extents.length > 0);
}

/** The one that was used, and those at the other places that are theirs. */
async function anchorsIn(image: ImageBytes, { begin, blockBytes, firstBlock }: Anchor): Promise<Extent[]> {
  const last = Math.floor(image.size / blockBytes) - 1;
  const found = new Set([begin]);
  // An image may be filled up behind its last block.
  for (const block of [256, last, last - 1, last - 2, last - 3, last - 256]) {
    const tag = readTag(await image.read(block * blockBytes, blockBytes), block + firstBlock);
    if (tag?.id === TAG.anchor && tag.fault === undefined) found.add(block * blockBytes);
  }
  return [...found].map((one) => data(one, blockBytes));
}

function spaceSets({ descriptors, logical, partitions }: Described): Extent[] {
  const extents: Extent[] = [];
  for (const [reference, { number }] of logical.maps.entries()) {
    const descriptor = descriptors.partitions.get(number);
    const { kind } = logical.maps[reference] ?? {};
    if (descriptor === undefined || kind === 'virtual' || kind === 'metadata') continue;
    for (let index = 0; index < SPACE_SET_COUNT; index++) {
      const set = readShort(descriptor.bytes, SPACE_SETS + index * 8, reference);
      const begin = set.bytes === 0 ? undefined : partitions.space.begin(set);
      if (begin !== undefined) extents.push(data(begin, set.bytes));
    }
  }
  return extents;
}

function isInside(image: ImageBytes, begin: number, bytes: number): boolean {
  return begin >= 0 && begin < image.size && bytes > 0;
}

function data(begin: number, bytes: number): Extent {
  return { kind: 'data', begin, bytes };
}

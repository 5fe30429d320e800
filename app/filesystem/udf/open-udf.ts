// Opens the UDF volume of an image: anchor, volume descriptors, partitions, file set, root; each of them by the next best
// when the best is damaged.
import type { ImageBytes } from '../image-bytes.ts';
import { type Anchor, findAnchors } from './anchor.ts';
import { type DescriptorSet, readDescriptors } from './descriptor-sequence.ts';
import { EntryReader } from './entry-reader.ts';
import { type FileSet, findFileSet, readFileSet } from './file-set.ts';
import { type LogicalVolume, readLogicalVolume } from './logical-volume.ts';
import { type OpenedPartitions, openPartitions } from './open-partitions.ts';
import { UdfVolume } from './udf-volume.ts';
import { readVolumeFacts } from './volume-facts.ts';
import { readVolumeStructures } from './volume-structures.ts';

export interface UdfOptions {
  /** Where a session begins, in bytes of the image: its anchors lie behind that. */
  readonly sessionBegin?: number;
  /** Where it ends: the last block before it is looked at for the virtual allocation table. */
  readonly sessionEnd?: number;
  /** Of a disc that was written once: 0 is the newest state, 1 the one before. */
  readonly statesAgo?: number;
  /** Sizes of a block, in bytes, for which anchors are looked for; without them all that there are. */
  readonly blockSizes?: readonly number[];
  /** The number of the session, where there are several. */
  readonly session?: number;
  /** Anchors by what they lead to: those in it are passed by, and those that are looked at come into it. */
  readonly seen?: Set<string>;
}

/** Anchors that lead to a volume which then cannot be opened; a sound volume has none. */
const MOST_ANCHORS = 6;

/**
 * Undefined where there is no UDF volume, or none that can be opened; the log of `image` says what stood against it.
 * Rejects only as the source does for no reason of the volume's.
 */
export async function openUdf(image: ImageBytes, options: UdfOptions = {}): Promise<UdfVolume | undefined> {
  let tried = 0;
  for await (const anchor of findAnchors(image, options.sessionBegin ?? 0, options.blockSizes)) {
    const key = [anchor.firstBlock, anchor.blockBytes, anchor.main.block].join();
    if (options.seen?.has(key) === true) continue;
    options.seen?.add(key);
    const descriptors = await readDescriptors(image, anchor);
    if (descriptors.logical === undefined) continue;
    const volume = await openBy(image, { anchor, descriptors }, options);
    if (volume !== undefined || ++tried >= MOST_ANCHORS) return volume;
  }
  return undefined;
}

const DOUBTFUL = 'A volume descriptor has a wrong checksum or place; it is used all the same.';

async function openBy(
  image: ImageBytes,
  { anchor, descriptors }: { anchor: Anchor; descriptors: DescriptorSet },
  { sessionEnd, statesAgo, session }: UdfOptions,
): Promise<UdfVolume | undefined> {
  if (descriptors.logical === undefined) return undefined;
  const logical = readLogicalVolume(descriptors.logical, image.log);
  if (logical.blockBytes !== anchor.blockBytes) {
    const what = `The volume says that its blocks have ${logical.blockBytes} bytes, and they have ${anchor.blockBytes}.`;
    image.log.add('warning', descriptors.logical.begin, what);
  }
  const partitions = { end: sessionEnd ?? image.size, statesAgo: statesAgo ?? 0 };
  const opened = await openPartitions(image, { anchor, descriptors, logical }, partitions);
  if (opened === undefined || partitions.statesAgo >= opened.states) return undefined;
  const fileSet = await fileSetOf(opened, logical, anchor);
  if (fileSet === undefined) return undefined;
  if (!anchor.isSound || fileSet.isDamaged) {
    image.log.add('warning', anchor.begin, DOUBTFUL);
  }
  const { space, bytes, states, end } = opened;
  return new UdfVolume({
    space,
    label: logical.label,
    facts: await readVolumeFacts(image, { anchor, descriptors, logical, fileSet, bytes }),
    root: await new EntryReader(space).root(fileSet.root),
    session: states > 1 ? states - partitions.statesAgo : session,
    states,
    end,
    structures: () => readVolumeStructures(image, { anchor, descriptors, logical, fileSet, partitions: opened }),
  });
}

async function fileSetOf(
  { space }: OpenedPartitions,
  { fileSet, maps }: LogicalVolume,
  { begin }: Anchor,
): Promise<FileSet | undefined> {
  const told = await readFileSet(space, fileSet);
  if (told !== undefined) return told;
  const found = await findFileSet(space, maps.length);
  const what =
    found === undefined
      ? 'The beginning of the tree of the UDF volume cannot be read.'
      : 'The beginning of the tree of the UDF volume was lost and found again.';
  space.image.log.add('error', begin, what);
  return found;
}

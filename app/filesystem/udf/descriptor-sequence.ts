// The volume descriptor sequences that an anchor names, main and reserve (ECMA-167 3/8.4): of each kind the descriptor
// with the highest sequence number prevails.
import { readU16LE, readU32LE } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { type Anchor, type BlockRange, rangeAt } from './anchor.ts';
import { readTag, TAG, type TagFault } from './tag.ts';

export interface Descriptor {
  readonly bytes: Uint8Array;
  /** In bytes of the image. */
  readonly begin: number;
  readonly fault?: TagFault;
}

export interface DescriptorSet {
  readonly primary?: Descriptor;
  readonly logical?: Descriptor;
  /** By partition number, which is not the reference that addresses have. */
  readonly partitions: ReadonlyMap<number, Descriptor>;
  /** What was read for it, for telling whose the bytes are. */
  readonly read: readonly { readonly begin: number; readonly bytes: number }[];
}

/** A sequence has 16 blocks or a few more, and is hardly ever continued elsewhere. */
const MOST_BLOCKS = 64;
const MOST_RANGES = 16;
const KINDS: readonly number[] = [TAG.primaryVolume, TAG.partition, TAG.logicalVolume];
const SEQUENCE_NUMBER = 16;
const PARTITION_NUMBER = 22;
/** All fields of fixed place in the descriptors that are kept lie before it. */
const SMALLEST = 512;

/** The reserve sequence is read where the main one lacks something or has something that is damaged. */
export async function readDescriptors(image: ImageBytes, anchor: Anchor): Promise<DescriptorSet> {
  const found = new Map<string, Descriptor>();
  const read = await readSequence(image, anchor, anchor.main, found);
  if (!isWhole(found)) {
    read.push(...(await readSequence(image, anchor, anchor.reserve, found)));
    const what = 'The main volume descriptors are damaged; the reserve was looked at as well.';
    if (found.size > 0) image.log.add('warning', anchor.begin, what);
  }
  const [primary, logical] = [found.get('primary'), found.get('logical')];
  for (const [, descriptor] of found) {
    if (descriptor.fault === undefined) continue;
    image.log.add(
      'warning',
      descriptor.begin,
      'A volume descriptor has a wrong checksum or place; it is used all the same.',
    );
  }
  const partitions = new Map(
    [...found.values()]
      .filter(({ bytes }) => readU16LE(bytes, 0) === TAG.partition)
      .map((descriptor) => [readU16LE(descriptor.bytes, PARTITION_NUMBER), descriptor]),
  );
  return { ...(primary && { primary }), ...(logical && { logical }), partitions, read };
}

function isWhole(found: ReadonlyMap<string, Descriptor>): boolean {
  const hasPartition = [...found.keys()].some((key) => key.startsWith('partition'));
  return found.has('logical') && found.has('primary') && hasPartition && [...found.values()].every((one) => !one.fault);
}

/** Reads on where a pointer leads; every block once, so that it ends. Answers what it has read. */
async function readSequence(
  image: ImageBytes,
  anchor: Anchor,
  first: BlockRange,
  found: Map<string, Descriptor>,
): Promise<{ begin: number; bytes: number }[]> {
  const visited = new Set<number>();
  const read: { begin: number; bytes: number }[] = [];
  for (let range: BlockRange | undefined = first; range !== undefined && !visited.has(range.block); ) {
    visited.add(range.block);
    const begin = (range.block - anchor.firstBlock) * anchor.blockBytes;
    const length = Math.min(range.bytes, MOST_BLOCKS * anchor.blockBytes);
    const bytes = begin < 0 ? new Uint8Array() : await image.read(begin, length);
    read.push({ begin: Math.max(begin, 0), bytes: bytes.length });
    const next = collect(bytes, begin, { anchor, block: range.block }, found);
    range = visited.size < MOST_RANGES ? next : undefined;
  }
  return read;
}

/** Keeps what prevails; answers where the sequence goes on. */
function collect(
  bytes: Uint8Array,
  begin: number,
  { anchor, block }: { anchor: Anchor; block: number },
  found: Map<string, Descriptor>,
): BlockRange | undefined {
  let next: BlockRange | undefined;
  for (let offset = 0; offset + SMALLEST <= bytes.length; offset += anchor.blockBytes) {
    const descriptor = bytes.subarray(offset, offset + anchor.blockBytes);
    const tag = readTag(descriptor, block + offset / anchor.blockBytes);
    if (tag === undefined) continue;
    if (tag.id === TAG.terminator) return undefined;
    if (tag.id === TAG.volumePointer) next = rangeAt(descriptor, 20);
    if (!KINDS.includes(tag.id)) continue;
    const candidate = { bytes: descriptor, begin: begin + offset, ...(tag.fault && { fault: tag.fault }) };
    const key = keyOf(tag.id, descriptor);
    const known = found.get(key);
    if (known === undefined || prevails(candidate, known)) found.set(key, candidate);
  }
  return next;
}

function keyOf(id: number, bytes: Uint8Array): string {
  if (id === TAG.partition) return `partition ${readU16LE(bytes, PARTITION_NUMBER)}`;
  return id === TAG.logicalVolume ? 'logical' : 'primary';
}

/** A sound one over a damaged one, then the higher number. */
function prevails(candidate: Descriptor, known: Descriptor): boolean {
  const isSound = candidate.fault === undefined;
  if (isSound !== (known.fault === undefined)) return isSound;
  return readU32LE(candidate.bytes, SEQUENCE_NUMBER) > readU32LE(known.bytes, SEQUENCE_NUMBER);
}

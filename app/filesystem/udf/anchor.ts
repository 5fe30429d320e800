// Anchors (ECMA-167 3/10.2, UDF 2.2.3): blocks at known places that tell where the descriptors of the volume lie. Their
// own location tells how large a block is.
import { readU32LE } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { readTag, TAG } from './tag.ts';

/** A run of blocks, counted from the start of the volume. */
export interface BlockRange {
  readonly block: number;
  readonly bytes: number;
}

export interface Anchor {
  /** Where it was found, in bytes of the image. */
  readonly begin: number;
  readonly blockBytes: number;
  /** The number of the image's first block: other than 0 where the image is a later session alone. */
  readonly firstBlock: number;
  /** False for one with a wrong sum, or at a place where none should be. */
  readonly isSound: boolean;
  readonly main: BlockRange;
  readonly reserve: BlockRange;
}

/** From the most to the least frequent. */
const BLOCK_SIZES: readonly number[] = [2048, 512, 4096, 1024, 8192, 16_384, 32_768];
const ANCHOR_BLOCK = 256;
/** Some writers of CD-R have it there as long as the session is open (UDF 6.10). */
const OPEN_SESSION_BLOCK = 512;
/** From the last block back: the place itself, run-out blocks and the padding of an image, gaps of 150, and N - 256. */
const BEFORE_END = [0, 1, 2, 3, 150, 151, 152, 256, 257, 258, 300, 301, 302];
/** The smallest block; all that an anchor tells lies in its first 32 bytes. */
const ANCHOR_BYTES = 512;

/** Every anchor of the image, the most trustworthy first; `sessionBegin` is where the session begins, in bytes. */
export async function* findAnchors(
  image: ImageBytes,
  sessionBegin: number,
  blockSizes = BLOCK_SIZES,
): AsyncGenerator<Anchor> {
  const shifted: Anchor[] = [];
  const doubtful: Anchor[] = [];
  const seen = new Set<string>();
  for (const { begin, blockBytes } of anchorPlaces(image.size, sessionBegin, blockSizes)) {
    const anchor = anchorIn(await image.read(begin, ANCHOR_BYTES), begin, blockBytes);
    if (anchor === undefined || seen.has(keyOf(anchor))) continue;
    seen.add(keyOf(anchor));
    if (!anchor.isSound) doubtful.push(anchor);
    else if (anchor.firstBlock === 0) yield anchor;
    else if (anchor.firstBlock > 0) shifted.push(anchor);
  }
  yield* shifted;
  for (const anchor of [...shifted, ...doubtful]) yield { ...anchor, firstBlock: 0, isSound: false };
}

function* anchorPlaces(
  imageBytes: number,
  sessionBegin: number,
  blockSizes: readonly number[],
): Generator<{ begin: number; blockBytes: number }> {
  for (const blockBytes of blockSizes) yield { begin: sessionBegin + ANCHOR_BLOCK * blockBytes, blockBytes };
  for (const blockBytes of blockSizes) {
    const last = Math.floor(imageBytes / blockBytes) - 1;
    const blocks = BEFORE_END.map((before) => last - before).filter((block) => block * blockBytes >= sessionBegin);
    for (const block of blocks) yield { begin: block * blockBytes, blockBytes };
    yield { begin: sessionBegin + OPEN_SESSION_BLOCK * blockBytes, blockBytes };
  }
}

/** Where the location of a sound anchor is another one, the image is taken for a part of something longer. */
function anchorIn(bytes: Uint8Array, begin: number, blockBytes: number): Anchor | undefined {
  if (bytes.length < ANCHOR_BYTES) return undefined;
  const tag = readTag(bytes, undefined);
  if (tag?.id !== TAG.anchor) return undefined;
  const firstBlock = tag.location - begin / blockBytes;
  const isSound = tag.fault === undefined;
  return { begin, blockBytes, firstBlock, isSound, main: rangeAt(bytes, 16), reserve: rangeAt(bytes, 24) };
}

function keyOf({ isSound, blockBytes, firstBlock, main, reserve }: Anchor): string {
  return [isSound, blockBytes, firstBlock, main.block, main.bytes, reserve.block, reserve.bytes].join();
}

/** An extent of the volume: its length, then its block (ECMA-167 3/7.1). */
export function rangeAt(bytes: Uint8Array, offset: number): BlockRange {
  return { block: readU32LE(bytes, offset + 4), bytes: readU32LE(bytes, offset) };
}

// The bytes of a file from the extents that hold them.
import type { ImageBytes } from './image-bytes.ts';
import type { Extent } from './volume.ts';

/** From so many extents on the one that is meant is looked up instead of counted to. */
const MANY = 32;
/** Where each of many extents ends in its file. */
const ends = new WeakMap<readonly Extent[], Float64Array>();

/**
 * Fills `into` from `position` of what the extents hold together, holes as zeros. Answers how many bytes there were: fewer
 * at the end of the extents, or of the image. Rejects as the source does.
 */
export async function readExtents(
  bytes: ImageBytes,
  extents: readonly Extent[],
  position: number,
  into: Uint8Array,
): Promise<number> {
  let done = 0;
  const first = firstAt(extents, position);
  let extentBegin = first.begin;
  for (let index = first.index; index < extents.length; index++) {
    const extent = extents[index];
    if (extent === undefined) break;
    const extentEnd = extentBegin + extent.bytes;
    while (done < into.length && position + done < extentEnd) {
      const inside = position + done - extentBegin;
      const { begin, length } = runAt(extent, inside);
      const wanted = into.subarray(done, done + Math.min(length, into.length - done));
      const got = extent.kind === 'hole' ? wanted.fill(0).length : await bytes.readInto(begin, wanted);
      done += got;
      if (got < wanted.length) return done;
    }
    if (done === into.length) break;
    extentBegin = extentEnd;
  }
  return done;
}

/** The extent that holds a position, or one before it; and where in the file that begins. */
function firstAt(extents: readonly Extent[], position: number): { index: number; begin: number } {
  if (extents.length < MANY) return { index: 0, begin: 0 };
  const known = ends.get(extents) ?? endsOf(extents);
  ends.set(extents, known);
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return { index: low, begin: known[low - 1] ?? 0 };
}

function endsOf(extents: readonly Extent[]): Float64Array {
  const all = new Float64Array(extents.length);
  let end = 0;
  for (const [index, { bytes }] of extents.entries()) {
    end += bytes;
    all[index] = end;
  }
  return all;
}

/** Where byte `inside` of the extent lies, and how many lie there in one piece. */
function runAt({ begin, bytes, interleave }: Extent, inside: number): { begin: number; length: number } {
  if (interleave === undefined) return { begin: begin + inside, length: bytes - inside };
  const { unitBytes, gapBytes } = interleave;
  const offset = inside % unitBytes;
  const unit = (inside - offset) / unitBytes;
  return {
    begin: begin + unit * (unitBytes + gapBytes) + offset,
    length: Math.min(unitBytes - offset, bytes - inside),
  };
}

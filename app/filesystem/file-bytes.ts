// The bytes of a file from the extents that hold them.
import type { ImageBytes } from './image-bytes.ts';
import type { Extent } from './volume.ts';

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
  let extentBegin = 0;
  for (const extent of extents) {
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

// Bytes of directories, tables and the like from their extents: what a damaged disc does not give is zeros, so that the
// rest can be read.
import type { ImageBytes } from '../image-bytes.ts';
import type { Extent } from '../volume.ts';

/** Always `length` bytes, of which the caller bounds the number; they belong to nobody else. */
export async function readStructure(
  image: ImageBytes,
  extents: readonly Extent[],
  { position, length }: { readonly position: number; readonly length: number },
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let begin = 0;
  for (const extent of extents) {
    const from = Math.max(position, begin);
    const to = Math.min(position + length, begin + extent.bytes);
    if (extent.kind === 'data' && from < to) {
      bytes.set(await image.read(extent.begin + from - begin, to - from), from - position);
    }
    begin += extent.bytes;
    if (begin >= position + length) break;
  }
  return bytes;
}

import { describe, expect, it } from 'vitest';
import { readExtents } from '../../app/filesystem/file-bytes.ts';
import { FindingLog } from '../../app/filesystem/finding-log.ts';
import { ImageBytes } from '../../app/filesystem/image-bytes.ts';
import type { Extent } from '../../app/filesystem/volume.ts';
import { memorySource } from './memory-source.ts';

const IMAGE = Buffer.from(Uint16Array.from({ length: 100 * 1024 }, (_, index) => index).buffer);

/** Every second piece of seven bytes of the image, and after each third of them a hole. */
function scattered(count: number): { extents: Extent[]; content: Buffer } {
  const extents: Extent[] = [];
  const parts: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    extents.push({ kind: 'data', begin: index * 14, bytes: 7 });
    parts.push(IMAGE.subarray(index * 14, index * 14 + 7));
    if (index % 3 !== 0) continue;
    extents.push({ kind: 'hole', begin: 0, bytes: 5 });
    parts.push(Buffer.alloc(5));
  }
  return { extents, content: Buffer.concat(parts) };
}

describe('a file in pieces', () => {
  it.each([3, 24, 25, 1000])('of which there are %i is read from anywhere on', async (count) => {
    const { extents, content } = scattered(count);
    const image = new ImageBytes(memorySource(IMAGE), new FindingLog());
    for (const position of [0, 1, 7, 11, 12, 19, content.length - 1, content.length, content.length + 9]) {
      const into = Buffer.alloc(100, 0xee);
      const expected = content.subarray(position, position + 100);
      expect(await readExtents(image, extents, position, into)).toBe(expected.length);
      expect(into.subarray(0, expected.length).equals(expected)).toBe(true);
    }
  });
});

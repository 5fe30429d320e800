import { describe, expect, it } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import type { SectorSource } from '../../app/base/sector-source.ts';
import { FindingLog } from '../../app/filesystem/finding-log.ts';
import { ImageBytes } from '../../app/filesystem/image-bytes.ts';
import { memorySource } from './memory-source.ts';

const SECTORS = 2000;
/** Each sector is full of its own number. */
const BYTES = Buffer.concat(
  Array.from({ length: SECTORS }, (_, n) => Buffer.from(Uint16Array.from({ length: 1024 }, () => n).buffer)),
);

/** Reads that hold one of the bad sectors fail as a drive's do. */
function damagedSource(bad: readonly number[], reads: [number, number][] = []): SectorSource {
  const sound = memorySource(BYTES);
  return {
    sectors: SECTORS,
    read: (start, into) => {
      const end = start + into.length / 2048;
      reads.push([start, end]);
      if (!bad.some((sector) => sector >= start && sector < end)) return sound.read(start, into);
      return Promise.reject(
        new BurnishError({ code: 'read-failed', message: 'Sector not readable.', doing: 'reading', nextStep: 'None.' }),
      );
    },
  };
}

function imageOf(source: SectorSource): ImageBytes {
  return new ImageBytes(source, new FindingLog());
}

describe('the bytes of an image', () => {
  it.each([
    [0, 10],
    [100, 5000],
    [65_530, 12],
    [65_536, 65_536],
    [1, 1_500_000],
    [2048 * 3, 2048 * 700],
    [SECTORS * 2048 - 3, 3],
  ])('from %i on, %i of them, are what is there', async (begin, length) => {
    const image = imageOf(memorySource(BYTES));
    const expected = BYTES.subarray(begin, begin + length);
    expect((await image.read(begin, length)).equals(expected)).toBe(true);
    const into = Buffer.alloc(length);
    expect(await image.readInto(begin, into)).toBe(length);
    expect(into.equals(expected)).toBe(true);
  });

  it('end where the image ends, and begin nowhere before it', async () => {
    const image = imageOf(memorySource(BYTES));
    expect((await image.read(SECTORS * 2048 - 3, 10)).length).toBe(3);
    expect((await image.read(SECTORS * 2048, 10)).length).toBe(0);
    expect((await image.read(-5, 10)).length).toBe(0);
    expect((await image.read(Number.NaN, 10)).length).toBe(0);
    expect(await image.readInto(-5, new Uint8Array(10))).toBe(0);
    expect(await image.readInto(SECTORS * 2048, new Uint8Array(10))).toBe(0);
  });

  it('are asked for in larger pieces by whoever reads on, and once', async () => {
    const reads: [number, number][] = [];
    const image = imageOf(damagedSource([], reads));
    for (let begin = 0; begin < 1_000_000; begin += 1000) await image.read(begin, 1000);
    await image.read(3000, 1000);
    expect(reads).toEqual([
      [0, 32],
      [32, 96],
      [96, 224],
      [224, 480],
      [480, 736],
    ]);
  });
});

describe('a sector that cannot be read', () => {
  it('is zeros in a structure, and a finding', async () => {
    const image = imageOf(damagedSource([40]));
    const bytes = await image.read(39 * 2048, 3 * 2048);
    expect([bytes.readUInt16LE(0), bytes.readUInt16LE(2048), bytes.readUInt16LE(4096)]).toEqual([39, 0, 41]);
    expect(image.log.findings.map(({ what, sector }) => [what, sector])).toEqual([['Sector 40 cannot be read.', 40]]);
  });

  it('is no harm to contents beside it, and fails those that lie on it', async () => {
    const image = imageOf(damagedSource([40]));
    const into = Buffer.alloc(100);
    expect(await image.readInto(39 * 2048 + 10, into)).toBe(100);
    expect(into.readUInt16LE(0)).toBe(39);
    await expect(image.readInto(40 * 2048 + 10, into)).rejects.toThrow('Sector not readable.');
  });

  it('is asked for no more for the sake of its neighbours', async () => {
    const reads: [number, number][] = [];
    const image = imageOf(damagedSource([40], reads));
    for (const sector of [41, 42, 43]) await image.readInto(sector * 2048, Buffer.alloc(100));
    expect(reads.filter(([start, end]) => start <= 40 && end > 40)).toHaveLength(1);
  });
});

describe('a source that fails for another reason', () => {
  it('fails the read', async () => {
    const image = imageOf({ sectors: 100, read: () => Promise.reject(new Error('gone')) });
    await expect(image.read(0, 10)).rejects.toThrow('gone');
    await expect(image.readInto(0, new Uint8Array(10))).rejects.toThrow('gone');
  });
});

// The practice discs that are offered for an image.
import { describe, expect, it } from 'vitest';
import { blankSize } from '../../../app/recorder/media/media-facts.ts';
import { practiceKindsFor } from '../../../renderer/burn/practice-kinds.ts';

describe('the practice discs for an image', () => {
  it('hold it: not one byte more than a CD goes on a CD', () => {
    // 80 minutes of 75 sectors, less the last one and the two blocks that run out behind a track.
    const cd = (79 * 60 * 75 + 59 * 75 + 74 - 150 - 2) * 2048;
    expect(practiceKindsFor(cd)[0]).toMatchObject({ kind: 'cd-r' });
    expect(practiceKindsFor(cd + 1)[0]).toMatchObject({ kind: 'dvd+r' });
  });

  it('begin with the smallest and cheapest', () => {
    const firstFor = (gigabytes: number) => practiceKindsFor(gigabytes * 1e9)[0];
    expect(firstFor(0.5)?.kind).toBe('cd-r');
    expect(firstFor(4.2)?.kind).toBe('dvd+r');
    expect(firstFor(8)?.kind).toBe('dvd+r-dl');
    expect(firstFor(20)?.kind).toBe('bd-r');
    expect(firstFor(120)).toMatchObject({ kind: 'bd-r', layers: 4 });
    expect(firstFor(200)).toBeUndefined();
  });

  it('are as large as the virtual recorder makes them', () => {
    for (const { kind, layers, bytes } of practiceKindsFor(800e6)) {
      const { blocks } = blankSize(kind, layers === undefined ? {} : { layers });
      expect(bytes, kind).toBe(blocks * 2048);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { kilobytesPerSecond, lba, sectorCount } from '../../app/base/units.ts';
import { requirePlausibleTime } from '../../app/jobs/plausible-time.ts';
import type { Medium } from '../../app/mmc/medium.ts';

const medium: Medium = {
  kind: 'dvd+r',
  state: 'blank',
  isErasable: false,
  layers: 1,
  sessions: 0,
  tracks: [],
  nextWritableAddress: lba(0),
  writableBlocks: sectorCount(2_295_104),
  readableBlocks: sectorCount(0),
  totalBlocks: sectorCount(2_295_104),
  mediaId: '',
  writeSpeeds: [kilobytesPerSecond(22_160), kilobytesPerSecond(11_080)],
  formats: [],
  backgroundFormat: 0,
  canWriteIncrementally: true,
};

describe('the time of a burn', () => {
  // The burner of the field report took 37 minutes' worth of audio in 12 s: 37 * 60 * 75 sectors.
  const blocks = 37 * 60 * 75;

  it('of 333 MB in 12 s is believed at 16x, which needs 15 s, and not in 5 s', () => {
    expect(() => requirePlausibleTime(medium, blocks, 12_000)).not.toThrow();
    expect(() => requirePlausibleTime(medium, blocks, 5_000)).toThrow(/cannot have written/);
  });

  it('is no evidence for a small image, nor where the drive tells no speed', () => {
    expect(() => requirePlausibleTime(medium, 10_000, 1)).not.toThrow();
    expect(() => requirePlausibleTime({ ...medium, writeSpeeds: [] }, blocks, 1)).not.toThrow();
  });
});

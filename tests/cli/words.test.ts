// Quantities and the progress line as people read them.
import { describe, expect, it } from 'vitest';
import { progressLine } from '../../app/cli/progress-line.ts';
import { parseSpeed, sizeInBothUnits, sizeInWords, speedInWords, timeInWords } from '../../app/cli/quantities.ts';
import type { Progress } from '../../app/contract/job.ts';

describe('quantities', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [5_081_088, '5.1 MB'],
    [999_960, '1.0 MB'],
    [4_700_372_992, '4.7 GB'],
    [128_001_769_472, '128.0 GB'],
  ])('%i bytes is %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));

  it.each([
    [2048, '2.0 kB (2.0 KiB)'],
    [4_700_372_992, '4.7 GB (4.4 GiB)'],
    [25_025_314_816, '25.0 GB (23.3 GiB)'],
  ])('%i bytes in both units is %s', (bytes, words) => expect(sizeInBothUnits(bytes)).toBe(words));

  it.each([
    [11_080, 'dvd+r', '8.0x (11.1 MB/s)'],
    [8467.2, 'cd-r', '48.0x (8.5 MB/s)'],
    [71_928, 'bd-re', '16.0x (71.9 MB/s)'],
    [500, undefined, '500.0 kB/s'],
  ] as const)('%d kB/s on %s is %s', (speed, medium, words) => expect(speedInWords(speed, medium)).toBe(words));

  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min 00 s'],
    [3_725_000, '1 h 02 min'],
  ])('%i ms is %s', (ms, words) => expect(timeInWords(ms)).toBe(words));

  it.each([
    ['8x', { times: 8 }],
    ['2.4X', { times: 2.4 }],
    ['11080', { kilobytesPerSecond: 11_080 }],
    ['0', undefined],
    ['', undefined],
    ['x', undefined],
    ['8 x 2', undefined],
    ['1e9', undefined],
    ['-1', undefined],
  ])('speed "%s"', (text, speed) => expect(parseSpeed(text)).toEqual(speed));
});

describe('the progress line', () => {
  const progress: Progress = {
    type: 'progress',
    stage: 'write',
    fraction: 0.4239,
    doneBytes: 2_154_000,
    totalBytes: 5_081_088,
    speed: 11_080,
    hostBuffer: 0.98,
    driveBuffer: 0.873,
    secondsOfSafety: 21.7,
    elapsedMs: 200,
    remainingMs: 192_000,
  };

  it.each([
    [20, '   42.3 %'],
    [40, '   42.3 %  8.0x (11.1 MB/s)'],
    [69, '   42.3 %  8.0x (11.1 MB/s)  3 min 12 s left  safe for 21 s'],
    [80, '  [========            ]   42.3 %  8.0x (11.1 MB/s)  3 min 12 s left'],
    [
      130,
      '  [========            ]   42.3 %  8.0x (11.1 MB/s)  3 min 12 s left  safe for 21 s  buffer 98 %  drive 87 %  2.2 MB of 5.1 MB',
    ],
  ])('at %i columns', (width, line) => expect(progressLine(progress, 'dvd+r', width)).toBe(line));

  it.each(Array.from({ length: 200 }, (_, index) => index + 1))('never wider than %i', (width) => {
    expect(progressLine(progress, 'dvd+r', width).length).toBeLessThanOrEqual(width);
  });

  it('says 100 % only of what is complete', () => {
    expect(progressLine({ ...progress, fraction: 0.99999 }, 'dvd+r', 20)).toContain('99.9 %');
    expect(progressLine({ ...progress, fraction: 1 }, 'dvd+r', 20)).toContain('100.0 %');
  });

  it('invents no share where the drive tells none', () => {
    const line = progressLine({ type: 'progress', stage: 'blank', elapsedMs: 62_000 }, 'dvd-rw', 80);
    expect(line.trim()).toBe('1 min 02 s so far');
  });
});

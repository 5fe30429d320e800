// Quantities as a person reads them.
import { describe, expect, it } from 'vitest';
import { languageFor } from '../../../renderer/words/language.ts';
import { quantitiesIn } from '../../../renderer/words/quantities.ts';

const en = quantitiesIn('en');
const de = quantitiesIn('de');

describe('a size', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [4_700_372_992, '4.7 GB'],
  ])('of %i bytes is %s', (bytes, words) => {
    expect(en.size(bytes)).toBe(words);
  });

  it('in German has a comma', () => {
    expect(de.size(4_700_372_992)).toBe('4,7 GB');
    expect(de.size(12)).toBe('12 Byte');
  });

  it('in both units stands as on the box and as a computer counts', () => {
    expect(en.bothSizes(4_700_372_992)).toBe('4.7 GB (4.4 GiB)');
  });
});

describe('a speed', () => {
  it.each([
    ['dvd+r', 11_080, '8.0x (11.1 MB/s)'],
    ['cd-r', 4233.6, '24.0x (4.2 MB/s)'],
    ['bd-re', 8991, '2.0x (9.0 MB/s)'],
  ] as const)('on a %s of %d kB/s is %s', (medium, kBps, words) => {
    expect(en.speed(kBps, medium)).toBe(words);
  });

  it('without a medium is only a rate', () => {
    expect(de.speed(11_080)).toBe('11,1 MB/s');
  });
});

describe('a time', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59_499, '59 s'],
    [59_500, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [3_720_000, '1 h 02 min'],
  ])('of %i ms is %s', (ms, words) => {
    expect(en.duration(ms)).toBe(words);
  });
});

describe('a time that is only estimated', () => {
  it('is never none at all', () => {
    expect([0, 499, 1000, 185_000].map(en.estimate)).toEqual(['1 s', '1 s', '1 s', '3 min 05 s']);
  });
});

describe('a percentage', () => {
  it('is never rounded up to the whole', () => {
    expect(en.percent(0.9999)).toBe('99%');
    expect(en.percent(0.57)).toBe('57%');
    expect(en.percent(1)).toBe('100%');
  });
});

describe('a date', () => {
  it('that is none is given back as it is', () => {
    expect(en.dateTime('yesterday')).toBe('yesterday');
  });
});

describe('the language', () => {
  it('is the first of the preferred ones that is spoken', () => {
    expect(languageFor('system', ['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(languageFor('system', ['fr-FR'])).toBe('en');
    expect(languageFor('system', [])).toBe('en');
  });

  it('that was chosen counts more than the preferred ones', () => {
    expect(languageFor('en', ['de'])).toBe('en');
  });
});

import { describe, expect, it } from 'vitest';
import { collectPack, expandPack, isPackGood, PACK_BYTES } from '../../app/sector/cd-text.ts';
import { readCueEntry } from '../../app/sector/cue-entry.ts';
import { bytesOf, cdFixture } from './fixture.ts';

describe('CD-TEXT packs', () => {
  const packs = cdFixture('cd-text-packs.cdt');

  it('have right CRCs where another program wrote them', () => {
    for (let at = 0; at < packs.length; at += PACK_BYTES) expect(isPackGood(packs, at)).toBe(true);
    const wrong = packs.slice();
    wrong[5] = 0;
    expect(isPackGood(wrong, 0)).toBe(false);
  });

  it('expand to symbols of six bits', () => {
    const symbols = new Uint8Array(24);
    expandPack(packs, 0, symbols, 0);
    // 80 00 00 | 00 44 69 = 100000 000000 000000 000000 | 000000 000100 010001 101001.
    expect(symbols.slice(0, 8)).toEqual(bytesOf('20 00 00 00 00 04 11 29'));
    const back = new Uint8Array(18);
    collectPack(
      symbols.map((symbol) => symbol | 0xc0),
      0,
      back,
      0,
    );
    expect(back).toEqual(packs.slice(0, 18));
  });
});

describe('cue sheet entries', () => {
  it('decode times, catalogue number and ISRC', () => {
    expect(readCueEntry(bytesOf('41 aa 01 14 00 0c 22 38'), 0)).toEqual({
      adr: 1,
      control: 4,
      track: 0xaa,
      index: 1,
      form: 0x14,
      scms: 0,
      time: { m: 12, s: 34, f: 56 },
    });
    expect(readCueEntry(bytesOf('02 30 37 32 34 33 38 34'), 0)).toEqual({ adr: 2, control: 0, characters: '0724384' });
    expect(readCueEntry(bytesOf('03 02 55 53 52 43 31 37'), 0)).toEqual({
      adr: 3,
      control: 0,
      track: 2,
      characters: 'USRC17',
    });
    expect(readCueEntry(bytesOf('04 00 00 00 00 00 00 00'), 0)).toBeUndefined();
  });
});

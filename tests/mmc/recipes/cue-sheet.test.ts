// The cue sheet against entries laid out by hand (MMC-5 6.36, MMC reference 2.3.3).
import { describe, expect, test } from 'vitest';
import { sectorCount } from '../../../app/base/units.ts';
import type { DiscLayout } from '../../../app/mmc/recipe.ts';
import { expandCdText, placeTracks } from '../../../app/mmc/recipes/cd-placement.ts';
import { type CueSheetForm, cueSheet } from '../../../app/mmc/recipes/cue-sheet.ts';

const USUAL: CueSheetForm = { leadInLba: -150, everyPregap: false };

function entries(layout: DiscLayout, form: CueSheetForm = USUAL): readonly string[] {
  const placements = placeTracks(layout, -150);
  const content = { placements, hasCdText: layout.cdText !== undefined };
  const sheet = cueSheet(layout.mcn === undefined ? content : { ...content, mcn: layout.mcn }, form);
  return Buffer.from(sheet).toString('hex').match(/.{16}/g) ?? [];
}

describe('cue sheet', () => {
  test('one data track of 10 minutes', () => {
    // 45000 blocks: the lead-out lies at 10:02:00.
    expect(entries({ tracks: [{ type: 'data', blocks: sectorCount(45_000) }] })).toEqual([
      '4100001400000000',
      '4101001000000000',
      '4101011000000200',
      '41aa0114000a0200',
    ]);
  });

  test('two audio tracks with MCN, ISRC, a second index, flags and CD-TEXT', () => {
    const layout: DiscLayout = {
      mcn: '1234567890123',
      cdText: new Uint8Array(18),
      tracks: [
        {
          type: 'audio',
          blocks: sectorCount(4500),
          isrc: 'DEABC1234567',
          copyPermitted: true,
          indices: [sectorCount(75)],
        },
        { type: 'audio', blocks: sectorCount(750), preEmphasis: true, pregap: sectorCount(150) },
      ],
    };
    expect(entries(layout)).toEqual([
      '0231323334353637',
      '0238393031323300',
      '2100004100000000', // CD-TEXT: 01h + 40h
      '2301444541424331',
      '2301323334353637',
      '2101000000000000',
      '2101010000000200',
      '2101020000000300', // index 2 one second after index 1
      '1102000000010200', // pregap of track 2 at 01:02:00
      '1102010000010400',
      '11aa01010001' + '0e00', // 750 blocks later
    ]);
  });

  test('the form with the real lead-in, and the one with a pregap everywhere', () => {
    const layout: DiscLayout = {
      tracks: [
        { type: 'audio', blocks: sectorCount(300) },
        { type: 'audio', blocks: sectorCount(300) },
      ],
    };
    // ATIP lead-in start 97:17:06 is LBA -12369.
    expect(entries(layout, { leadInLba: -12_369, everyPregap: false })[0]).toBe('0100000100611106');
    expect(entries(layout, { leadInLba: -150, everyPregap: true })).toEqual([
      '0100000100000000',
      '0101000000000000',
      '0101010000000200',
      '010200000000054a', // the last block of track 1 counts as its pregap: 00:05:74
      '0102010000000600',
      '01aa010100000a00',
    ]);
  });
});

describe('CD-TEXT in the lead-in', () => {
  test('three bytes become four symbols of six bits', () => {
    const packs = new Uint8Array(18 * 4);
    packs.set([0xff, 0x00, 0xaa]);
    const symbols = expandCdText(packs);
    expect(symbols.length).toBe(96);
    expect([...symbols.subarray(0, 4)]).toEqual([0b111111, 0b110000, 0b000010, 0b101010]);
  });

  test('a turn of the packs ends on a border of a block', () => {
    for (const count of [1, 2, 3, 4, 5, 6]) expect(expandCdText(new Uint8Array(18 * count)).length % 96).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { scramble } from '../../app/sector/scrambler.ts';
import { bytesOf } from './fixture.ts';

describe('scrambler', () => {
  it('XORs the sequence of ECMA-130 Annex B from byte 12 on', () => {
    const sector = new Uint8Array(2352);
    scramble(sector, 0);
    expect(sector.slice(0, 12)).toEqual(new Uint8Array(12));
    // The first bytes as dumps of scrambled zero sectors show them.
    expect(sector.slice(12, 36)).toEqual(
      bytesOf('01 80 00 60 00 28 00 1e 80 08 60 06 a8 02 fe 81 80 60 60 28 28 1e 9e 88'),
    );
  });

  it('undoes itself', () => {
    const sector = Uint8Array.from({ length: 2352 }, (_, i) => i % 251);
    scramble(sector, 0);
    scramble(sector, 0);
    expect(sector).toEqual(Uint8Array.from({ length: 2352 }, (_, i) => i % 251));
  });
});

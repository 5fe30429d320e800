import { describe, expect, it } from 'vitest';
import { edcOf } from '../../app/sector/edc.ts';
import { isEccGood } from '../../app/sector/ecc.ts';
import { checkSector, completeSector, mendSector } from '../../app/sector/sector-codec.ts';
import { SECTOR_LAYOUT, type SectorKind, sectorKindOf } from '../../app/sector/sector-layout.ts';
import { bytesOf, cdFixture } from './fixture.ts';

const SECTOR = 2352;
const mode1 = cdFixture('mode1-sectors-16-to-23.bin');
const damaged = cdFixture('mode1-damaged-sectors-20-to-23.bin');
const xa = cdFixture('xa-sectors.bin');

/** Keeps only what a caller gives: user data and, for forms, the subheader; everything else is filled with rubbish. */
function rebuilt(whole: Uint8Array, offset: number, kind: SectorKind, address: number): Uint8Array {
  const { userOffset, userBytes } = SECTOR_LAYOUT[kind];
  const keepFrom = kind === 'form-1' || kind === 'form-2' ? 16 : userOffset;
  const buffer = new Uint8Array(SECTOR + 7).fill(0xa5);
  buffer.set(whole.subarray(offset + keepFrom, offset + userOffset + userBytes), 7 + keepFrom);
  completeSector(buffer, 7, kind, address);
  return buffer.slice(7);
}

describe('whole sectors, against images made by other programs', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])('makes Mode 1 sector %i of its 2048 bytes', (i) => {
    expect(rebuilt(mode1, i * SECTOR, 'mode-1', 16 + i)).toEqual(mode1.slice(i * SECTOR, (i + 1) * SECTOR));
  });

  it('makes Form 1 of subheader and data, the header not being part of its parity', () => {
    expect(rebuilt(xa, 0, 'form-1', 16)).toEqual(xa.slice(0, SECTOR));
    expect(sectorKindOf(xa, 0)).toBe('form-1');
  });

  it('makes Form 2 of subheader and data', () => {
    expect(rebuilt(xa, SECTOR, 'form-2', 22)).toEqual(xa.slice(SECTOR));
    expect(sectorKindOf(xa, SECTOR)).toBe('form-2');
  });

  it('calls good what others made', () => {
    for (let i = 0; i < 8; i++) expect(checkSector(mode1, i * SECTOR)).toBe('good');
    expect(checkSector(xa, 0)).toBe('good');
    expect(checkSector(xa, SECTOR)).toBe('good');
    expect(isEccGood(xa, 0, false)).toBe(false);
  });

  it('calls audio unprotected', () => {
    expect(checkSector(new Uint8Array(SECTOR).fill(1), 0)).toBe('unprotected');
  });
});

describe('mending', () => {
  it.each([
    [20, 0, true],
    [21, 1, true],
    [22, 2, false],
    [23, 3, true],
  ])('damaged sector %i', (_, i, mendable) => {
    const sector = damaged.slice(i * SECTOR, (i + 1) * SECTOR);
    expect(checkSector(sector, 0)).toBe('bad');
    expect(mendSector(sector, 0, 'mode-1')).toBe(mendable);
    const expected = mendable
      ? mode1.slice((4 + i) * SECTOR, (5 + i) * SECTOR)
      : damaged.slice(i * SECTOR, (i + 1) * SECTOR);
    expect(sector).toEqual(expected);
  });

  it('mends each single byte that it protects, and parity', () => {
    for (const at of [12, 15, 16, 1000, 2063, 2064, 2075, 2076, 2247, 2248, 2351]) {
      const sector = mode1.slice(0, SECTOR);
      sector[at] = (sector[at] ?? 0) ^ 0x5a;
      expect(checkSector(sector, 0), `byte ${at}`).toBe(at === 15 ? 'unprotected' : 'bad');
      expect(mendSector(sector, 0, 'mode-1'), `byte ${at}`).toBe(true);
      expect(sector).toEqual(mode1.slice(0, SECTOR));
    }
  });
});

describe('EDC', () => {
  it('of a sector of another program', () => {
    // Stored at 2064 of the first sector, little-endian.
    const stored = new DataView(mode1.buffer, mode1.byteOffset + 2064, 4).getUint32(0, true);
    expect(edcOf(mode1, 0, 2064)).toBe(stored);
    expect(edcOf(new Uint8Array(100), 0, 100)).toBe(0);
  });

  it('of one bit is the polynomial', () => {
    // The remainder of the highest bit alone is P(x) without its leading term, bits reversed.
    expect(edcOf(bytesOf('80'), 0, 1)).toBe(0xd8018001);
  });

  it('refuses a range outside the buffer', () => {
    expect(() => edcOf(new Uint8Array(10), 5, 6)).toThrow(RangeError);
    expect(() => completeSector(new Uint8Array(SECTOR), 1, 'mode-1', 0)).toThrow(RangeError);
  });
});

// The scrambler (ECMA-130 Annex B): bytes 12 to 2351 are XORed with the sequence of a shift register x^15 + x + 1 that
// starts with 1, least significant bit first. The same operation scrambles and descrambles.
import { CD_SECTOR_BYTES } from '../base/units.ts';
import { requireSector, SYNC_BYTES } from './sector-layout.ts';

const SEQUENCE = makeSequence();

/** Scrambles or descrambles the sector at `offset` in place; the synchronization field is left alone. */
export function scramble(sector: Uint8Array, offset: number): void {
  requireSector(sector, offset);
  const start = offset + SYNC_BYTES;
  for (let i = 0; i < SEQUENCE.length; i++) sector[start + i] = (sector[start + i] ?? 0) ^ (SEQUENCE[i] ?? 0);
}

function makeSequence(): Uint8Array {
  const sequence = new Uint8Array(CD_SECTOR_BYTES - SYNC_BYTES);
  let register = 1;
  for (let i = 0; i < sequence.length; i++) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) {
      byte |= (register & 1) << bit;
      const feedback = (register ^ (register >> 1)) & 1;
      register = (register >> 1) | (feedback << 14);
    }
    sequence[i] = byte;
  }
  return sequence;
}

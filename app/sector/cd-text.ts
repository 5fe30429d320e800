// CD-TEXT packs: 18 bytes with a CRC, carried in the subchannels R to W of the lead-in as 24 symbols of six bits, four
// packs a sector (MMC-3 Annex J).
import { hasGoodCrc16 } from './crc16.ts';

export const PACK_BYTES = 18;
const PACK_SYMBOLS = 24;
const PROTECTED_BYTES = 16;

/** Whether the pack's CRC is right. */
export function isPackGood(packs: Uint8Array, offset: number): boolean {
  return hasGoodCrc16(packs, offset, PROTECTED_BYTES);
}

/** Expands one pack of 18 bytes to 24 symbols of six bits, most significant first; the upper two bits are zero. */
export function expandPack(pack: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(pack, from, PACK_BYTES);
  requireRange(out, to, PACK_SYMBOLS);
  for (let group = 0; group < PACK_BYTES / 3; group++) {
    const at = from + group * 3;
    const bits = ((pack[at] ?? 0) << 16) | ((pack[at + 1] ?? 0) << 8) | (pack[at + 2] ?? 0);
    for (let i = 0; i < 4; i++) out[to + group * 4 + i] = (bits >> (18 - 6 * i)) & 0x3f;
  }
}

/** The reverse of `expandPack`; the upper two bits (P and Q) of each symbol are ignored. */
export function collectPack(symbols: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(symbols, from, PACK_SYMBOLS);
  requireRange(out, to, PACK_BYTES);
  for (let group = 0; group < PACK_BYTES / 3; group++) {
    let bits = 0;
    for (let i = 0; i < 4; i++) bits = (bits << 6) | ((symbols[from + group * 4 + i] ?? 0) & 0x3f);
    out[to + group * 3] = bits >> 16;
    out[to + group * 3 + 1] = (bits >> 8) & 0xff;
    out[to + group * 3 + 2] = bits & 0xff;
  }
}

function requireRange(bytes: Uint8Array, offset: number, length: number): void {
  if (offset < 0 || offset + length > bytes.length) {
    throw new RangeError(`${length} bytes at ${offset} are outside a buffer of ${bytes.length} bytes`);
  }
}

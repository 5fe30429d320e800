// ECC of Mode 1 and Form 1: a product of two Reed-Solomon codes over GF(2^8), P(26,24) in columns and Q(45,43) in
// diagonals (ECMA-130 Annex A). Bytes 12 to 2075 are protected by P, and with P's parity by Q; the low and the high
// bytes of 16-bit words form code words of their own, which is the same as stepping through bytes.
import { DOUBLE, EXPONENT, LOGARITHM, THIRD } from './galois.ts';
import { ECC_P_OFFSET, ECC_Q_OFFSET, HEADER_BYTES, HEADER_OFFSET, requireSector } from './sector-layout.ts';

const P_WORDS = 86;
const P_DATA = 24;
const Q_WORDS = 52;
const Q_DATA = 43;

/** Byte positions of the code words relative to the header, one code word after the other, parity last. */
const P_POSITIONS = makePPositions();
const Q_POSITIONS = makeQPositions();

/** More rounds than any pattern that P and Q can mend has been seen to need; a bound, not a wish. */
const MOST_ROUNDS = 16;

/**
 * Computes P (172 bytes at 2076) and Q (104 bytes at 2248) of the sector at `offset`. In a Form 1 sector the header
 * counts as zero (`headerIsZero`), so that it may be moved to another address.
 */
export function writeEcc(sector: Uint8Array, offset: number, headerIsZero: boolean): void {
  requireSector(sector, offset);
  const hidden = headerIsZero ? HEADER_BYTES : 0;
  encodeWords(sector, offset + HEADER_OFFSET, P_POSITIONS, P_WORDS, P_DATA, hidden);
  encodeWords(sector, offset + HEADER_OFFSET, Q_POSITIONS, Q_WORDS, Q_DATA, hidden);
}

/** Whether every P and Q code word is one. */
export function isEccGood(sector: Uint8Array, offset: number, headerIsZero: boolean): boolean {
  requireSector(sector, offset);
  const hidden = headerIsZero ? HEADER_BYTES : 0;
  const base = offset + HEADER_OFFSET;
  return (
    wordsAreGood(sector, base, P_POSITIONS, P_WORDS, P_DATA + 2, hidden) &&
    wordsAreGood(sector, base, Q_POSITIONS, Q_WORDS, Q_DATA + 2, hidden)
  );
}

/**
 * Mends what P and Q can mend, in place: one wrong byte in each code word, P and Q in turn until nothing changes.
 * A code word with more errors may be mended wrongly: only the EDC tells whether the result is right.
 * Returns the number of bytes that were changed (a byte changed twice counts twice).
 */
export function correctEcc(sector: Uint8Array, offset: number, headerIsZero: boolean): number {
  requireSector(sector, offset);
  const hidden = headerIsZero ? HEADER_BYTES : 0;
  const base = offset + HEADER_OFFSET;
  let changed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = changed;
    changed += correctWords(sector, base, P_POSITIONS, P_WORDS, P_DATA + 2, hidden);
    changed += correctWords(sector, base, Q_POSITIONS, Q_WORDS, Q_DATA + 2, hidden);
    if (changed === before) break;
  }
  return changed;
}

/**
 * Parity of each code word. With d the data, v(i) = 2^i the weights from the end, the two parity bytes p, q solve
 * sum(d) + p + q = 0 and sum(d v) + 2p + q = 0, hence p = (sum(d) + sum(d v)) / 3 and q = sum(d) + p.
 */
function encodeWords(
  bytes: Uint8Array,
  base: number,
  positions: Uint16Array,
  words: number,
  data: number,
  hidden: number,
): void {
  let at = 0;
  for (let word = 0; word < words; word++) {
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < data; i++, at++) {
      const position = positions[at] ?? 0;
      const value = position < hidden ? 0 : (bytes[base + position] ?? 0);
      sum ^= value;
      weighted = (DOUBLE[weighted] ?? 0) ^ value;
    }
    weighted = DOUBLE[DOUBLE[weighted] ?? 0] ?? 0;
    const p = THIRD[sum ^ weighted] ?? 0;
    bytes[base + (positions[at] ?? 0)] = p;
    bytes[base + (positions[at + 1] ?? 0)] = sum ^ p;
    at += 2;
  }
}

function wordsAreGood(
  bytes: Uint8Array,
  base: number,
  positions: Uint16Array,
  words: number,
  length: number,
  hidden: number,
): boolean {
  let at = 0;
  for (let word = 0; word < words; word++) {
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < length; i++, at++) {
      const position = positions[at] ?? 0;
      const value = position < hidden ? 0 : (bytes[base + position] ?? 0);
      sum ^= value;
      weighted = (DOUBLE[weighted] ?? 0) ^ value;
    }
    if ((sum | weighted) !== 0) return false;
  }
  return true;
}

/** A single error e at weight i makes the syndromes e and e * 2^i. */
function correctWords(
  bytes: Uint8Array,
  base: number,
  positions: Uint16Array,
  words: number,
  length: number,
  hidden: number,
): number {
  let changed = 0;
  for (let word = 0; word < words; word++) {
    const first = word * length;
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < length; i++) {
      const position = positions[first + i] ?? 0;
      const value = position < hidden ? 0 : (bytes[base + position] ?? 0);
      sum ^= value;
      weighted = (DOUBLE[weighted] ?? 0) ^ value;
    }
    if (sum === 0 || weighted === 0) continue;
    const weight = ((LOGARITHM[weighted] ?? 0) - (LOGARITHM[sum] ?? 0) + 255) % 255;
    if (weight >= length || EXPONENT[weight] === undefined) continue;
    const position = positions[first + length - 1 - weight] ?? 0;
    if (position < hidden) continue;
    bytes[base + position] = (bytes[base + position] ?? 0) ^ sum;
    changed++;
  }
  return changed;
}

function makePPositions(): Uint16Array {
  const positions = new Uint16Array(P_WORDS * (P_DATA + 2));
  let at = 0;
  for (let column = 0; column < P_WORDS; column++) {
    for (let row = 0; row < P_DATA + 2; row++) positions[at++] = column + row * P_WORDS;
  }
  return positions;
}

function makeQPositions(): Uint16Array {
  const positions = new Uint16Array(Q_WORDS * (Q_DATA + 2));
  const parity = ECC_Q_OFFSET - HEADER_OFFSET;
  const protectedBytes = ECC_P_OFFSET - HEADER_OFFSET + 2 * P_WORDS;
  let at = 0;
  for (let word = 0; word < Q_WORDS; word++) {
    const diagonal = (word >> 1) * P_WORDS + (word & 1);
    for (let i = 0; i < Q_DATA; i++) positions[at++] = (diagonal + i * (P_WORDS + 2)) % protectedBytes;
    positions[at++] = parity + word;
    positions[at++] = parity + Q_WORDS + word;
  }
  return positions;
}

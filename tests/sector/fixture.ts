// Sectors and packs made by other programs (see tests/fixtures/cd): the expected values of these tests.
import { readFileSync } from 'node:fs';

/** Reads a file of tests/fixtures/cd; the compiled test lies one level deeper than its source. */
export function cdFixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../../tests/fixtures/cd/${name}`, import.meta.url)));
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.trim().split(/\s+/), (pair) => Number.parseInt(pair, 16));
}

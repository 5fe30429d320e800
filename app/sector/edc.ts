// EDC: the 32-bit cyclic redundancy check of a data sector (ECMA-130 14.3), P(x) = (x^16+x^15+x^2+1)(x^16+x^2+x+1),
// least significant bit first, stored little-endian.

/** P(x) with its bits reversed. */
const POLYNOMIAL = 0xd801_8001;
/** Eight tables of 256: the remainder of a byte followed by 0 to 7 zero bytes, so that eight bytes go in one step. */
const TABLES = makeTables();

/** The EDC of `length` bytes from `offset`. */
export function edcOf(bytes: Uint8Array, offset: number, length: number): number {
  if (offset < 0 || length < 0 || offset + length > bytes.length) {
    throw new RangeError(`${length} bytes at ${offset} are outside a buffer of ${bytes.length} bytes`);
  }
  const end = offset + length;
  let edc = 0;
  let i = offset;
  for (; i + 8 <= end; i += 8) {
    edc ^= at(bytes, i) | (at(bytes, i + 1) << 8) | (at(bytes, i + 2) << 16) | (at(bytes, i + 3) << 24);
    edc =
      at(TABLES, 1792 + (edc & 0xff)) ^
      at(TABLES, 1536 + ((edc >>> 8) & 0xff)) ^
      at(TABLES, 1280 + ((edc >>> 16) & 0xff)) ^
      at(TABLES, 1024 + (edc >>> 24)) ^
      at(TABLES, 768 + at(bytes, i + 4)) ^
      at(TABLES, 512 + at(bytes, i + 5)) ^
      at(TABLES, 256 + at(bytes, i + 6)) ^
      at(TABLES, at(bytes, i + 7));
  }
  for (; i < end; i++) edc = (edc >>> 8) ^ at(TABLES, (edc ^ at(bytes, i)) & 0xff);
  return edc >>> 0;
}

/** Writes an EDC, four bytes. */
export function writeEdc(out: Uint8Array, offset: number, edc: number): void {
  out[offset] = edc & 0xff;
  out[offset + 1] = (edc >>> 8) & 0xff;
  out[offset + 2] = (edc >>> 16) & 0xff;
  out[offset + 3] = edc >>> 24;
}

export function readEdc(bytes: Uint8Array, offset: number): number {
  return (
    (at(bytes, offset) |
      (at(bytes, offset + 1) << 8) |
      (at(bytes, offset + 2) << 16) |
      (at(bytes, offset + 3) << 24)) >>>
    0
  );
}

function at(table: Uint8Array | Uint32Array, index: number): number {
  return table[index] ?? 0;
}

function makeTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
    tables[byte] = rest;
  }
  for (let i = 256; i < tables.length; i++) {
    const before = at(tables, i - 256);
    tables[i] = (before >>> 8) ^ at(tables, before & 0xff);
  }
  return tables;
}

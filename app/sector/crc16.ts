// CRC-16 of the Q channel and of CD-TEXT packs: x^16 + x^12 + x^5 + 1, most significant bit first, start 0, stored
// inverted and big-endian (ECMA-130 22.3.4, MMC-3 Annex J).

const POLYNOMIAL = 0x1021;
const TABLE = makeTable();

/** The stored (inverted) CRC of `length` bytes. */
export function crc16Of(bytes: Uint8Array, offset: number, length: number): number {
  if (offset < 0 || length < 0 || offset + length > bytes.length) {
    throw new RangeError(`${length} bytes at ${offset} are outside a buffer of ${bytes.length} bytes`);
  }
  let crc = 0;
  for (let i = offset; i < offset + length; i++) {
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ (bytes[i] ?? 0)] ?? 0);
  }
  return crc ^ 0xffff;
}

/** Writes the CRC of `length` bytes right behind them. */
export function appendCrc16(bytes: Uint8Array, offset: number, length: number): void {
  const crc = crc16Of(bytes, offset, length);
  bytes[offset + length] = crc >> 8;
  bytes[offset + length + 1] = crc & 0xff;
}

/** Whether the two bytes behind `length` bytes are their CRC. */
export function hasGoodCrc16(bytes: Uint8Array, offset: number, length: number): boolean {
  const crc = crc16Of(bytes, offset, length);
  return bytes[offset + length] === crc >> 8 && bytes[offset + length + 1] === (crc & 0xff);
}

function makeTable(): Uint16Array {
  const table = new Uint16Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte << 8;
    for (let bit = 0; bit < 8; bit++) rest = rest & 0x8000 ? (rest << 1) ^ POLYNOMIAL : rest << 1;
    table[byte] = rest & 0xffff;
  }
  return table;
}

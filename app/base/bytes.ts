// Reading and writing numbers in wire formats. MMC and SPC are big-endian throughout, volumes and partition tables
// mostly little-endian; every access is bounded.

/** Reads an unsigned big-endian number of `size` bytes (1 to 6) at `offset`. Throws RangeError past the end. */
export function readUintBE(bytes: Uint8Array, offset: number, size: number): number {
  requireRange(bytes, offset, size);
  let value = 0;
  for (let i = offset; i < offset + size; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

export function readU16BE(bytes: Uint8Array, offset: number): number {
  return readUintBE(bytes, offset, 2);
}

export function readU24BE(bytes: Uint8Array, offset: number): number {
  return readUintBE(bytes, offset, 3);
}

export function readU32BE(bytes: Uint8Array, offset: number): number {
  return readUintBE(bytes, offset, 4);
}

/** Reads a signed 32-bit big-endian number: LBAs in CDBs may be negative (lead-in, pregap). */
export function readI32BE(bytes: Uint8Array, offset: number): number {
  return readUintBE(bytes, offset, 4) | 0;
}

/** Little-endian, as Intel machines and half of ISO 9660 write them. Throws RangeError past the end. */
export function readU16LE(bytes: Uint8Array, offset: number): number {
  requireRange(bytes, offset, 2);
  return (bytes[offset] ?? 0) + (bytes[offset + 1] ?? 0) * 256;
}

export function readU32LE(bytes: Uint8Array, offset: number): number {
  return readU16LE(bytes, offset) + readU16LE(bytes, offset + 2) * 65_536;
}

/** Writes `value` modulo 2^(8 * size) as a big-endian number of `size` bytes; negative values become two's complement. */
export function writeUintBE(bytes: Uint8Array, offset: number, size: number, value: number): void {
  requireRange(bytes, offset, size);
  let rest = value;
  for (let i = offset + size - 1; i >= offset; i--) {
    bytes[i] = ((rest % 256) + 256) % 256;
    rest = Math.floor(rest / 256);
  }
}

export function writeU16BE(bytes: Uint8Array, offset: number, value: number): void {
  writeUintBE(bytes, offset, 2, value);
}

export function writeU24BE(bytes: Uint8Array, offset: number, value: number): void {
  writeUintBE(bytes, offset, 3, value);
}

export function writeU32BE(bytes: Uint8Array, offset: number, value: number): void {
  writeUintBE(bytes, offset, 4, value);
}

/** Reads `length` bytes as ASCII with trailing blanks and NULs removed; bytes outside 20h..7Eh become '?'. */
export function readAscii(bytes: Uint8Array, offset: number, length: number): string {
  requireRange(bytes, offset, length);
  let text = '';
  for (let i = offset; i < offset + length; i++) {
    const code = bytes[i] ?? 0;
    text += code === 0 ? ' ' : code < 0x20 || code > 0x7e ? '?' : String.fromCharCode(code);
  }
  return text.trimEnd();
}

/** Writes ASCII, cut or padded with blanks to `length` bytes. */
export function writeAscii(bytes: Uint8Array, offset: number, length: number, text: string): void {
  requireRange(bytes, offset, length);
  for (let i = 0; i < length; i++) bytes[offset + i] = i < text.length ? text.charCodeAt(i) & 0x7f : 0x20;
}

/** Hexadecimal with blanks between bytes, as sense data and CDBs are printed: "5d 00 00". */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function requireRange(bytes: Uint8Array, offset: number, size: number): void {
  if (offset < 0 || offset + size > bytes.length) {
    throw new RangeError(`${size} bytes at ${offset} are outside a field of ${bytes.length} bytes`);
  }
}

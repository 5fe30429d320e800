// Text of UDF (OSTA CS0, UDF 2.1.1): a byte that says how wide the characters are, then the characters.
import { readU16BE } from '../../base/bytes.ts';

/** One byte a character, which is Latin-1; or two, which are UTF-16. 254 and 255 are those of deleted names. */
const NARROW = [8, 254];
const WIDE = [16, 255];

/** Undefined where the first byte says nothing that is known. An odd byte at the end of wide text is left out. */
export function decodeText(bytes: Uint8Array): string | undefined {
  return decodeTextAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
}

/** The same for a part of more; for many names, because to make a view of each takes long. */
export function decodeTextAt(bytes: Buffer, begin: number, end: number): string | undefined {
  if (begin >= end) return '';
  const width = bytes[begin] ?? 0;
  // Of Node, because a string that is put together by characters is slow, and the web's Latin-1 is another one.
  if (NARROW.includes(width)) return bytes.toString('latin1', begin + 1, end);
  if (!WIDE.includes(width)) return undefined;
  const units: number[] = [];
  for (let offset = begin + 1; offset + 2 <= end; offset += 2) units.push(readU16BE(bytes, offset));
  return String.fromCharCode(...units);
}

/** A field of fixed size whose last byte tells how much of it is used (UDF 2.1.3); empty where that makes no sense. */
export function decodeField(field: Uint8Array): string {
  const used = Math.min(field[field.length - 1] ?? 0, field.length - 1);
  const text = decodeText(field.subarray(0, used)) ?? '';
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}

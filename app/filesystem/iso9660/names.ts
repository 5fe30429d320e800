// Names as the trees of ISO 9660 write them: bytes of some code page, or pairs of bytes in Joliet.

const VERSION = /;\d{1,5}$/;
/** Behind an empty extension; ".." is a name by itself. */
const DOT_AT_END = /[^.]\.$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');

/** Decodes bytes whose code page nobody tells: UTF-8 where they are that, Latin-1 otherwise. */
export function decodeText(bytes: Buffer, begin: number, end: number): string {
  for (let at = begin; at < end; at++) {
    if ((bytes[at] ?? 0) >= 0x80) return decodeHighBytes(bytes.subarray(begin, end));
  }
  return bytes.toString('latin1', begin, end);
}

function decodeHighBytes(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

/** Big-endian UTF-16 with whatever halves of pairs stand in it; an odd last byte is left out. */
export function decodeJoliet(bytes: Buffer, begin: number, end: number): string {
  const swapped = Buffer.from(bytes.subarray(begin, end - ((end - begin) % 2))).swap16();
  return swapped.toString('utf16le');
}

/** README.TXT;1 is README.TXT, and FILE.;1 is FILE (ECMA-119 7.5.1). */
export function withoutVersion(name: string, dropsLastDot: boolean): string {
  const plain = name.includes(';') ? name.replace(VERSION, '') : name;
  return dropsLastDot && DOT_AT_END.test(plain) ? plain.slice(0, -1) : plain;
}

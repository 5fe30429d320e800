// Whether bytes are text, and in which encoding: a mark at the beginning, else UTF-8, else UTF-16 by its zeros, else one
// byte a character. Pure.

export interface GuessedText {
  /** As it is written for people. */
  readonly encoding: 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'Windows-1252';
  readonly text: string;
}

/** Undefined for what is no text. `isWhole`: the bytes do not end in the middle of the file. */
export function guessText(bytes: Uint8Array, isWhole: boolean): GuessedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'UTF-16 LE');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'UTF-16 BE');
  const zeros = zerosByPlace(bytes);
  if (zeros.even + zeros.odd > 0) {
    // Letters of the West have one zero byte of two in UTF-16, always at the same side.
    const half = bytes.length / 2;
    if (zeros.even === 0 && zeros.odd > half * MOSTLY) return utf16(bytes, 'UTF-16 LE');
    if (zeros.odd === 0 && zeros.even > half * MOSTLY) return utf16(bytes, 'UTF-16 BE');
    return undefined;
  }
  return utf8(bytes, isWhole) ?? singleByte(bytes);
}

const MOSTLY = 0.7;
/** Of all characters: more of them, and it is no text. */
const MOST_CONTROLS = 0.02;

function zerosByPlace(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] === 0) zeros[index % 2 === 0 ? 'even' : 'odd']++;
  }
  return zeros;
}

function utf16(bytes: Uint8Array, encoding: 'UTF-16 LE' | 'UTF-16 BE'): GuessedText | undefined {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const text = new TextDecoder(encoding === 'UTF-16 LE' ? 'utf-16le' : 'utf-16be').decode(even);
  return isReadable(text) ? { encoding, text } : undefined;
}

function utf8(bytes: Uint8Array, isWhole: boolean): GuessedText | undefined {
  try {
    // A character that is cut off at the end of a part is no fault.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return isReadable(text) ? { encoding: 'UTF-8', text } : undefined;
  } catch {
    return undefined;
  }
}

function singleByte(bytes: Uint8Array): GuessedText | undefined {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return isReadable(text) ? { encoding: 'Windows-1252', text } : undefined;
}

function isReadable(text: string): boolean {
  const controls = text.match(/(?![\t\n\f\r])\p{Cc}/gu)?.length ?? 0;
  return controls <= text.length * MOST_CONTROLS;
}

/** Controls and marks of direction made visible, lines and tabs left as they are: a text cannot show what it is not. */
export function shownText(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, inWords);
}

function inWords(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : `\\u{${code.toString(16)}}`;
}

// Bytes as lines of 8 or 16: place, hexadecimal, characters. Pure.

const HALF_BYTES = 8;

export interface HexLine {
  readonly place: string;
  readonly bytes: string;
  readonly characters: string;
}

/** `position`: of the first of these bytes in the file; `digits`: so many hexadecimal digits has the place at least. */
export function hexLine(bytes: Uint8Array, position: number, digits: number): HexLine {
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  const halves = [pairs.slice(0, HALF_BYTES), pairs.slice(HALF_BYTES)].map((half) => half.join(' '));
  return {
    place: position.toString(16).padStart(digits, '0'),
    bytes: halves.join('  ').trimEnd(),
    characters: [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}

/** Digits of the greatest place, an even number of them, 8 at least. */
export function placeDigits(fileBytes: number): number {
  const digits = Math.max(0, fileBytes - 1).toString(16).length;
  return Math.max(8, digits + (digits % 2));
}

// What the contents of a file are taken for, and how they are written.
import { describe, expect, it } from 'vitest';
import { hexLine, placeDigits } from '../../../renderer/browse/preview/hex-line.ts';
import { pictureHead } from '../../../renderer/browse/preview/picture-head.ts';
import { guessText, shownText } from '../../../renderer/browse/preview/text-guess.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

describe('text', () => {
  it.each([
    ['UTF-8', [0xc3, 0xa4, ...ascii('hnlich')], 'ähnlich'],
    ['UTF-16 LE', [0xff, 0xfe, 0x41, 0x00, 0xe4, 0x00], 'Aä'],
    ['UTF-16 BE', [0xfe, 0xff, 0x00, 0x41, 0x04, 0x10], 'AА'],
    ['UTF-16 LE', [0x48, 0x00, 0x69, 0x00, 0x0a, 0x00], 'Hi\n'],
    ['Windows-1252', [0xe4, ...ascii('hnlich')], 'ähnlich'],
  ])('in %s is read', (encoding, contents, text) => {
    expect(guessText(bytes(...contents), true)).toEqual({ encoding, text });
  });

  it('is not what has zeros or many control characters', () => {
    expect(guessText(bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0), true)).toBeUndefined();
    expect(guessText(bytes(1, 2, 3, 4, 5, 6), true)).toBeUndefined();
  });

  it('may be cut off within a character, but only where the file goes on', () => {
    const cut = bytes(...ascii('gr'), 0xc3);
    expect(guessText(cut, false)).toEqual({ encoding: 'UTF-8', text: 'gr' });
    expect(guessText(cut, true)?.encoding).toBe('Windows-1252');
  });

  it('shows what would hide in it or turn its direction', () => {
    expect(shownText('a\u202Eb\r\nc\u001bd\te')).toBe('a\\u{202e}b\nc␛d\te');
  });
});

describe('a line of bytes', () => {
  it('has its place, sixteen bytes in two halves, and what of them is text', () => {
    expect(hexLine(bytes(...ascii('CD001'), 1, 0, ...ascii('LINUX abc')), 0x8001, 8)).toEqual({
      place: '00008001',
      bytes: '43 44 30 30 31 01 00 4c  49 4e 55 58 20 61 62 63',
      characters: 'CD001··LINUX abc',
    });
  });

  it('has as many digits as the file needs', () => {
    expect([0, 0x1_0000_0000, 0x1_0000_0001].map(placeDigits)).toEqual([8, 8, 10]);
  });
});

describe('a picture', () => {
  const png = [0x89, ...ascii('PNG\r\n\x1a\n'), 0, 0, 0, 13, ...ascii('IHDR'), 0, 0, 2, 0x80, 0, 0, 1, 0xe0];
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 90, 0, 160, 3, 0, 0, 0];
  const bmp = [...ascii('BM'), ...Array<number>(12).fill(0), 40, 0, 0, 0, 3, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff];

  it.each([
    ['image/png', png, 640, 480],
    ['image/jpeg', jpeg, 160, 90],
    ['image/gif', [...ascii('GIF89a'), 5, 1, 4, 0], 261, 4],
    ['image/bmp', bmp, 3, 2],
  ])('%s says how many pixels it has', (type, contents, width, height) => {
    expect(pictureHead(bytes(...contents))).toEqual({ type, width, height });
  });

  it('is none that ends too early, has no pixels, or is a drawing that could hold a program', () => {
    expect(pictureHead(bytes(...png.slice(0, 20)))).toBeUndefined();
    expect(pictureHead(bytes(...ascii('GIF89a'), 0, 0, 4, 0))).toBeUndefined();
    expect(pictureHead(bytes(...ascii('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toBeUndefined();
    expect(pictureHead(bytes(...jpeg.slice(0, 6)))).toBeUndefined();
  });
});

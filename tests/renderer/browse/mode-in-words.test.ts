// Permissions as ls writes them.
import { expect, it } from 'vitest';
import { modeInWords } from '../../../renderer/browse/details/mode-in-words.ts';

it.each([
  [0o100755, '-rwxr-xr-x'],
  [0o040700, 'drwx------'],
  [0o120777, 'lrwxrwxrwx'],
  [0o104755, '-rwsr-xr-x'],
  [0o102644, '-rw-r-Sr--'],
  [0o041777, 'drwxrwxrwt'],
  [0o060660, 'brw-rw----'],
])('%o is written as %s', (mode, words) => {
  expect(modeInWords(mode)).toBe(words);
});

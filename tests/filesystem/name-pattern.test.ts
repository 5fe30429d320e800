import { expect, test } from 'vitest';
import { nameTest } from '../../app/filesystem/name-pattern.ts';

test.each([
  ['read', 'README.txt', true],
  ['x', 'README.md', false],
  ['*.txt', 'README.TXT', true],
  ['*.txt', 'README.txt.gz', false],
  ['r?ad*', 'README', true],
  ['?', 'ab', false],
  ['a*b*c', 'aXbXbXc', true],
  ['*', '', true],
  ['??', '😀x', true],
  ['[a]', 'a', false],
  ['.', 'ab', false],
])('"%s" and the name "%s": %s', (text, name, fits) => {
  expect(nameTest(text)(name)).toBe(fits);
});

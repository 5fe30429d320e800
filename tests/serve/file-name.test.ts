// Names of dropped files.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeFileName } from '../../app/serve/file-name.ts';

it.each([
  ['sample.iso', 'sample.iso'],
  ['Prüfung 日本.iso', 'Prüfung 日本.iso'],
  ['a\u0000b\nc.iso', 'a_b_c.iso'],
  ['iso.\u202eexe', 'iso._exe'],
  ['CON.iso', '_CON.iso'],
  ['what?.iso', 'what_.iso'],
  ['.hidden', 'hidden'],
  ['name. . ', 'name'],
  [`${'ü'.repeat(300)}.iso`, `${'ü'.repeat(98)}.iso`],
  ['folder/', undefined],
  ['\\..\\..', undefined],
])('%j becomes %j', (given, safe) => {
  expect(safeFileName(given)).toBe(safe);
});

it('whatever is given becomes one part of a path that any file system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = safeFileName(given);
      if (name === undefined) return;
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}]|^\.|[. ]$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
    }),
  );
});

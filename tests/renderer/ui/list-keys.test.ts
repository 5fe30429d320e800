// Moving through a list with the keyboard.
import { describe, expect, it } from 'vitest';
import { movedIndex, TypeAhead } from '../../../renderer/ui/list-keys.ts';

describe('a move in a list', () => {
  it.each([
    ['next', 3, 4],
    ['next', 9, 9],
    ['next', -1, 0],
    ['previous', 3, 2],
    ['previous', 0, 0],
    ['previous', -1, 9],
    ['first', 5, 0],
    ['last', 5, 9],
    ['page-down', 3, 7],
    ['page-down', 8, 9],
    ['page-up', 3, 0],
  ] as const)('%s from %i leads to %i of ten', (move, from, to) => {
    expect(movedIndex(from, 10, move, 4)).toBe(to);
  });

  it('in an empty list leads nowhere', () => {
    expect(movedIndex(-1, 0, 'last', 4)).toBe(-1);
  });
});

describe('typing a name', () => {
  const names = ['Alpine', 'Debian', 'debian-live', 'Fedora'];

  it('finds the first that begins so, whatever its case', () => {
    expect(new TypeAhead().find('D', 0, -1, names)).toBe(1);
  });

  it('goes through all that begin with the same letter', () => {
    const typed = new TypeAhead();
    expect(typed.find('d', 0, -1, names)).toBe(1);
    expect(typed.find('d', 100, 1, names)).toBe(2);
    expect(typed.find('d', 200, 2, names)).toBe(1);
  });

  it('takes letters close together as one beginning', () => {
    const typed = new TypeAhead();
    const letters = Array.from('debian-').map((letter, index) => [letter, index * 100] as const);
    let at = -1;
    for (const [letter, ms] of letters) at = typed.find(letter, ms, at, names);
    expect(at).toBe(2);
  });

  it('begins anew after a pause, and stays where nothing fits', () => {
    const typed = new TypeAhead();
    typed.find('d', 0, -1, names);
    expect(typed.find('f', 5000, 1, names)).toBe(3);
    expect(typed.find('x', 10_000, 3, names)).toBe(3);
  });
});

// What is chosen in a list of entries after presses and keys.
import { describe, expect, it } from 'vitest';
import {
  afterMove,
  afterPress,
  chooseAll,
  chooseOne,
  keptOf,
  NOTHING_CHOSEN,
  type Selection,
  toggled,
} from '../../../renderer/browse/selection.ts';

const IDS = [40, 7, 12, 99, 3];
const PLAIN = { shift: false, mod: false };
const SHIFT = { shift: true, mod: false };
const MOD = { shift: false, mod: true };
const BOTH = { shift: true, mod: true };

function chosen({ chosen: ids }: Selection): number[] {
  return IDS.filter((id) => ids.has(id));
}

describe('selection', () => {
  it('a press chooses one and forgets the others', () => {
    const two = afterPress(chooseOne(40), IDS, 12, MOD);
    expect(chosen(two)).toEqual([40, 12]);
    expect(chosen(afterPress(two, IDS, 3, PLAIN))).toEqual([3]);
  });

  it('Shift chooses the run from the first press on, in either direction', () => {
    const down = afterPress(chooseOne(7), IDS, 99, SHIFT);
    expect(chosen(down)).toEqual([7, 12, 99]);
    expect(chosen(afterPress(down, IDS, 40, SHIFT))).toEqual([40, 7]);
  });

  it('Control takes one away again, and Shift with it adds a run', () => {
    const one = afterPress(afterPress(chooseOne(40), IDS, 7, MOD), IDS, 40, MOD);
    expect(chosen(one)).toEqual([7]);
    const more = afterPress(afterPress(one, IDS, 12, MOD), IDS, 3, BOTH);
    expect(chosen(more)).toEqual([7, 12, 99, 3]);
  });

  it('Shift with arrows grows and shrinks the run', () => {
    let now = afterMove(chooseOne(12), IDS, 99, SHIFT);
    now = afterMove(now, IDS, 3, SHIFT);
    expect(chosen(now)).toEqual([12, 99, 3]);
    now = afterMove(now, IDS, 99, SHIFT);
    expect(chosen(now)).toEqual([12, 99]);
    expect(now.focus).toBe(99);
  });

  it('Control with an arrow moves without choosing, and Space chooses there', () => {
    const moved = afterMove(chooseOne(40), IDS, 7, MOD);
    expect([chosen(moved), moved.focus]).toEqual([[40], 7]);
    expect(chosen(toggled(moved, 7))).toEqual([40, 7]);
  });

  it('all are chosen, and what is gone from the list is not', () => {
    const all = chooseAll(NOTHING_CHOSEN, IDS);
    expect(chosen(all)).toEqual(IDS);
    const kept = keptOf(all, [7, 3]);
    expect([chosen(kept), kept.focus]).toEqual([[7, 3], undefined]);
  });
});

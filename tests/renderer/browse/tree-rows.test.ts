// The lines of the folder tree, and what the arrow keys do in it.
import { describe, expect, it } from 'vitest';
import { treeRows, treeStep, type TreeState } from '../../../renderer/browse/tree-rows.ts';

const folder = (id: number, name: string) => ({ id, name });
const TREE: TreeState = {
  root: folder(0, 'DISC'),
  below: new Map([
    [0, [folder(1, 'boot'), folder(2, 'docs')]],
    [1, [folder(3, 'grub')]],
    [3, []],
  ]),
  open: new Set([0, 1]),
};

describe('tree', () => {
  it('shows folders below those that are open, each with its level and its place', () => {
    expect(treeRows(TREE).map(({ name, level, place, siblings }) => [name, level, place, siblings])).toEqual([
      ['DISC', 1, 1, 1],
      ['boot', 2, 1, 2],
      ['grub', 3, 1, 1],
      ['docs', 2, 2, 2],
    ]);
  });

  it('a folder without folders cannot be opened, one that was not looked into can', () => {
    const rows = treeRows(TREE);
    expect(rows.find(({ name }) => name === 'grub')?.isOpen).toBeUndefined();
    expect(rows.find(({ name }) => name === 'docs')?.isOpen).toBe(false);
  });

  it('Right opens, then goes in; Left closes, then goes out', () => {
    const rows = treeRows(TREE);
    expect(treeStep(rows, 3, 'ArrowRight')).toEqual({ open: 2 });
    expect(treeStep(rows, 1, 'ArrowRight')).toEqual({ goTo: 2 });
    expect(treeStep(rows, 2, 'ArrowRight')).toBeUndefined();
    expect(treeStep(rows, 2, 'ArrowLeft')).toEqual({ goTo: 1 });
    expect(treeStep(rows, 1, 'ArrowLeft')).toEqual({ close: 1 });
    expect(treeStep(rows, 3, 'ArrowLeft')).toEqual({ goTo: 0 });
  });

  it('a folder that lies in itself ends', () => {
    const loop: TreeState = { root: folder(0, 'a'), below: new Map([[0, [folder(0, 'a')]]]), open: new Set([0]) };
    expect(treeRows(loop).length).toBe(2048);
  });
});

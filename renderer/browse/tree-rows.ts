// The folders of a volume as the lines of a tree: those below an open folder follow it. Pure.

export interface TreeFolder {
  readonly id: number;
  readonly name: string;
}

export interface TreeRow extends TreeFolder {
  /** From 1 on: the root. */
  readonly level: number;
  /** Undefined: nobody has looked yet whether there are folders in it, or there are none. */
  readonly isOpen: boolean | undefined;
  /** Folders beside it, itself included, and its place among them from 1 on. */
  readonly siblings: number;
  readonly place: number;
  readonly parent: number | undefined;
}

export interface TreeState {
  readonly root: TreeFolder;
  /** Folders in each folder that was looked into. */
  readonly below: ReadonlyMap<number, readonly TreeFolder[]>;
  readonly open: ReadonlySet<number>;
}

/** Volumes can say that a folder lies in itself: no line is deeper. */
const DEEPEST = 2048;

export function treeRows({ root, below, open }: TreeState): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const first: TreeRow = { ...root, level: 1, isOpen: openOf(root.id), siblings: 1, place: 1, parent: undefined };
  const waiting: TreeRow[] = [first];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    const { id, level } = row;
    const folders = row.isOpen === true && level < DEEPEST ? (below.get(id) ?? []) : [];
    for (let index = folders.length - 1; index >= 0; index--) {
      const folder = folders[index];
      if (folder === undefined) continue;
      const { length: siblings } = folders;
      waiting.push({ ...folder, level: level + 1, isOpen: openOf(folder.id), siblings, place: index + 1, parent: id });
    }
  }
  return rows;

  function openOf(id: number): boolean | undefined {
    return below.get(id)?.length === 0 ? undefined : open.has(id);
  }
}

/** What a key does in the tree at the line with this index. */
export type TreeStep = { readonly goTo: number } | { readonly open: number } | { readonly close: number } | undefined;

/** Right opens and then goes in; Left closes and then goes out. */
export function treeStep(rows: readonly TreeRow[], index: number, key: 'ArrowRight' | 'ArrowLeft'): TreeStep {
  const row = rows[index];
  if (row === undefined) return undefined;
  if (key === 'ArrowRight') {
    if (row.isOpen === false) return { open: row.id };
    const next = rows[index + 1];
    return next !== undefined && next.level > row.level ? { goTo: index + 1 } : undefined;
  }
  if (row.isOpen === true && row.level > 1) return { close: row.id };
  const above = rows.findLastIndex((one, place) => place < index && one.level < row.level);
  return above < 0 ? undefined : { goTo: above };
}

// In which order the entries of a folder are shown: folders first, then by what a header was pressed for. Pure.

export type OrderKey = 'name' | 'bytes' | 'modified' | 'kind';

export interface EntryOrder {
  readonly by: OrderKey;
  readonly isDescending: boolean;
}

export const FIRST_ORDER: EntryOrder = { by: 'name', isDescending: false };

/** What the order is made of. */
export interface Ordered {
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified?: number;
}

/** A header that is pressed again turns the order around. */
export function orderAfter(before: EntryOrder, by: OrderKey): EntryOrder {
  return { by, isDescending: before.by === by && !before.isDescending };
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What is equal is in the order of names; what has no time is later than every time. */
export function inOrder<Entry extends Ordered>(entries: readonly Entry[], order: EntryOrder): readonly Entry[] {
  const compare = COMPARERS[order.by];
  const sign = order.isDescending ? -1 : 1;
  return [...entries].sort(
    (a, b) => Number(isFolder(b)) - Number(isFolder(a)) || sign * compare(a, b) || names.compare(a.name, b.name),
  );
}

const COMPARERS: Readonly<Record<OrderKey, (a: Ordered, b: Ordered) => number>> = {
  name: (a, b) => names.compare(a.name, b.name),
  bytes: (a, b) => lengthOf(a) - lengthOf(b),
  modified: (a, b) => compareTimes(a.modified ?? Infinity, b.modified ?? Infinity),
  kind: (a, b) => names.compare(kindKey(a), kindKey(b)),
};

/** Two that are infinite are equal, which their difference does not tell. */
function compareTimes(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** How long a folder itself is on the disc means nothing to a person. */
function lengthOf({ kind, bytes }: Ordered): number {
  return kind === 'file' ? bytes : 0;
}

function isFolder({ kind }: Ordered): boolean {
  return kind === 'directory';
}

function kindKey({ kind, name }: Ordered): string {
  return kind === 'file' ? `file ${extensionOf(name)}` : kind;
}

/** "TXT" of "notes.txt"; empty where there is none, or where it is too long to be one. */
export function extensionOf(name: string): string {
  const found = /[^.]\.([\p{L}\p{N}_-]{1,12})$/u.exec(name)?.[1];
  return found?.toUpperCase() ?? '';
}

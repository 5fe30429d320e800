// How keys move through a list: arrows, pages, ends, and typing the beginning of a name.

export type ListMove = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up';

/** The keys that mean a move. */
export const MOVES: Readonly<Record<string, ListMove>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
};

/** The index after a move; -1 stands for "none yet". An empty list stays at -1. */
export function movedIndex(index: number, count: number, move: ListMove, page: number): number {
  if (count === 0) return -1;
  const last = count - 1;
  switch (move) {
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'next':
      return Math.min(last, index + 1);
    case 'previous':
      return index < 0 ? last : Math.max(0, index - 1);
    case 'page-down':
      return Math.min(last, Math.max(0, index) + page);
    case 'page-up':
      return Math.max(0, index - page);
  }
}

const PAUSE_MS = 800;

/** Letters typed one after the other make a beginning to look for; after a pause it begins anew. */
export class TypeAhead {
  private beginning = '';
  private lastMs = Number.NEGATIVE_INFINITY;

  /** The index of the next text with what was typed so far as its beginning, else `from`. `nowMs` only ever grows. */
  find(letter: string, nowMs: number, from: number, texts: readonly string[]): number {
    const isNew = nowMs - this.lastMs > PAUSE_MS;
    this.lastMs = nowMs;
    const lower = letter.toLocaleLowerCase();
    // The same letter again and again goes through all that begin with it.
    const isRepeat = !isNew && this.beginning === lower;
    this.beginning = isNew || isRepeat ? lower : this.beginning + lower;
    const start = isNew || isRepeat ? from + 1 : Math.max(0, from);
    for (let step = 0; step < texts.length; step++) {
      const index = (start + step) % texts.length;
      if (texts[index]?.toLocaleLowerCase().startsWith(this.beginning) === true) return index;
    }
    return from;
  }
}

// The keyboard in the list of entries, as the file managers of the systems have it.
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { isMacPlatform } from '../shell/shortcuts.ts';
import { movedIndex, MOVES, TypeAhead } from '../ui/list-keys.ts';
import { HEADER_PX } from './entry-header.tsx';
import { ROW_PX } from './entry-row.tsx';
import { endSearch } from './search-actions.ts';
import {
  afterMove,
  chooseAll,
  chooseOne,
  type Modifiers,
  NOTHING_CHOSEN,
  type Selection,
  toggled,
} from './selection.ts';

export interface EntryKeys {
  readonly entries: readonly BrowseEntry[];
  readonly ids: readonly number[];
  readonly selection: Selection;
  /** The index where the keyboard is; -1 = nowhere yet. */
  readonly focus: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly select: (selection: Selection) => void;
  readonly onActivate: (entry: BrowseEntry) => void;
}

export function useEntryKeys(list: EntryKeys): (event: KeyboardEvent) => void {
  const typed = useRef(new TypeAhead());
  return (event) => {
    // A header has its own keys.
    if (event.target !== event.currentTarget || event.altKey) return;
    const keys = { shift: event.shiftKey, mod: isMacPlatform() ? event.metaKey : event.ctrlKey };
    if (moved(list, event.key, keys) || chosen(list, event.key, keys) || (!keys.mod && letter(event))) {
      event.preventDefault();
    }
  };

  function letter({ key, timeStamp }: KeyboardEvent): boolean {
    if (key.length !== 1) return false;
    const names = list.entries.map(({ name }) => name);
    const id = list.ids[typed.current.find(key, timeStamp, list.focus, names)];
    if (id !== undefined) list.select(chooseOne(id));
    return true;
  }
}

function moved({ ids, selection, focus, scroller, select }: EntryKeys, key: string, keys: Modifiers): boolean {
  const move = MOVES[key];
  // On a Mac Command with an arrow goes in and out of folders.
  if (move === undefined || (isMacPlatform() && keys.mod)) return false;
  const shown = (scroller.current?.clientHeight ?? ROW_PX) - HEADER_PX;
  const id = ids[movedIndex(focus, ids.length, move, Math.max(1, Math.floor(shown / ROW_PX) - 1))];
  if (id !== undefined) select(afterMove(selection, ids, id, keys));
  return true;
}

function chosen({ entries, ids, selection, focus, select, onActivate }: EntryKeys, key: string, keys: Modifiers) {
  const entry = entries[focus];
  switch (key) {
    case 'a':
      if (keys.mod) select(chooseAll(selection, ids));
      return keys.mod;
    case ' ':
      if (entry !== undefined) select(keys.mod ? toggled(selection, entry.entry) : chooseOne(entry.entry));
      return true;
    case 'Enter':
      if (entry !== undefined) onActivate(entry);
      return true;
    case 'Escape':
      endSearch();
      select(NOTHING_CHOSEN);
      return true;
    default:
      return false;
  }
}

// The entries of a folder as a table, of which only the visible rows exist: headers order it, presses and keys choose as
// in the file manager of the system.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { isMacPlatform } from '../shell/shortcuts.ts';
import { canBringOut, dragChosen } from './bring-out.ts';
import type { Opened } from './browse-state.ts';
import { changeOpened } from './browse-store.ts';
import { EntryHeader, HEADER_PX } from './entry-header.tsx';
import styles from './entry-list.module.css';
import { EntryRow, ROW_PX } from './entry-row.tsx';
import { afterPress, type Selection } from './selection.ts';
import { useEntryKeys } from './use-entry-keys.ts';

export interface EntryListProps {
  readonly opened: Opened;
  /** In the order in which they are shown. */
  readonly entries: readonly BrowseEntry[];
  /** Enter or a double press. */
  readonly onActivate: (entry: BrowseEntry) => void;
}

export function EntryList({ opened, entries, onActivate }: EntryListProps) {
  const { t } = useTranslation('browse');
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { selection, image, search } = opened;
  const ids = useMemo(() => entries.map(({ entry }) => entry), [entries]);
  const places = useFoundPlaces(opened);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    scrollMargin: HEADER_PX,
    scrollPaddingStart: HEADER_PX,
    overscan: 12,
  });
  const focus = useMemo(
    () => (selection.focus === undefined ? -1 : ids.indexOf(selection.focus)),
    [ids, selection.focus],
  );
  // What is chosen from outside, or has moved with the order, is brought into sight.
  const showFocus = useEffectEvent(() => {
    if (focus >= 0) virtual.scrollToIndex(focus);
    else if (scroller.current !== null) scroller.current.scrollTop = 0;
  });
  useEffect(() => showFocus(), [selection.focus, opened.order, opened.visited, search?.text]);
  const select = (next: Selection): void => changeOpened(image.browse, () => ({ selection: next }));
  const onKeyDown = useEntryKeys({ entries, ids, selection, focus, scroller, select, onActivate });
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      aria-label={search === undefined ? t('list.folder') : t('list.found')}
      aria-multiselectable
      aria-rowcount={entries.length + 1}
      aria-colcount={4}
      tabIndex={0}
      aria-activedescendant={focus < 0 ? undefined : `${base}${focus}`}
      onKeyDown={onKeyDown}
    >
      <EntryHeader opened={opened} />
      <div role="rowgroup" className={styles.space} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <EntryRow
              key={entry.entry}
              id={`${base}${index}`}
              entry={entry}
              place={places?.get(entry.entry)}
              index={index}
              top={start - HEADER_PX}
              isChosen={selection.chosen.has(entry.entry)}
              isFocused={index === focus}
              onPress={({ shiftKey, ctrlKey, metaKey }) =>
                select(
                  afterPress(selection, ids, entry.entry, {
                    shift: shiftKey,
                    mod: isMacPlatform() ? metaKey : ctrlKey,
                  }),
                )
              }
              onActivate={() => onActivate(entry)}
              onDrag={canBringOut() ? () => dragChosen(opened) : undefined}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Of each entry that was found the path of its folder. */
function useFoundPlaces({ search }: Opened): ReadonlyMap<number, string> | undefined {
  const found = search?.found;
  return useMemo(
    () => found && new Map(found.map(({ found: { entry }, path }) => [entry, path.replace(/\/[^/]*$/u, '') || '/'])),
    [found],
  );
}

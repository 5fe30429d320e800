// A long list of which only the visible rows exist: one is chosen with the keyboard or the mouse. For rows that hold
// controls of their own see virtual-rows.tsx.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import { movedIndex, MOVES, TypeAhead } from './list-keys.ts';
import styles from './virtual-list.module.css';

export interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  /** What typing letters looks for, and what is read out. */
  readonly textOf: (item: Item) => string;
  /** Pixels. */
  readonly rowHeight: number;
  /** Absent: nothing is chosen. */
  readonly selectedId: string | undefined;
  readonly onSelect: (item: Item) => void;
  /** Enter or a double click on the chosen one. */
  readonly onActivate?: (item: Item) => void;
  readonly children: (item: Item, isSelected: boolean) => ReactNode;
}

export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, idOf, textOf, rowHeight, selectedId, onSelect, onActivate, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef(new TypeAhead());
  const base = useId();
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const selected = selectedId === undefined ? -1 : items.findIndex((item) => idOf(item) === selectedId);

  // What is chosen from outside, or has moved with the rows, is brought into sight.
  const showSelected = useEffectEvent(() => {
    if (selected >= 0) virtual.scrollToIndex(selected);
  });
  useEffect(() => showSelected(), [selectedId, items]);

  const choose = (index: number): void => {
    const item = items[index];
    if (item === undefined) return;
    onSelect(item);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const move = MOVES[event.key];
    const current = items[selected];
    if (move !== undefined) choose(movedIndex(selected, items.length, move, page));
    else if (event.key === 'Enter' && current !== undefined) onActivate?.(current);
    else if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    else choose(typed.current.find(event.key, event.timeStamp, selected, items.map(textOf)));
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={selected < 0 ? undefined : `${base}${selected}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const isSelected = row.index === selected;
          return (
            <div
              key={idOf(item)}
              id={`${base}${row.index}`}
              role="option"
              aria-selected={isSelected}
              aria-label={textOf(item)}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className={classNames(styles.row, styles.option)}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              onPointerDown={() => onSelect(item)}
              onDoubleClick={() => onActivate?.(item)}
            >
              {children(item, isSelected)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

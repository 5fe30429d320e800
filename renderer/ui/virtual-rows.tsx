// A long list of rows with contents of their own (links, buttons, log lines), of which only the visible ones exist.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import styles from './virtual-list.module.css';

export interface VirtualRowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string | number;
  /** Pixels, about: each row is measured when it is shown. */
  readonly rowHeight: number;
  readonly children: (item: Item, index: number) => ReactNode;
  /** Called when the end comes into view: load more. */
  readonly onEnd?: () => void;
  /** Keeps the last row in view while rows are added, as long as the reader has not scrolled away from the end. */
  readonly followsEnd?: boolean;
}

/** Pixels from the end within which the reader counts as being there. */
const NEAR_END = 40;

export function VirtualRows<Item>(props: VirtualRowsProps<Item>) {
  const { label, items, idOf, rowHeight, children, onEnd, followsEnd = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : idOf(item);
    },
    overscan: 10,
  });
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? -1;
  const tellEnd = useEffectEvent(() => onEnd?.());
  useEffect(() => {
    if (items.length > 0 && lastShown >= items.length - 1) tellEnd();
  }, [lastShown, items.length]);
  const goToEnd = useEffectEvent(() => virtual.scrollToIndex(items.length - 1, { align: 'end' }));
  useEffect(() => {
    if (followsEnd && isAtEnd.current && items.length > 0) goToEnd();
  }, [followsEnd, items.length]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="list"
      aria-label={label}
      // A region that scrolls can be scrolled with the keyboard.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      <div className={styles.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            <div
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              role="listitem"
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              className={styles.row}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {children(item, row.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

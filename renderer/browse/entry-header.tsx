// The headers of the list: a press orders by it, another one turns the order around.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Opened } from './browse-state.ts';
import { changeOpened } from './browse-store.ts';
import styles from './entry-list.module.css';
import { type OrderKey, orderAfter } from './entry-order.ts';

export const HEADER_PX = 30;

const COLUMNS: readonly OrderKey[] = ['name', 'bytes', 'modified', 'kind'];

export function EntryHeader({ opened: { order, image } }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <div role="rowgroup" className={styles.header} style={{ height: HEADER_PX }}>
      <div role="row" aria-rowindex={1} className={styles.cells}>
        {COLUMNS.map((by) => (
          <div
            key={by}
            role="columnheader"
            aria-sort={order.by === by ? direction : 'none'}
            className={styles[by] ?? ''}
          >
            <Button
              className={styles.sort ?? ''}
              onPress={() => changeOpened(image.browse, () => ({ order: orderAfter(order, by) }))}
            >
              {t(`column.${by}`)}
              {order.by === by ? <Arrow aria-hidden className={styles.arrow} /> : null}
            </Button>
          </div>
        ))}
      </div>
    </div>
  );
}

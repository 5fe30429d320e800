// A page of the window: its heading takes the focus when the page is gone to, so that a screen reader says where one is.
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './page.module.css';

/** The id of the heading that takes the focus; one page is shown at a time. */
export const PAGE_HEADING_ID = 'page-heading';

export interface PageProps {
  readonly title: string;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** Takes the whole window, and its parts scroll instead of the page. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, actions, fills = false, children }: PageProps) {
  return (
    <div className={classNames(styles.page, fills && styles.fills)}>
      <div className={styles.head}>
        <h1 id={PAGE_HEADING_ID} tabIndex={-1}>
          {title}
        </h1>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

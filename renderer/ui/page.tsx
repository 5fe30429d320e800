// A page of the window: its heading takes the focus when the page is gone to, so that a screen reader says where one is.
import type { ReactNode } from 'react';
import styles from './page.module.css';

/** The id of the heading that takes the focus; one page is shown at a time. */
export const PAGE_HEADING_ID = 'page-heading';

export interface PageProps {
  readonly title: string;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, actions, children }: PageProps) {
  return (
    <div className={styles.page}>
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

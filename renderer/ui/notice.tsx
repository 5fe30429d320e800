// Something that must be noticed, in its place on the page: information, a warning, an error with what can be done.
import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

export type NoticeTone = 'info' | 'good' | 'warning' | 'danger';

const ICONS: Readonly<Record<NoticeTone, LucideIcon>> = {
  info: Info,
  good: CircleCheck,
  warning: TriangleAlert,
  danger: OctagonAlert,
};

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** Read out at once when it appears. */
  readonly isAnnounced?: boolean;
}

export function Notice({ tone, title, children, actions, isAnnounced = false }: NoticeProps) {
  const Icon = ICONS[tone];
  const role = tone === 'danger' || tone === 'warning' ? 'alert' : 'status';
  return (
    <div className={classNames(styles.notice, styles[tone])} {...(isAnnounced ? { role } : {})}>
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children === undefined ? null : <div>{children}</div>}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}

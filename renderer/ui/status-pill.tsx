// A state in a word or two, with an icon, so that colour is never the only thing that tells it.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './status-pill.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'warning' | 'danger' | 'info';

export interface StatusPillProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

export function StatusPill({ tone = 'neutral', icon: Icon, children }: StatusPillProps) {
  return (
    <span className={classNames(styles.pill, styles[tone])}>
      {Icon === undefined ? null : <Icon aria-hidden className={styles.icon} />}
      {children}
    </span>
  );
}

// How much of something there is: capacity used, a buffer's fill.
import { Label, Meter as AriaMeter } from 'react-aria-components';
import styles from './bar.module.css';
import { classNames } from './class-names.ts';

export interface MeterProps {
  readonly label: string;
  readonly hidesLabel?: boolean;
  /** 0 to 1. */
  readonly fraction: number;
  /** In words: "2.1 GB of 4.7 GB used". */
  readonly valueLabel: string;
  readonly tone?: 'accent' | 'good' | 'warning' | 'danger';
}

export function Meter({ label, hidesLabel = false, fraction, valueLabel, tone = 'accent' }: MeterProps) {
  const value = Math.min(1, Math.max(0, fraction));
  return (
    <AriaMeter
      className={styles.bar ?? ''}
      minValue={0}
      maxValue={1}
      value={value}
      valueLabel={valueLabel}
      {...(hidesLabel ? { 'aria-label': label } : {})}
    >
      {hidesLabel ? null : (
        <span className={styles.words}>
          <Label>{label}</Label>
          <span className={styles.value}>{valueLabel}</span>
        </span>
      )}
      <span className={styles.track}>
        <span className={classNames(styles.fill, styles[tone])} style={{ width: `${value * 100}%` }} />
      </span>
    </AriaMeter>
  );
}

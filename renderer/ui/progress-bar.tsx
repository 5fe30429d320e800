// How far something is. Without a value it says only that it goes on; it never invents one.
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  readonly hidesLabel?: boolean;
  /** 0 to 1; absent when nobody knows. */
  readonly fraction: number | undefined;
  /** What is shown at its end and read out: "42 %". */
  readonly valueLabel?: string;
  readonly tone?: 'accent' | 'good' | 'danger';
}

export function ProgressBar({ label, hidesLabel = false, fraction, valueLabel, tone = 'accent' }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className={styles.bar ?? ''}
      minValue={0}
      maxValue={1}
      isIndeterminate={fraction === undefined}
      {...(fraction === undefined ? {} : { value: fraction })}
      {...(valueLabel === undefined ? {} : { valueLabel })}
      {...(hidesLabel ? { 'aria-label': label } : {})}
    >
      {hidesLabel ? null : (
        <span className={styles.words}>
          <Label>{label}</Label>
          {valueLabel === undefined ? null : <span className={styles.value}>{valueLabel}</span>}
        </span>
      )}
      <span className={styles.track}>
        <span
          className={classNames(styles.fill, styles[tone], fraction === undefined && styles.endless)}
          style={{ width: fraction === undefined ? '30%' : `${fraction * 100}%` }}
        />
      </span>
    </AriaProgressBar>
  );
}

// A small drawing of the disc in a drive: its colour tells the kind, the ring how much of it is used.
import type { MediumKind } from '../../app/contract/media.ts';
import { mediumKindFacts } from '../../app/contract/media.ts';
import { discShape, ringsOf } from '../job/disc-geometry.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './disc-drawing.module.css';

export interface DiscDrawingProps {
  /** Absent: an empty tray. */
  readonly kind: MediumKind | undefined;
  /** 0 to 1; absent where nobody knows. */
  readonly used?: number;
  /** Pixels. */
  readonly size?: number;
}

/** A disc has a radius of 60 mm, a hole of 7.5 mm and a clear hub of 20 mm. */
const OUTER_MM = 60;

/** What it shows stands in words beside it: it is hidden from a screen reader. */
export function DiscDrawing({ kind, used = 0, size = 72 }: DiscDrawingProps) {
  if (kind === undefined) return <EmptyTray size={size} />;
  const rings = ringsOf(discShape(kind, 1, 1), 0, used);
  return (
    <svg aria-hidden width={size} height={size} viewBox="-62 -62 124 124" className={styles.disc}>
      <circle r={OUTER_MM} className={classNames(styles.body, styles[mediumKindFacts(kind).family])} />
      {rings.map(({ innerMm, outerMm }) => (
        <circle key={innerMm} r={(innerMm + outerMm) / 2} strokeWidth={outerMm - innerMm} className={styles.used} />
      ))}
      <circle r="20" className={styles.hub} />
      <circle r="7.5" className={styles.hole} />
      <circle r={OUTER_MM} className={styles.edge} />
    </svg>
  );
}

function EmptyTray({ size }: { readonly size: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="-62 -62 124 124" className={styles.disc}>
      <circle r={OUTER_MM - 1} className={styles.empty} />
      <circle r="20" className={styles.empty} />
    </svg>
  );
}

// Progress as events: never backward, never invented, and not more often than an eye can follow.
import type { Clock } from '../base/clock.ts';
import type { Progress, Stage } from '../contract/job.ts';
import type { BusyProgress } from '../mmc/recipe.ts';
import type { JobContext } from './job.ts';

/** What a stage knows of its own progress; everything else is worked out here. */
export interface ProgressReading {
  readonly doing?: string;
  readonly fraction?: number;
  readonly doneBytes?: number;
  readonly totalBytes?: number;
  readonly speed?: number;
  readonly averageSpeed?: number;
  readonly hostBuffer?: number;
  readonly driveBuffer?: number;
  readonly secondsOfSafety?: number;
}

/** Wall-clock time between two events of one stage; the last one always passes. */
const LEAST_INTERVAL_MS = 100;

export class StageProgress {
  private readonly context: JobContext;
  private readonly stage: Stage;
  private readonly clock: Clock;
  private readonly startedAt: number;
  private lastEmitted = Number.NEGATIVE_INFINITY;
  private furthest = 0;

  constructor(context: JobContext, stage: Stage) {
    this.context = context;
    this.stage = stage;
    this.clock = context.drive.clock;
    this.startedAt = this.clock.now();
  }

  /** Milliseconds on the drive's clock since the stage began. */
  elapsedMs(): number {
    return this.clock.now() - this.startedAt;
  }

  report(reading: ProgressReading): void {
    const fraction = this.forward(reading);
    const isLast = fraction === 1;
    const now = performance.now();
    if (!isLast && now - this.lastEmitted < LEAST_INTERVAL_MS) return;
    this.lastEmitted = now;
    this.context.emit(this.event(reading, fraction));
  }

  /** For the drive working by itself: formatting, closing, blanking. */
  readonly busy: BusyProgress = ({ doing, fraction }) => {
    this.report(fraction === undefined ? { doing } : { doing, fraction });
  };

  private forward(reading: ProgressReading): number | undefined {
    const { doneBytes, totalBytes } = reading;
    const told =
      reading.fraction ??
      (doneBytes === undefined || totalBytes === undefined || totalBytes === 0 ? undefined : doneBytes / totalBytes);
    if (told === undefined) return undefined;
    this.furthest = Math.max(this.furthest, Math.min(1, Math.max(0, told)));
    return this.furthest;
  }

  private event(reading: ProgressReading, fraction: number | undefined): Progress {
    const elapsedMs = this.elapsedMs();
    const remaining = fraction === undefined || fraction === 0 ? undefined : (elapsedMs * (1 - fraction)) / fraction;
    return {
      type: 'progress',
      stage: this.stage,
      ...reading,
      ...(fraction === undefined ? {} : { fraction }),
      elapsedMs,
      ...(remaining === undefined ? {} : { remainingMs: remaining }),
    };
  }
}

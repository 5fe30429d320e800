// The points of a job's plot as columns over one axis of time: what the engine kept, continued by what it tells. Each
// stage begins where the one before it ended. Bounded: when it is full, every second point goes.
import type { CurvePoint } from '../../app/contract/engine-state.ts';
import type { Stage } from '../../app/contract/job.ts';

/** Where a stage begins on the axis of time; stages that tell no speed have no place on it. */
export interface StageMark {
  readonly stage: Stage;
  readonly copy: number;
  readonly seconds: number;
}

type Column = (number | null)[];
/** Seconds; kB/s now; kB/s on average; seconds of safety. Null where nothing was told. */
export type PlotColumns = [seconds: number[], speed: Column, average: Column, safety: Column];

const MOST_POINTS = 4000;

export class PlotData {
  private kept: PlotColumns = [[], [], [], []];
  private starts: StageMark[] = [];
  private lastElapsedMs = -1;

  get columns(): PlotColumns {
    return this.kept;
  }

  get marks(): readonly StageMark[] {
    return this.starts;
  }

  get length(): number {
    return this.kept[0].length;
  }

  /** Begins anew with the points that the engine kept. */
  replace(curve: readonly CurvePoint[]): void {
    this.kept = [[], [], [], []];
    this.starts = [];
    this.lastElapsedMs = -1;
    for (const point of curve) this.add(point);
  }

  /** Left out: points without a speed, and those that are known already because the engine kept them. */
  add(point: CurvePoint): void {
    const { stage, copy, elapsedMs } = point;
    if (point.speed === undefined) return;
    const known = this.starts.findIndex((mark) => mark.stage === stage && mark.copy === copy);
    if (known === -1) this.begin(stage, copy);
    else if (known < this.starts.length - 1 || elapsedMs <= this.lastElapsedMs) return;
    this.lastElapsedMs = elapsedMs;
    this.push((this.starts.at(-1)?.seconds ?? 0) + elapsedMs / 1000, point);
    if (this.length > MOST_POINTS) this.thin();
  }

  private begin(stage: Stage, copy: number): void {
    const end = this.kept[0].at(-1) ?? 0;
    // A gap in the lines: the speed of one stage does not lead to that of the next.
    if (this.length > 0) this.push(end, {});
    this.starts.push({ stage, copy, seconds: end });
    this.lastElapsedMs = -1;
  }

  private push(seconds: number, point: Partial<CurvePoint>): void {
    this.kept[0].push(seconds);
    this.kept[1].push(point.speed ?? null);
    this.kept[2].push(point.averageSpeed ?? null);
    this.kept[3].push(point.secondsOfSafety ?? null);
  }

  private thin(): void {
    const isKept = (index: number): boolean => index % 2 === 0 || this.kept[1][index] === null;
    const [seconds, speed, average, safety] = this.kept;
    this.kept = [
      seconds.filter((_, index) => isKept(index)),
      speed.filter((_, index) => isKept(index)),
      average.filter((_, index) => isKept(index)),
      safety.filter((_, index) => isKept(index)),
    ];
  }
}

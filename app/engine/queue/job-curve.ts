// The points of a job's plot: at most so many a stage, thinned by halves as a stage grows longer.
import type { CurvePoint } from '../../contract/engine-state.ts';
import type { Progress } from '../../contract/job.ts';

const MOST_POINTS = 600;
/** Stages that keep their points; a job of a thousand copies has more. */
const MOST_STAGES = 40;

interface StageCurve {
  points: CurvePoint[];
  /** Of so many readings one is kept. */
  step: number;
  skipped: number;
}

export class JobCurve {
  private readonly stages: StageCurve[] = [];

  beginStage(): void {
    this.stages.push({ points: [], step: 1, skipped: 0 });
    if (this.stages.length > MOST_STAGES) this.stages.shift();
  }

  add(progress: Progress, copy: number): void {
    const stage = this.stages.at(-1);
    if (stage === undefined) return;
    stage.skipped++;
    if (stage.skipped < stage.step && progress.fraction !== 1) return;
    stage.skipped = 0;
    stage.points.push(pointOf(progress, copy));
    if (stage.points.length <= MOST_POINTS) return;
    // The first and the latest stay.
    const last = stage.points.length - 1;
    stage.points = stage.points.filter((_point, index) => index % 2 === 0 || index === last);
    stage.step *= 2;
  }

  get points(): CurvePoint[] {
    return this.stages.flatMap((stage) => stage.points);
  }
}

function pointOf(progress: Progress, copy: number): CurvePoint {
  const { stage, elapsedMs, fraction, speed, averageSpeed, hostBuffer, driveBuffer, secondsOfSafety } = progress;
  return {
    stage,
    copy,
    elapsedMs,
    ...(fraction === undefined ? {} : { fraction }),
    ...(speed === undefined ? {} : { speed }),
    ...(averageSpeed === undefined ? {} : { averageSpeed }),
    ...(hostBuffer === undefined ? {} : { hostBuffer }),
    ...(driveBuffer === undefined ? {} : { driveBuffer }),
    ...(secondsOfSafety === undefined ? {} : { secondsOfSafety }),
  };
}

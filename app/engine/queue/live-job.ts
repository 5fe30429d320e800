// A job of this run of the program: its record kept up to date from its events, and who is told of it.
import type { EngineEvent, JobRecord, JobState, StageRecord } from '../../contract/engine-state.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult, Progress } from '../../contract/job.ts';
import type { RunningJob } from '../engine.ts';
import { CommandLog } from './command-log.ts';
import { JobCurve } from './job-curve.ts';

export interface StartJobOptions {
  /** Go on without a yes. */
  readonly confirmed?: boolean;
  /** The plan that was said yes to. */
  readonly confirmedPlan?: JobPlan;
  /** Which commands are told; default `folded`. */
  readonly log?: 'faults' | 'folded' | 'all';
  readonly trace?: string;
  /** Told of every event of the job, as it comes. */
  readonly onEvent?: (event: JobEvent) => void;
}

export interface LiveJobOutlets {
  readonly tell: (event: EngineEvent) => void;
  readonly keep: (job: LiveJob) => void;
}

const MOST_STAGES = 200;
const MOST_NOTICES = 200;
/** Milliseconds between two progress events of a job. */
const PROGRESS_INTERVAL_MS = 100;

export class LiveJob {
  readonly options: StartJobOptions;
  readonly curve = new JobCurve();
  /** Dropped when later jobs need the room. */
  log: CommandLog | undefined = new CommandLog();
  /** It was said that the record could not be written down. */
  hasToldLoss = false;
  /** The plan that was said yes to was given out for this request and for the disc as it is in the drive. */
  isOffered = false;
  /** Present from the moment when it has its drive. */
  running: RunningJob | undefined;
  /** Never rejects. */
  readonly result: Promise<JobResult>;
  private current: JobRecord;
  private resolveResult: (result: JobResult) => void = () => undefined;
  private readonly outlets: LiveJobOutlets;
  private lastProgressAt = Number.NEGATIVE_INFINITY;
  private pendingProgress: NodeJS.Timeout | undefined;

  constructor(record: JobRecord, options: StartJobOptions, outlets: LiveJobOutlets) {
    this.current = record;
    this.options = options;
    this.outlets = outlets;
    this.result = new Promise((resolve) => (this.resolveResult = resolve));
  }

  get id(): string {
    return this.current.id;
  }

  get request(): JobRequest {
    return this.current.request;
  }

  get state(): JobState {
    return this.current.state;
  }

  get record(): JobRecord {
    return this.current;
  }

  /** Changes the record, writes it down and tells everybody. */
  change(change: Partial<JobRecord>): void {
    this.flushProgress();
    this.current = { ...this.current, ...change };
    this.outlets.keep(this);
    this.outlets.tell({ type: 'job', job: this.current });
  }

  /** Not written down by itself: it goes with the next change. */
  note(level: 'info' | 'warning', text: string): void {
    this.flushProgress();
    this.current = { ...this.current, notices: [...this.current.notices, { level, text }].slice(-MOST_NOTICES) };
    this.outlets.tell({ type: 'job', job: this.current });
  }

  /** Keeps what an event says. The result ends the job: see `end`. */
  take(event: JobEvent): void {
    switch (event.type) {
      case 'plan':
        return this.change({ plan: event.plan });
      case 'stage':
        return this.takeStage(event);
      case 'progress':
        return this.takeProgress(event);
      case 'notice':
        return this.note(event.level, event.text);
      case 'command':
        return this.log?.add(event);
      case 'result':
        return undefined;
    }
  }

  end(result: JobResult, state: JobState = result.outcome, endedAt = new Date().toISOString()): void {
    this.running = undefined;
    this.change({ state, result, endedAt });
    this.resolveResult(result);
  }

  private takeStage({ stage, title, copy, copies }: Extract<JobEvent, { type: 'stage' }>): void {
    this.flushProgress();
    this.curve.beginStage();
    const record = { ...this.current };
    // A stage begins without the progress of the one before.
    delete record.progress;
    this.current = record;
    this.change({ stages: [...record.stages, { stage, title, copy, copies }].slice(-MOST_STAGES) });
  }

  private takeProgress(told: Progress): void {
    const { stages, progress: before } = this.current;
    const stage = stages.at(-1);
    if (stage === undefined) return;
    const progress = forward(told, before);
    this.curve.add(progress, stage.copy);
    this.current = { ...this.current, progress, stages: [...stages.slice(0, -1), measured(stage, progress)] };
    const wait = this.lastProgressAt + PROGRESS_INTERVAL_MS - performance.now();
    if (wait <= 0 || progress.fraction === 1) this.sendProgress();
    else this.pendingProgress ??= setTimeout(() => this.sendProgress(), wait).unref();
  }

  private sendProgress(): void {
    clearTimeout(this.pendingProgress);
    this.pendingProgress = undefined;
    this.lastProgressAt = performance.now();
    const { id, progress } = this.current;
    if (progress !== undefined) this.outlets.tell({ type: 'job-progress', id, progress });
  }

  /** What still waits is told before anything that came after it. */
  private flushProgress(): void {
    if (this.pendingProgress !== undefined) this.sendProgress();
  }
}

/** A stage may be made of parts that each count from zero; what is shown does not go back. */
function forward(progress: Progress, before: Progress | undefined): Progress {
  const least = before?.fraction;
  if (least === undefined || progress.fraction === undefined || progress.fraction >= least) return progress;
  return { ...progress, fraction: least };
}

function measured(stage: StageRecord, { elapsedMs, averageSpeed, doneBytes, fraction }: Progress): StageRecord {
  return {
    ...stage,
    elapsedMs,
    ...(averageSpeed === undefined ? {} : { averageSpeed }),
    ...(doneBytes === undefined ? {} : { doneBytes }),
    ...(fraction === undefined ? {} : { fraction }),
  };
}

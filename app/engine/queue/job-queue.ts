// Jobs that wait, run and have ended: one at a time on a drive, on several drives at once.
import { realpathSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { BurnishError } from '../../base/errors.ts';
import type { CurvePoint, EngineEvent, JobRecord } from '../../contract/engine-state.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult } from '../../contract/job.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import type { Engine } from '../engine.ts';
import type { LogPart } from './command-log.ts';
import { newJobId } from './job-id.ts';
import { LiveJob, type StartJobOptions } from './live-job.ts';

export interface QueueOutlets {
  readonly changed: (event: EngineEvent) => void;
  readonly driveTaken: (drive: string, job: string) => void;
  readonly driveFreed: (drive: string) => void;
}

export class JobQueue {
  private readonly engine: Engine;
  private readonly outlets: QueueOutlets;
  private readonly jobs = new Map<string, LiveJob>();
  /** The drives that are in use, and by which job; `plan` while one is being planned. */
  private readonly drives = new Map<string, string>();

  constructor(engine: Engine, outlets: QueueOutlets) {
    this.engine = engine;
    this.outlets = outlets;
  }

  /** Jobs of this run, oldest first. */
  records(): JobRecord[] {
    return [...this.jobs.values()].map((job) => job.record);
  }

  /** What the job would do. Throws BurnishError: 'drive-busy' while a job has the drive, and whatever stops the plan. */
  async plan(request: JobRequest, signal: AbortSignal): Promise<JobPlan> {
    const drive = driveKey(request.drive);
    if (this.drives.has(drive)) throw driveBusy(request.drive);
    this.drives.set(drive, 'plan');
    try {
      return await this.engine.plan(request, signal);
    } finally {
      this.drives.delete(drive);
      this.startWaiting();
    }
  }

  /** Puts a job into the queue of its drive. */
  start(request: JobRequest, options: StartJobOptions): LiveJob {
    const record: JobRecord = {
      id: newJobId(),
      request,
      state: 'queued',
      createdAt: new Date().toISOString(),
      stages: [],
      notices: [],
    };
    const job = new LiveJob(record, options, this.outlets.changed);
    this.jobs.set(job.id, job);
    job.change({});
    // Whoever started it hears its name before its first event.
    queueMicrotask(() => this.startWaiting());
    return job;
  }

  confirm(id: string): void {
    const job = this.live(id);
    if (job.state !== 'confirming') throw notInState(id, 'waits for no yes');
    job.running?.confirm();
    job.change({ state: 'running' });
  }

  cancel(id: string): void {
    const job = this.live(id);
    if (job.running !== undefined) {
      job.running.cancel();
      job.change({ state: 'stopping' });
    } else if (job.state === 'queued' || job.state === 'held') {
      job.end(CANCELLED_WHILE_WAITING);
    }
  }

  release(id: string): void {
    const job = this.live(id);
    if (job.state !== 'held') throw notInState(id, 'is not held');
    job.change({ state: 'queued' });
    this.startWaiting();
  }

  forget(id: string): void {
    const job = this.live(id);
    if (job.running !== undefined || job.record.endedAt === undefined) throw notInState(id, 'has not ended');
    this.jobs.delete(id);
    this.outlets.changed({ type: 'job-gone', id });
  }

  look(id: string): { job: JobRecord; curve: CurvePoint[] } {
    const job = this.live(id);
    return { job: job.record, curve: job.curve.points };
  }

  log(id: string, from: number, limit: number): LogPart {
    return this.live(id).log?.part(from, limit) ?? { entries: [], begin: 0, end: 0 };
  }

  history({ before, limit }: CallParams<'history'>): CallResult<'history'> {
    const ended = this.records().filter(
      (job) => job.endedAt !== undefined && (before === undefined || job.id < before),
    );
    const latest = ended.reverse();
    return { jobs: latest.slice(0, limit), hasMore: latest.length > limit };
  }

  clearHistory(): void {
    for (const job of this.records()) if (job.endedAt !== undefined) this.forget(job.id);
  }

  private live(id: string): LiveJob {
    const job = this.jobs.get(id);
    if (job === undefined) throw noSuchJob();
    return job;
  }

  private startWaiting(): void {
    for (const job of this.jobs.values()) {
      if (job.state === 'queued' && !this.drives.has(driveKey(job.request.drive))) this.run(job);
    }
  }

  private run(job: LiveJob): void {
    const drive = driveKey(job.request.drive);
    this.drives.set(drive, job.id);
    job.change({ state: 'planning', startedAt: new Date().toISOString() });
    this.outlets.driveTaken(job.request.drive, job.id);
    const { confirmed = false, log = 'folded', trace } = job.options;
    job.running = this.engine.start(job.request, {
      confirmed,
      log,
      onEvent: (event) => this.take(job, event),
      ...(trace === undefined ? {} : { trace }),
    });
    void job.running.result.then((result) => {
      this.drives.delete(drive);
      job.end(result);
      this.outlets.driveFreed(job.request.drive);
      this.startWaiting();
    });
  }

  private take(job: LiveJob, event: JobEvent): void {
    job.take(event);
    job.options.onEvent?.(event);
    if (event.type !== 'plan' || job.state === 'stopping') return;
    const isSame = isDeepStrictEqual(event.plan, job.options.confirmedPlan);
    if (event.needsConfirmation && isSame) job.running?.confirm();
    job.change({ state: event.needsConfirmation && !isSame ? 'confirming' : 'running' });
  }
}

/** The same drive under two names is one drive. */
function driveKey(name: string): string {
  if (name.startsWith('virtual:')) return name;
  try {
    return realpathSync(name);
  } catch {
    // No file: a name that the system knows otherwise, or none at all.
    return name;
  }
}

const CANCELLED_WHILE_WAITING: JobResult = {
  type: 'result',
  outcome: 'cancelled',
  verdict: 'Cancelled before it began: the disc was not touched.',
  fate: 'untouched',
};

function driveBusy(drive: string): BurnishError {
  return new BurnishError({
    code: 'drive-busy',
    message: `A job has the drive ${drive}.`,
    doing: 'opening the drive',
    nextStep: 'Wait until the job has ended, or start yours: it then waits for its turn.',
  });
}

function noSuchJob(): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: 'There is no such job.',
    doing: 'looking for a job',
    nextStep: 'See the list of jobs.',
  });
}

function notInState(id: string, what: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `The job ${id} ${what}.`,
    doing: 'changing a job',
    nextStep: 'Look at its state.',
  });
}

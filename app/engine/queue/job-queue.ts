// Jobs that wait, run and have ended: one at a time on a drive, on several drives at once.
import { isDeepStrictEqual } from 'node:util';
import { BurnishError, toBurnishError } from '../../base/errors.ts';
import type { CurvePoint, EngineEvent, JobRecord } from '../../contract/engine-state.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult } from '../../contract/job.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import { driveKey } from '../drive-key.ts';
import type { Engine } from '../engine.ts';
import type { LogPart } from './command-log.ts';
import { interruptedResult } from './interrupted.ts';
import { pageOfHistory } from './job-history.ts';
import { newJobId } from './job-id.ts';
import type { JobLedger, LedgerEntry } from './job-ledger.ts';
import { LiveJob, type StartJobOptions } from './live-job.ts';
import { PlanOffers } from './plan-offers.ts';
import { isAlive, type OwnEngines, ownerHere } from './process-owner.ts';

export interface QueueOutlets {
  readonly tell: (event: EngineEvent) => void;
  /** A job has the drive, or a plan looks at it: fulfilled once nobody else of ours uses it. */
  readonly driveTaken: (drive: string, job?: string) => Promise<void>;
  readonly driveFreed: (drive: string) => void;
  /** Whether a trace of every job is to be kept. */
  readonly keepTraces: () => boolean;
}

/** Jobs that have ended and are still in memory, and those of them whose log is. */
const MOST_ENDED = 200;
const MOST_LOGS = 20;

export class JobQueue {
  private readonly engine: Engine;
  private readonly ledger: JobLedger;
  private readonly own: OwnEngines;
  private readonly outlets: QueueOutlets;
  private readonly jobs = new Map<string, LiveJob>();
  private readonly offers = new PlanOffers();
  /** The drives in use, and what ends that use. */
  private readonly drives = new Map<string, { readonly isJob: boolean; readonly ended: Promise<unknown> }>();

  constructor(engine: Engine, ledger: JobLedger, own: OwnEngines, outlets: QueueOutlets) {
    this.engine = engine;
    this.ledger = ledger;
    this.own = own;
    this.outlets = outlets;
  }

  /** Jobs that wait or run and those that ended in this run, oldest first. */
  records(): JobRecord[] {
    return [...this.jobs.values()].map((job) => job.record);
  }

  /** Some job has its drive now. */
  get hasJob(): boolean {
    return [...this.drives.values()].some(({ isJob }) => isJob);
  }

  /** A job has this drive now. */
  hasJobOn(drive: string): boolean {
    return this.drives.get(driveKey(drive))?.isJob === true;
  }

  /** Throws BurnishError 'drive-busy' when a job has the drive now. */
  requireNoJob(drive: string): void {
    if (this.hasJobOn(drive)) throw driveBusy(drive);
  }

  /** Takes over what a run of the program left that is no more: what waited is held, what ran was interrupted. */
  adopt(): void {
    for (const entry of this.ledger.unended().reverse()) if (!isAlive(entry.owner, this.own)) this.takeOver(entry);
  }

  /** What the job would do. Throws BurnishError: 'drive-busy' while a job has the drive, and whatever stops the plan. */
  async plan(request: JobRequest, signal: AbortSignal): Promise<JobPlan> {
    return this.withDrive(request.drive, async () => {
      const drive = driveKey(request.drive);
      const add = this.offers.begin(drive);
      const plan = await this.engine.plan(request, signal);
      add({ request, plan, mark: this.engine.mediumMark(drive) });
      return plan;
    });
  }

  /** Does `work` when nobody else has the drive; jobs wait for its end. Throws 'drive-busy' while a job has the drive. */
  async withDrive<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const drive = driveKey(name);
    for (let user = this.drives.get(drive); user !== undefined; user = this.drives.get(drive)) {
      if (user.isJob) throw driveBusy(name);
      await user.ended;
    }
    return this.use(drive, undefined, work);
  }

  /** The disc in the drive may be another one: a yes to what was planned before does not count. */
  mediumMayHaveChanged(drive: string): void {
    this.offers.withdraw(driveKey(drive));
  }

  /** Puts a job into the queue of its drive. */
  start(request: JobRequest, options: StartJobOptions): LiveJob {
    this.ledger.prune((id) => this.jobs.has(id));
    const { id, createdAt } = { id: newJobId(), createdAt: new Date().toISOString() };
    const job = this.enter({ id, request, state: 'queued', createdAt, stages: [], notices: [] }, options);
    job.change({});
    // Whoever started it hears its name before its first event.
    queueMicrotask(() => this.startWaiting());
    return job;
  }

  /** Has no effect on a job that has had its yes or its end. */
  confirm(id: string): void {
    const job = this.live(id);
    if (job.state === 'queued' || job.state === 'held' || job.state === 'planning') throw notYet(id);
    if (job.state !== 'confirming') return;
    job.running?.confirm();
    job.change({ state: 'running' });
  }

  /** Has no effect on a job that has ended. */
  cancel(id: string): void {
    const job = this.live(id);
    if (job.state === 'queued' || job.state === 'held') this.finish(job, CANCELLED_WHILE_WAITING);
    else if (job.record.endedAt === undefined && job.state !== 'stopping') {
      job.change({ state: 'stopping' });
      job.running?.cancel();
    }
  }

  /** Has no effect on a job that is not held. */
  release(id: string): void {
    const job = this.live(id);
    if (job.state !== 'held') return;
    job.change({ state: 'queued' });
    this.startWaiting();
  }

  async forget(id: string): Promise<void> {
    const entry = await this.ledger.read(id);
    const isOurs = this.jobs.has(id);
    const job = this.jobs.get(id)?.record ?? entry?.job;
    if (job === undefined) throw noSuchJob();
    const isElsewhere = !isOurs && entry !== undefined && isAlive(entry.owner, this.own);
    if (job.endedAt === undefined && (isOurs || isElsewhere)) throw notEnded(id);
    this.jobs.delete(id);
    this.ledger.forget(id);
    this.outlets.tell({ type: 'job-gone', id });
  }

  async clearHistory(): Promise<void> {
    for (const id of await this.ledger.ids()) {
      const job = this.jobs.get(id)?.record ?? (await this.ledger.read(id))?.job;
      if (job?.endedAt !== undefined) await this.forget(id);
    }
  }

  /** The record of any job. Throws BurnishError 'invalid-argument' when there is none. */
  async look(id: string): Promise<{ job: JobRecord; curve: CurvePoint[] }> {
    const live = this.jobs.get(id);
    if (live !== undefined && live.curve.points.length > 0) return { job: live.record, curve: live.curve.points };
    const job = live?.record ?? (await this.ledger.read(id))?.job;
    if (job === undefined) throw noSuchJob();
    return { job, curve: await this.ledger.readCurve(id) };
  }

  log(id: string, from: number, limit: number): LogPart {
    return this.jobs.get(id)?.log?.part(from, limit) ?? { entries: [], begin: 0, end: 0 };
  }

  history(params: CallParams<'history'>): Promise<CallResult<'history'>> {
    return pageOfHistory(this.ledger, params);
  }

  private live(id: string): LiveJob {
    const job = this.jobs.get(id);
    if (job === undefined) throw noSuchJob();
    return job;
  }

  private enter(record: JobRecord, options: StartJobOptions): LiveJob {
    const job = new LiveJob(record, options, { tell: this.outlets.tell, keep: (changed) => this.keep(changed) });
    this.jobs.set(job.id, job);
    return job;
  }

  private takeOver({ job: record, canBeHeld, owner }: LedgerEntry): void {
    const { id, request, createdAt, state } = record;
    const hadBegun = state === 'running' || state === 'stopping';
    if (!hadBegun && canBeHeld) {
      this.enter({ id, request, createdAt, state: 'held', stages: [], notices: [] }, {}).change({});
      return;
    }
    const job = this.enter(record, {});
    if (hadBegun) job.end(interruptedResult(record), 'interrupted', new Date(owner.at).toISOString());
    else job.end(CANCELLED_WHILE_WAITING);
  }

  private startWaiting(): void {
    for (const job of this.jobs.values()) {
      const drive = driveKey(job.request.drive);
      if (job.state !== 'queued' || this.drives.has(drive)) continue;
      const { request, options } = job;
      job.isOffered = this.offers.redeem(drive, {
        request,
        plan: options.confirmedPlan,
        mark: this.engine.mediumMark(drive),
      });
      job.change({ state: 'planning', startedAt: new Date().toISOString() });
      void this.use(drive, job.id, async () => this.finish(job, await this.run(job)));
    }
  }

  /** Does `work` with the drive; then it is the turn of whoever waits. */
  private async use<Result>(drive: string, job: string | undefined, work: () => Promise<Result>): Promise<Result> {
    const taken = this.outlets.driveTaken(drive, job);
    const ended = taken.then(work);
    this.drives.set(drive, { isJob: job !== undefined, ended: ended.catch(() => undefined) });
    try {
      return await ended;
    } finally {
      this.drives.delete(drive);
      this.outlets.driveFreed(drive);
      queueMicrotask(() => this.startWaiting());
    }
  }

  /** From the moment when nobody else looks at the drive. Never rejects. */
  private async run(job: LiveJob): Promise<JobResult> {
    if (job.state === 'stopping') return CANCELLED_WHILE_WAITING;
    try {
      const { confirmed = false, log = 'folded' } = job.options;
      const trace = job.options.trace ?? (this.outlets.keepTraces() ? this.ledger.traceFile(job.id) : undefined);
      if (trace !== undefined) job.change({ trace });
      job.running = this.engine.start(job.request, {
        confirmed,
        log,
        onEvent: (event) => this.take(job, event),
        ...(trace === undefined ? {} : { trace }),
      });
      return await job.running.result;
    } catch (thrown) {
      const { report } = toBurnishError(thrown, 'starting the job').with({ fate: 'untouched' });
      return { type: 'result', outcome: 'failed', verdict: report.message, fate: 'untouched', error: report };
    }
  }

  private take(job: LiveJob, event: JobEvent): void {
    job.take(event);
    job.options.onEvent?.(event);
    if (event.type !== 'plan' || job.state === 'stopping') return;
    const isSame = job.isOffered && isDeepStrictEqual(event.plan, job.options.confirmedPlan);
    if (event.needsConfirmation && isSame) job.running?.confirm();
    job.change({ state: event.needsConfirmation && !isSame ? 'confirming' : 'running' });
  }

  private finish(job: LiveJob, result: JobResult): void {
    job.end(result);
    const ended = [...this.jobs.values()].filter(({ record }) => record.endedAt !== undefined);
    for (const old of ended.slice(0, -MOST_LOGS)) old.log = undefined;
    for (const { id } of ended.slice(0, -MOST_ENDED)) {
      this.jobs.delete(id);
      this.outlets.tell({ type: 'job-gone', id });
    }
  }

  /** A disk that takes nothing must not end a burn: the job goes on and says so, once; every further change is tried again. */
  private keep(job: LiveJob): void {
    try {
      this.ledger.keep(job.record, ownerHere(this.own.engineId), job.options.onEvent === undefined);
      if (job.record.endedAt !== undefined && job.curve.points.length > 0) {
        this.ledger.keepCurve(job.id, job.curve.points);
      }
    } catch (thrown) {
      if (job.hasToldLoss) return;
      job.hasToldLoss = true;
      job.note('warning', `The record of this job cannot be kept: ${toBurnishError(thrown, 'keeping it').message}`);
    }
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

function refusal(message: string, nextStep: string): BurnishError {
  return new BurnishError({ code: 'invalid-argument', message, doing: 'looking for a job', nextStep });
}

const noSuchJob = (): BurnishError => refusal('There is no such job.', 'See the list of jobs.');
const notYet = (id: string): BurnishError => refusal(`The job ${id} has no plan yet.`, 'Wait for its plan.');
const notEnded = (id: string): BurnishError =>
  refusal(`The job ${id} has not ended.`, 'Wait for its end, or cancel it.');

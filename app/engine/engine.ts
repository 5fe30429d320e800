// The engine as a front end sees it: finds drives, describes them, runs jobs. Everything that talks to a drive runs on
// a thread of its own (drive-thread.ts); this side only passes messages and never blocks.
import { Worker } from 'node:worker_threads';
import { BurnishError, toBurnishError } from '../base/errors.ts';
import { type DriveListing, type DriveReport, driveReportSchema } from '../contract/drive-report.ts';
import { errorReportSchema } from '../contract/error.ts';
import {
  type Digests,
  type JobControl,
  type JobEvent,
  type JobPlan,
  type JobRequest,
  type JobResult,
  jobEventSchema,
  jobRequestSchema,
} from '../contract/job.ts';
import { driveModel } from '../recorder/drive-model.ts';
import { VirtualDriveStore, type VirtualDriveSummary } from '../recorder/store/virtual-drive-store.ts';
import { listDevices, whyNoRealDrives } from '../scsi/passthrough-devices.ts';
import type { HashAlgorithm } from '../pipeline/content-hash.ts';
import { hashFile } from '../pipeline/hash-file.ts';
import { type Answered, answeredSchema } from './answered.ts';
import { givenUp } from './given-up.ts';
import { burnishHome } from './home.ts';
import type { DriveThreadTask } from './drive-thread.ts';
import type { CommandLogging } from './command-logging.ts';
import { watchForSilence } from './silence.ts';

export interface EngineOptions {
  /** The folder for settings, virtual drives, journals and receipts; default: BURNISH_HOME, else the platform's. */
  readonly home?: string;
}

export interface HashOptions {
  readonly signal?: AbortSignal;
  /** Told the bytes hashed and the bytes in all, ten times a second at most. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
}

/** A job that has been started. */
export interface RunningJob {
  /** Goes on after the `plan` event of a job that needs it; without effect otherwise. */
  confirm(): void;
  /** Stops at the next safe point; the result then says in what state the disc is. */
  cancel(): void;
  /** Never rejects: a failure is a result. Fulfilled after the last event. */
  readonly result: Promise<JobResult>;
}

export interface StartOptions {
  /** Called for every event, the result included, in order. */
  readonly onEvent: (event: JobEvent) => void;
  /** Go on after the plan without waiting for `confirm()`. */
  readonly confirmed: boolean;
  readonly log: CommandLogging;
  /** A file for the trace: every command and its answer, no content of the disc. Replaced if it exists. */
  readonly trace?: string;
}

const VIRTUAL = 'virtual:';

export class Engine {
  readonly home: string;
  /** Virtual drives and their discs. */
  readonly virtual: VirtualDriveStore;

  constructor(options: EngineOptions = {}) {
    this.home = options.home ?? burnishHome();
    this.virtual = new VirtualDriveStore(this.home);
  }

  /** All drives, real ones first. Opens none of them. */
  async drives(): Promise<DriveListing[]> {
    return [...this.realDrives(), ...this.virtual.names().map((name) => this.listingIfDamaged(name))];
  }

  /** Real drives only; asks the system. */
  realDrives(): DriveListing[] {
    return listDevices().map(({ path, vendor, product, revision }) => {
      return { name: path, vendor, product, firmware: revision, kind: 'real' };
    });
  }

  private listingIfDamaged(name: string): DriveListing {
    try {
      return this.virtualListing(name);
    } catch {
      // Whoever opens or describes it is told what is wrong.
      return bareListing(name);
    }
  }

  /** A virtual drive as it is listed. Throws BurnishError when its files are damaged. */
  virtualListing(name: string): DriveListing {
    return listingOf(this.virtual.summary(name));
  }

  /** A text that is another one when the disc in a virtual drive is; undefined where only notices tell of that. */
  mediumMark(drive: string): string | undefined {
    return drive.startsWith(VIRTUAL) ? this.virtual.mediumMark(drive.slice(VIRTUAL.length)) : undefined;
  }

  /** Why real drives cannot be reached on this machine, one sentence; undefined where they can. */
  whyNoRealDrives(): string | undefined {
    return whyNoRealDrives();
  }

  /** Drive and disc in detail. Throws BurnishError when there is no such drive or it cannot be opened. */
  async describe(drive: string): Promise<DriveReport> {
    // A virtual drive is a few files: looking at it blocks nobody, and a thread would cost more than the look.
    if (drive.startsWith(VIRTUAL)) return (await import('./describe-drive.ts')).describeDrive(this.home, drive);
    const worker = this.thread({ task: 'describe', home: this.home, drive });
    try {
      const answer = await nextMessage(worker);
      return driveReportSchema.parse(answer);
    } finally {
      await worker.terminate();
    }
  }

  /**
   * Whether a real drive can be had for a job now: opens it for us alone and lets it go. Throws BurnishError where it
   * cannot be opened, or gives no answer that counts.
   */
  async tryDrive(drive: string): Promise<Answered> {
    const worker = this.thread({ task: 'try', home: this.home, drive });
    try {
      return answeredSchema.parse(await nextMessage(worker));
    } finally {
      await worker.terminate();
    }
  }

  /** Starts a job. Throws BurnishError 'invalid-argument' when the request does not fit its schema. */
  start(request: unknown, options: StartOptions): RunningJob {
    const parsed = jobRequestSchema.safeParse(request);
    if (!parsed.success) throw invalidRequest(parsed.error.message);
    const worker = this.thread({
      task: 'job',
      home: this.home,
      request: parsed.data,
      confirmed: options.confirmed,
      log: options.log,
      ...(options.trace === undefined ? {} : { trace: options.trace }),
    });
    const say = (control: JobControl): void => worker.postMessage(control);
    const result = followJob(worker, options.onEvent);
    return { confirm: () => say({ type: 'confirm' }), cancel: () => say({ type: 'cancel' }), result };
  }

  /**
   * What a job would do; the disc stays as it is. Throws BurnishError: whatever stops the plan, 'cancelled' when
   * `signal` is aborted.
   */
  async plan(request: JobRequest, signal?: AbortSignal): Promise<JobPlan> {
    if (signal?.aborted === true) throw givenUp();
    const worker = this.thread({ task: 'plan', home: this.home, request });
    let plan: JobPlan | undefined;
    const result = followJob(worker, (event) => {
      if (event.type === 'plan') ({ plan } = event);
    });
    const cancel = (): void => worker.postMessage({ type: 'cancel' } satisfies JobControl);
    signal?.addEventListener('abort', cancel, { once: true });
    const { error, verdict } = await result;
    signal?.removeEventListener('abort', cancel);
    if (plan !== undefined) return plan;
    throw error === undefined ? failureWithoutReport(verdict) : new BurnishError(error);
  }

  /** Opens the tray of a drive or closes it. Throws BurnishError, 'drive-busy' when another program has the drive. */
  async moveTray(drive: string, load: boolean): Promise<void> {
    const worker = this.thread({ task: 'tray', home: this.home, drive, load });
    try {
      await nextMessage(worker);
    } finally {
      await worker.terminate();
    }
  }

  /** Digests of a file in one pass, off the caller's thread, in lower-case hexadecimal. Throws BurnishError. */
  async hash(path: string, algorithms: readonly HashAlgorithm[], options: HashOptions = {}): Promise<Digests> {
    const { signal, onProgress } = options;
    const { digests } = await hashFile(path, algorithms, {
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { progress: onProgress }),
    });
    return digests;
  }

  private thread(task: DriveThreadTask): Worker {
    return new Worker(new URL('./drive-thread.js', import.meta.url), { workerData: task });
  }
}

/** All that can be said of a virtual drive whose files are damaged. */
export function bareListing(name: string): DriveListing {
  return { name: `${VIRTUAL}${name}`, vendor: 'BURNISH', product: 'VIRTUAL', firmware: '', kind: 'virtual' };
}

function listingOf({ name, profile }: VirtualDriveSummary): DriveListing {
  const { product, revision } = driveModel(profile);
  return { name: `virtual:${name}`, vendor: 'BURNISH', product, firmware: revision, kind: 'virtual' };
}

/** Passes the events of a job on until its result; a thread that dies without one is a failure of our own. */
function followJob(worker: Worker, onEvent: (event: JobEvent) => void): Promise<JobResult> {
  return new Promise((resolve) => {
    let ended = false;
    const silence = watchForSilence(worker, (seconds) => onEvent(silent(seconds)));
    const end = (result: JobResult): void => {
      if (ended) return;
      ended = true;
      silence.stop();
      onEvent(result);
      resolve(result);
    };
    worker.on('message', (message: unknown) => {
      silence.heard();
      const parsed = jobEventSchema.safeParse(message);
      // The burn behind a message that cannot be read goes on, and so does whoever follows it.
      if (!parsed.success)
        onEvent({ type: 'notice', level: 'warning', text: 'A message of the drive thread was lost.' });
      else if (parsed.data.type === 'result') end(parsed.data);
      else onEvent(parsed.data);
    });
    worker.on('error', (thrown) => end(failureOf(thrown)));
    worker.on('exit', () => end(failureOf(new Error('the drive thread ended without a result'))));
  });
}

function silent(seconds: number): JobEvent {
  const text = `The drive has not answered for ${seconds} s: it is busy with one command, or it hangs.`;
  return { type: 'notice', level: 'warning', text };
}

function failureOf(thrown: unknown): JobResult {
  const { report } = toBurnishError(thrown, 'running the job').with({ fate: 'unknown' });
  return { type: 'result', outcome: 'failed', verdict: report.message, fate: 'unknown', error: report };
}

function failureWithoutReport(verdict: string): BurnishError {
  return toBurnishError(new Error(verdict), 'planning the job');
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: unknown) => {
      const failure = errorReportSchema.safeParse(message);
      if (failure.success) reject(new BurnishError(failure.data));
      else resolve(message);
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the drive thread ended without an answer')));
  });
}

function invalidRequest(why: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `The request is not one that Burnish knows: ${why}.`,
    doing: 'reading the request',
    nextStep: 'Correct the request.',
  });
}

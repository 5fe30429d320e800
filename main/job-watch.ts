// What the host itself has to know of the jobs: which ones run, how far they are, when one ends; and the settings.
// Power, taskbar, notifications and quitting look here.
import type { EngineClient } from '../app/contract/engine-client.ts';
import type { EngineEvent, JobRecord, JobState } from '../app/contract/engine-state.ts';
import { DEFAULT_SETTINGS, type Settings } from '../app/contract/settings.ts';

/** A job that is planning goes on to write by itself when its plan has its yes already. */
const RUNS = new Set<JobState>(['planning', 'running', 'stopping']);
const ENDED = new Set<JobState>(['done', 'failed', 'cancelled', 'interrupted']);

export class JobWatch {
  private readonly jobs = new Map<string, JobRecord>();
  private readonly onChange: (() => void)[] = [];
  private readonly onEnded: ((job: JobRecord) => void)[] = [];
  private readonly onAsking: ((job: JobRecord) => void)[] = [];
  private known: Settings = DEFAULT_SETTINGS;

  /** Rejects with BurnishError when the engine does not answer. */
  static async follow(client: EngineClient): Promise<JobWatch> {
    const watch = new JobWatch();
    client.listen((event) => watch.take(event));
    const { settings, jobs } = await client.call('subscribe', {});
    watch.known = settings;
    for (const job of jobs) watch.jobs.set(job.id, job);
    return watch;
  }

  get settings(): Settings {
    return this.known;
  }

  /** Jobs that have their drive now, but for those that wait for a yes. */
  running(): JobRecord[] {
    return [...this.jobs.values()].filter(({ state }) => RUNS.has(state));
  }

  /** Called after every change, of the settings too. */
  whenChanged(listener: () => void): void {
    this.onChange.push(listener);
  }

  /** Called once for every job that ends, before the listeners of changes. */
  whenEnded(listener: (job: JobRecord) => void): void {
    this.onEnded.push(listener);
  }

  /** Called once for every job that comes to wait for a yes, before the listeners of changes. */
  whenAsking(listener: (job: JobRecord) => void): void {
    this.onAsking.push(listener);
  }

  private take(event: EngineEvent): void {
    if (event.type === 'job') this.takeJob(event.job);
    else if (event.type === 'job-gone') this.jobs.delete(event.id);
    else if (event.type === 'settings') this.known = event.settings;
    else if (event.type === 'job-progress') this.takeProgress(event);
    else return;
    for (const listener of this.onChange) listener();
  }

  private takeJob(job: JobRecord): void {
    const before = this.jobs.get(job.id);
    this.jobs.set(job.id, job);
    const endedNow = ENDED.has(job.state) && (before === undefined || !ENDED.has(before.state));
    if (endedNow) for (const listener of this.onEnded) listener(job);
    const asksNow = job.state === 'confirming' && before?.state !== 'confirming';
    if (asksNow) for (const listener of this.onAsking) listener(job);
  }

  private takeProgress({ id, progress }: Extract<EngineEvent, { type: 'job-progress' }>): void {
    const job = this.jobs.get(id);
    if (job !== undefined) this.jobs.set(id, { ...job, progress });
  }
}

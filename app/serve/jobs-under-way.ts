// The jobs that must not be left alone: what `burnish serve` looks at before it ends.
import type { EngineClient } from '../contract/engine-client.ts';
import type { EngineEvent, JobRecord, JobState } from '../contract/engine-state.ts';

const RUNNING: ReadonlySet<JobState> = new Set(['planning', 'running', 'stopping']);

export class JobsUnderWay {
  private readonly client: EngineClient;
  private readonly jobs = new Map<string, JobRecord>();
  private onChange: () => void = () => undefined;
  private onEnded: (job: JobRecord) => void = () => undefined;

  private constructor(client: EngineClient) {
    this.client = client;
  }

  /** Looks at the jobs of the engine and follows them. Rejects with BurnishError when the engine is gone. */
  static async look(client: EngineClient): Promise<JobsUnderWay> {
    const underWay = new JobsUnderWay(client);
    client.listen((event) => underWay.take(event));
    const { jobs } = await client.call('subscribe', {});
    for (const job of jobs) underWay.jobs.set(job.id, job);
    return underWay;
  }

  /** Those that run, and those whose turn comes without anybody's doing; not those that wait for a yes. */
  get list(): readonly JobRecord[] {
    const all = [...this.jobs.values()];
    const asking = new Set(all.filter((job) => job.state === 'confirming').map((job) => job.request.drive));
    return all.filter((job) => RUNNING.has(job.state) || (job.state === 'queued' && !asking.has(job.request.drive)));
  }

  /** Fulfilled when no job is under way any more; `onEnded` is told of each that ends until then. */
  async whenNone(onEnded: (job: JobRecord) => void): Promise<void> {
    this.onEnded = onEnded;
    if (this.list.length === 0) return;
    await new Promise<void>((resolve) => {
      this.onChange = () => {
        if (this.list.length === 0) resolve();
      };
    });
  }

  /** Asks every one of them to stop at its next safe point, those that have not begun first. */
  async cancelAll(): Promise<void> {
    const waitingFirst = this.list.toSorted((a, b) => Number(b.state === 'queued') - Number(a.state === 'queued'));
    // A job that has ended in this moment needs no stopping, and cannot be stopped.
    await Promise.allSettled(waitingFirst.map(({ id }) => this.client.call('cancelJob', { id })));
  }

  private take(event: EngineEvent): void {
    if (event.type === 'job-gone') this.jobs.delete(event.id);
    else if (event.type === 'job') this.keep(event.job);
    else return;
    this.onChange();
  }

  private keep(job: JobRecord): void {
    const had = this.jobs.get(job.id);
    this.jobs.set(job.id, job);
    if (job.result !== undefined && had?.result === undefined) this.onEnded(job);
  }
}

// A home of its own with an engine in its thread, and one front end that follows everything. Used by the tests of the
// engine.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineClient } from '../../app/contract/engine-client.ts';
import type { EngineEvent, JobRecord, JobState } from '../../app/contract/engine-state.ts';
import type { BurnRequest } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { EngineHost, type Refusal, type Sender } from '../../app/engine/engine-host.ts';

export const SAMPLE = fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url));

export class EngineBench {
  readonly home: string;
  readonly host: EngineHost;
  readonly client: EngineClient;
  readonly events: EngineEvent[] = [];
  readonly refusals: Refusal[];
  private readonly waiting = new Set<() => void>();

  private constructor(home: string, host: EngineHost, refusals: Refusal[]) {
    this.home = home;
    this.host = host;
    this.refusals = refusals;
    this.client = this.connect({ kind: 'window' });
    this.client.listen((event) => {
      this.events.push(event);
      for (const look of [...this.waiting]) look();
    });
  }

  /** Subscribed already. */
  static async start(home = newHome()): Promise<EngineBench> {
    const refusals: Refusal[] = [];
    const host = await EngineHost.start({ home, adoptJobs: true, onRefused: (refusal) => refusals.push(refusal) });
    const bench = new EngineBench(home, host, refusals);
    await bench.client.call('subscribe', {});
    return bench;
  }

  connect(sender: Sender): EngineClient {
    return new EngineClient(this.host.connect(sender));
  }

  /** A virtual drive with a blank disc; its name for requests. */
  async recorder(name: string, kind: MediumKind, pace = 0): Promise<string> {
    await this.client.call('addVirtualDrive', { name, pace });
    await this.client.call('insertBlank', { name, kind });
    return `virtual:${name}`;
  }

  /** The first event, past or to come, that `pick` makes something of. */
  when<Found>(pick: (event: EngineEvent) => Found | undefined): Promise<Found> {
    return new Promise((resolve) => {
      let seen = 0;
      const look = (): void => {
        for (; seen < this.events.length; seen++) {
          const event = this.events[seen];
          const found = event === undefined ? undefined : pick(event);
          if (found === undefined) continue;
          this.waiting.delete(look);
          resolve(found);
          return;
        }
      };
      this.waiting.add(look);
      look();
    });
  }

  /** The job's record as it was when it first came to one of these states. */
  whenJob(id: string, ...states: readonly JobState[]): Promise<JobRecord> {
    return this.when((event) =>
      event.type === 'job' && event.job.id === id && states.includes(event.job.state) ? event.job : undefined,
    );
  }

  whenEnded(id: string): Promise<JobRecord> {
    return this.whenJob(id, 'done', 'failed', 'cancelled', 'interrupted');
  }

  async remove(): Promise<void> {
    await this.host.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

export function newHome(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'burnish-engine-')));
}

export function burnRequest(drive: string, more: Partial<BurnRequest> = {}): BurnRequest {
  return {
    job: 'burn',
    drive,
    image: SAMPLE,
    verify: true,
    simulate: false,
    finalize: true,
    copies: 1,
    eject: false,
    checkChecksum: false,
    allowTruncated: false,
    ...more,
  };
}

// An engine whose jobs do what a test tells them: so the command line is tested without a drive.
import type { EnginePort, HashOptions, RunningJob, StartOptions } from '../../app/cli/engine-port.ts';
import type { DriveListing, DriveReport } from '../../app/contract/drive-report.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult } from '../../app/contract/job.ts';
import { BurnishError } from '../../app/base/errors.ts';

export const DRIVE: DriveListing = {
  name: 'virtual:test',
  vendor: 'ACME',
  product: 'WRITER',
  firmware: '1.0',
  kind: 'virtual',
};

export const REPORT: DriveReport = {
  ...DRIVE,
  reads: ['dvd-rom', 'dvd+r'],
  writes: ['dvd+r'],
  bufferBytes: 2_000_000,
  medium: {
    kind: 'dvd+r',
    label: 'DVD+R',
    state: 'blank',
    stateInWords: 'Nothing has been written to it.',
    erasable: false,
    id: 'CMC MAG/M01',
    sessions: 0,
    tracks: [],
    nextWritableAddress: 0,
    writableBytes: 4_700_372_992,
    usedBytes: 0,
    totalBytes: 4_700_372_992,
    writeSpeeds: [11_080, 5540],
  },
};

export const PLAN: JobPlan = {
  job: 'burn',
  drive: 'virtual:test',
  driveModel: 'ACME WRITER 1.0',
  medium: 'dvd+r',
  mediumLabel: 'DVD+R',
  mediumId: 'CMC MAG/M01',
  steps: ['Write 5.1 MB.', 'Close the disc.'],
  warnings: [],
  usualMs: 65_000,
  changesDisc: true,
  confirmWith: ['virtual:test', 'DVD+R'],
};

export const DONE: JobResult = { type: 'result', outcome: 'done', verdict: 'The disc is good.' };
export const CANCELLED: JobResult = { type: 'result', outcome: 'cancelled', verdict: 'Stopped.', fate: 'untouched' };

export interface Script {
  /** Told after the confirmation (or at once). */
  readonly events?: readonly JobEvent[];
  /** Absent: the job goes on until it is cancelled. */
  readonly result?: JobResult;
  readonly plan?: JobPlan;
}

export class FakeEngine implements EnginePort {
  readonly requests: JobRequest[] = [];
  readonly virtualCalls: unknown[][] = [];
  listings: DriveListing[] = [DRIVE];
  report: DriveReport = REPORT;
  /** Called once the events of the script have been told. */
  whenRunning: () => void = () => undefined;
  private readonly script: Script;

  constructor(script: Script = { result: DONE }) {
    this.script = script;
  }

  async drives(): Promise<DriveListing[]> {
    return this.listings;
  }

  whyNoRealDrives(): string | undefined {
    return 'Real drives are out of reach in this test.';
  }

  async describe(drive: string): Promise<DriveReport> {
    if (this.listings.some((one) => one.name === drive)) return { ...this.report, name: drive };
    throw new BurnishError({
      code: 'no-such-drive',
      message: `There is no drive ${drive}.`,
      doing: 'opening the drive',
      nextStep: 'See the list of drives.',
    });
  }

  start(request: JobRequest, options: StartOptions): RunningJob {
    this.requests.push(request);
    const plan = this.script.plan ?? PLAN;
    let decide: (goOn: boolean) => void = () => undefined;
    let end: (result: JobResult) => void = () => undefined;
    const decision = new Promise<boolean>((resolve) => (decide = resolve));
    const ended = new Promise<JobResult>((resolve) => (end = resolve));
    const runToEnd = async (): Promise<JobResult> => {
      await Promise.resolve();
      options.onEvent({ type: 'plan', plan, needsConfirmation: plan.changesDisc && !options.confirmed });
      const goOn = !plan.changesDisc || options.confirmed || (await decision);
      if (goOn) {
        for (const event of this.script.events ?? []) options.onEvent(event);
        if (this.script.result !== undefined) end(this.script.result);
        this.whenRunning();
      } else end(CANCELLED);
      const result = await ended;
      options.onEvent(result);
      return result;
    };
    const cancel = (): void => {
      decide(false);
      end(CANCELLED);
    };
    return { confirm: () => decide(true), cancel, result: runToEnd() };
  }

  async hash(_path: string, algorithms: readonly string[], options: HashOptions = {}): Promise<Record<string, string>> {
    options.onProgress?.(1, 2);
    return Object.fromEntries(algorithms.map((algorithm) => [algorithm, `digest-of-${algorithm}`]));
  }

  readonly virtual: EnginePort['virtual'] = {
    add: (...call) => void this.virtualCalls.push(['add', ...call]),
    remove: (...call) => void this.virtualCalls.push(['remove', ...call]),
    list: () => [
      { name: 'test', profile: 'all-media', pace: 0, trayOpen: false, discId: 'd1', discKind: 'dvd+r', faults: {} },
    ],
    discs: () => [{ id: 'd1', kind: 'dvd+r', drive: 'test' }],
    insertBlank: (...call) => (this.virtualCalls.push(['insertBlank', ...call]), 'new-disc'),
    insertImage: (...call) => (this.virtualCalls.push(['insertImage', ...call]), 'pressed-disc'),
    insert: (...call) => void this.virtualCalls.push(['insert', ...call]),
    eject: (...call) => (this.virtualCalls.push(['eject', ...call]), 'd1'),
    setFaults: (...call) => void this.virtualCalls.push(['setFaults', ...call]),
    clearFaults: (...call) => void this.virtualCalls.push(['clearFaults', ...call]),
  };
}

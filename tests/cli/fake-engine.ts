// An engine whose jobs do what a test tells them: so the command line is tested without a drive.
import type { EnginePort } from '../../app/cli/engine-port.ts';
import type { CallOptions } from '../../app/contract/engine-client.ts';
import type { DriveListing, DriveReport } from '../../app/contract/drive-report.ts';
import type { DoctorReport } from '../../app/contract/doctor.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult } from '../../app/contract/job.ts';
import type { CallName, CallParams, CallResult } from '../../app/contract/protocol.ts';
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

export const EXAMINATION: DoctorReport = {
  verdict: 'blocked',
  drives: [
    { name: '/dev/sr0', generic: '/dev/sg1', vendor: 'ACME', product: 'WRITER', bus: 'USB', state: 'ready' },
    { name: '/dev/sr1', vendor: 'ACME', product: 'OLD', bus: 'ATA', state: 'unreachable' },
  ],
  findings: [
    {
      cause: 'not-in-group',
      weight: 'blocks',
      drive: '/dev/sr1',
      message: '/dev/sr1 belongs to others.',
      fix: 'Join them.',
      command: 'sudo join',
    },
  ],
  host: {
    system: 'Linux 6.1',
    user: 'anna',
    addon: true,
    drivers: ['sr'],
    automounter: 'udisksd',
    home: '/home/anna/burnish',
    homeFreeBytes: 5e9,
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

type Answers = {
  readonly [Name in CallName]?: (
    params: CallParams<Name>,
    options: CallOptions<Name>,
  ) => CallResult<Name> | Promise<CallResult<Name>>;
};

export class FakeEngine implements EnginePort {
  readonly requests: JobRequest[] = [];
  readonly virtualCalls: unknown[][] = [];
  listings: DriveListing[] = [DRIVE];
  report: DriveReport = REPORT;
  examination: DoctorReport = EXAMINATION;
  /** What is told with the failure to find a drive. */
  refusal: Readonly<Record<string, string>> | undefined;
  /** Called once the events of the script have been told. */
  whenRunning: () => void = () => undefined;
  private readonly script: Script;
  private confirm: () => void = () => undefined;

  constructor(script: Script = { result: DONE }) {
    this.script = script;
  }

  async call<Name extends CallName>(
    name: Name,
    params: CallParams<Name>,
    options: CallOptions<Name> = {},
  ): Promise<CallResult<Name>> {
    const answer: Answers[Name] = this.answers[name];
    if (answer === undefined) throw new Error(`the fake engine has no answer to ${name}`);
    return answer(params, options);
  }

  private readonly answers: Answers = {
    drives: () => this.listings,
    whyNoRealDrives: () => 'Real drives are out of reach in this test.',
    doctor: () => this.examination,
    describeDrive: ({ drive }) => this.describe(drive),
    runJob: ({ request, confirmed }, options) => this.run(request, confirmed, options),
    confirmJob: () => {
      this.confirm();
      return {};
    },
    hash: ({ algorithms }, { onProgress }) => {
      onProgress?.({ doneBytes: 1, totalBytes: 2 });
      return Object.fromEntries(algorithms.map((algorithm) => [algorithm, `digest-of-${algorithm}`]));
    },
    addVirtualDrive: (params) => this.note('addVirtualDrive', params, {}),
    removeVirtualDrive: (params) => this.note('removeVirtualDrive', params, {}),
    virtualDrives: () => ({
      drives: [
        { name: 'test', profile: 'all-media', pace: 0, trayOpen: false, discId: 'd1', discKind: 'dvd+r', faults: {} },
      ],
      discs: [{ id: 'd1', kind: 'dvd+r', drive: 'test' }],
    }),
    insertBlank: (params) => this.note('insertBlank', params, { disc: 'new-disc' }),
    insertImage: (params) => this.note('insertImage', params, { disc: 'pressed-disc' }),
    insertDisc: (params) => this.note('insertDisc', params, {}),
    ejectVirtual: (params) => this.note('ejectVirtual', params, { disc: 'd1' }),
    setFaults: (params) => this.note('setFaults', params, {}),
  };

  private note<Answer>(name: CallName, params: unknown, answer: Answer): Answer {
    this.virtualCalls.push([name, params]);
    return answer;
  }

  private describe(drive: string): DriveReport {
    if (this.listings.some((one) => one.name === drive)) return { ...this.report, name: drive };
    throw new BurnishError({
      code: 'no-such-drive',
      message: `There is no drive ${drive}.`,
      doing: 'opening the drive',
      nextStep: 'See the list of drives.',
      ...(this.refusal === undefined ? {} : { details: this.refusal }),
    });
  }

  private async run(request: JobRequest, confirmed: boolean, options: CallOptions<'runJob'>): Promise<JobResult> {
    this.requests.push(request);
    const tell = (event: JobEvent): void => options.onProgress?.(event);
    options.onProgress?.({ started: 'job-of-the-test' });
    const cancelled = new Promise<'cancelled'>((resolve) => {
      if (options.signal?.aborted) resolve('cancelled');
      options.signal?.addEventListener('abort', () => resolve('cancelled'));
    });
    const yes = new Promise<'yes'>((resolve) => (this.confirm = () => resolve('yes')));
    await Promise.resolve();
    const plan = this.script.plan ?? PLAN;
    const needsConfirmation = plan.changesDisc && !confirmed;
    tell({ type: 'plan', plan, needsConfirmation });
    let result: JobResult | undefined = CANCELLED;
    if (!needsConfirmation || (await Promise.race([yes, cancelled])) === 'yes') {
      for (const event of this.script.events ?? []) tell(event);
      ({ result } = this.script);
      this.whenRunning();
    }
    if (result === undefined) {
      await cancelled;
      result = CANCELLED;
    }
    tell(result);
    return result;
  }
}

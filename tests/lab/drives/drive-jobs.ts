// Jobs on the lab's drives, by a Burnish that runs in the guest as one of its users (job-server.ts).
import { z } from 'zod';
import type { ErrorReport } from '../../../app/base/errors.ts';
import { errorReportSchema } from '../../../app/contract/error.ts';
import { type DriveReport, driveReportSchema } from '../../../app/contract/drive-report.ts';
import { jobResultSchema } from '../../../app/contract/job.ts';
import type { LabMachine, RunOptions } from '../machine.ts';

type User = NonNullable<RunOptions['as']>;

/** "The job has come so far": a file of the guest that is made then. */
export interface Mark {
  readonly stage: string;
  readonly doneBytes: number;
  readonly file: string;
}

const jobEndedSchema = z.object({
  result: jobResultSchema,
  /** Answers other than GOOD: CDB and sense in hexadecimal, with blanks between the bytes. */
  senses: z.array(z.object({ cdb: z.string(), sense: z.string() })),
  /** Of the guest, in seconds, when the job had ended. */
  uptime: z.number(),
});
export type JobEnded = z.infer<typeof jobEndedSchema>;

const failureSchema = z.object({ error: errorReportSchema });

export class DriveJobs {
  private readonly machine: LabMachine;
  private readonly user: User;
  private readonly folder: string;
  private nextNumber = 1;

  private constructor(machine: LabMachine, user: User) {
    this.machine = machine;
    this.user = user;
    this.folder = `/tmp/jobs-${user}`;
  }

  /** Ends with the machine. */
  static async start(machine: LabMachine, user: User): Promise<DriveJobs> {
    const jobs = new DriveJobs(machine, user);
    const server = 'node out/tests/lab/drives/job-server.js';
    await machine.succeed(
      `mkdir ${jobs.folder} && cd ${jobs.folder} && mkfifo requests && exec 3<>requests && cd - &&
      { setsid ${server} <&3 >${jobs.folder}/log 2>&1 & }`,
      { as: user },
    );
    return jobs;
  }

  async describe(drive: string): Promise<DriveReport> {
    return driveReportSchema.parse(await this.ask({ describe: drive }));
  }

  /** Why the drive cannot be described. */
  async refusalOf(drive: string): Promise<ErrorReport> {
    return failureSchema.parse(await this.askAnything({ describe: drive })).error;
  }

  async run(job: Readonly<Record<string, unknown>>, mark?: Mark): Promise<JobEnded> {
    return jobEndedSchema.parse(await this.ask({ job, ...(mark === undefined ? {} : { mark }) }));
  }

  async moveTray(drive: string, load: boolean): Promise<void> {
    await this.ask({ tray: { drive, load } });
  }

  /** From now on each notice of the system is a line of this file: "arrived /dev/sr0". */
  async watch(file: string): Promise<void> {
    await this.ask({ watch: file });
  }

  private async ask(request: Readonly<Record<string, unknown>>): Promise<unknown> {
    const answer = await this.askAnything(request);
    const failure = failureSchema.safeParse(answer);
    if (failure.success) throw new Error(JSON.stringify(failure.data));
    return answer;
  }

  private async askAnything(request: Readonly<Record<string, unknown>>): Promise<unknown> {
    const answer = `${this.folder}/answer${this.nextNumber++}`;
    const line = JSON.stringify({ ...request, answer });
    const text = await this.machine.succeed(
      `mkfifo ${answer} && cat >${this.folder}/requests <<'END' && cat ${answer} || { cat ${this.folder}/log; false; }\n${line}\nEND\n`,
      { as: this.user, timeoutMs: 240_000 },
    );
    return JSON.parse(text);
  }
}

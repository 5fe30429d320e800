// What a job is given and how it ends. A job runs on the thread of its drive; it emits events and asks for confirmation
// through its context and knows nothing of who listens.
import type { BurnishError, DiscFate } from '../base/errors.ts';
import type { JobEvent, JobPlan, JobResult, Stage } from '../contract/job.ts';
import type { DriveIdentity } from '../mmc/identity.ts';
import type { Drive } from '../mmc/drive.ts';
import { DiscFault } from './disc-fault.ts';
import type { CommandJournal } from './command-journal.ts';

export interface JobContext {
  /** Opened exclusively for this job. */
  readonly drive: Drive;
  readonly identity: DriveIdentity;
  readonly emit: (event: JobEvent) => void;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** Shows the plan and waits for the user; throws BurnishError 'cancelled' with fate `untouched` when there is no yes. */
  readonly confirm: (plan: JobPlan) => Promise<void>;
  /** Every answer of the drive that was not good, for the receipt. */
  readonly journal: CommandJournal;
  /** Folder of the receipts. */
  readonly receipts: string;
  /** Version of the program, for the receipt. */
  readonly version: string;
}

export type DoneResult = Omit<JobResult, 'type' | 'outcome'>;

/** Announces a stage; `copy` and `copies` are 1 for jobs that have no copies. */
export function announce(context: JobContext, stage: Stage, title: string, copy = 1, copies = 1): void {
  context.emit({ type: 'stage', stage, title, copy, copies });
}

export function notice(context: JobContext, level: 'info' | 'warning', text: string): void {
  context.emit({ type: 'notice', level, text });
}

/** The result of a job that was thrown out of its course. */
export function resultOfError(error: BurnishError): JobResult {
  const { report } = error;
  const outcome = report.code === 'cancelled' ? 'cancelled' : 'failed';
  const fate: { fate?: DiscFate } = report.fate === undefined ? {} : { fate: report.fate };
  const sectors = error instanceof DiscFault ? error.badSectors : {};
  return { type: 'result', outcome, verdict: report.message, ...fate, error: report, ...sectors };
}

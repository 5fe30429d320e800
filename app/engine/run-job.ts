// Runs one job on its drive, in the thread of the drive: opens the drive, runs, closes, and always ends in a result.
import { join } from 'node:path';
import { BurnishError, toBurnishError } from '../base/errors.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult } from '../contract/job.ts';
import { burn } from '../jobs/burn.ts';
import { CommandJournal } from '../jobs/command-journal.ts';
import { blank, format } from '../jobs/erase.ts';
import { image } from '../jobs/image-disc.ts';
import { type DoneResult, type JobContext, resultOfError } from '../jobs/job.ts';
import { repair } from '../jobs/repair.ts';
import { verify } from '../jobs/verify.ts';
import { Drive } from '../mmc/drive.ts';
import { identifyDrive } from '../mmc/identity.ts';
import type { Transport } from '../scsi/transport.ts';
import type { CommandLogging } from './command-logging.ts';
import { CommandTeller } from './command-teller.ts';
import { openDrive } from './open-drive.ts';
import { programVersion } from './program-version.ts';
import { TraceFile } from './trace-file.ts';

export interface JobOnDrive {
  readonly home: string;
  readonly request: JobRequest;
  readonly confirmed: boolean;
  readonly confirmation: Promise<void>;
  /** Stop after the plan was told, with the disc as it is. */
  readonly planOnly?: boolean;
  readonly log: CommandLogging;
  /** A file for the trace. */
  readonly trace?: string;
  readonly signal: AbortSignal;
  readonly emit: (event: JobEvent) => void;
}

/** Opens the drive by its name and runs the job on it. Never rejects. */
export async function runJobByName(job: JobOnDrive): Promise<JobResult> {
  let transport: Transport;
  try {
    transport = await openTraced(job);
  } catch (thrown) {
    return resultOfError(toBurnishError(thrown, 'opening the drive'));
  }
  return runJob(transport, job);
}

async function openTraced(job: JobOnDrive): Promise<Transport> {
  const transport = await openDrive(job.home, job.request.drive, { exclusive: true });
  if (job.trace === undefined) return transport;
  try {
    return new TraceFile(job.trace, transport);
  } catch (thrown) {
    await transport.close();
    throw thrown;
  }
}

/** Runs the job on an open drive and closes it. Never rejects. */
export async function runJob(transport: Transport, job: JobOnDrive): Promise<JobResult> {
  const result = await resultOf(transport, job);
  try {
    await transport.close();
    return result;
  } catch (thrown) {
    // A virtual disc may be kept only now. What went wrong before is what the user has to know.
    if (result.outcome !== 'done') return result;
    return resultOfError(toBurnishError(thrown, 'closing the drive').with({ fate: 'unknown' }));
  }
}

async function resultOf(transport: Transport, job: JobOnDrive): Promise<JobResult> {
  try {
    return { type: 'result', outcome: 'done', ...(await runOn(transport, job)) };
  } catch (thrown) {
    return resultOfError(toBurnishError(thrown, `running the job "${job.request.job}"`));
  }
}

async function runOn(transport: Transport, job: JobOnDrive): Promise<DoneResult> {
  const journal = new CommandJournal();
  const teller = new CommandTeller(job.log, journal, job.emit);
  const drive = new Drive(transport, { observe: (event) => teller.take(event, transport.clock.now()) });
  const context: JobContext = {
    drive,
    identity: await identifyDrive(drive),
    emit: job.emit,
    signal: job.signal,
    confirm: (plan) => confirm(plan, job),
    journal,
    receipts: join(job.home, 'receipts'),
    version: programVersion(),
  };
  try {
    return await work(job.request, context);
  } finally {
    teller.flush();
  }
}

function work(request: JobRequest, context: JobContext): Promise<DoneResult> {
  switch (request.job) {
    case 'burn':
      return burn(request, context);
    case 'verify':
      return verify(request, context);
    case 'blank':
      return blank(request, context);
    case 'format':
      return format(request, context);
    case 'repair':
      return repair(request, context);
    case 'image':
      return image(request, context);
  }
}

async function confirm(plan: JobPlan, job: JobOnDrive): Promise<void> {
  const needsConfirmation = plan.changesDisc && !job.confirmed;
  job.emit({ type: 'plan', plan, needsConfirmation });
  if (needsConfirmation && !job.planOnly) await Promise.race([job.confirmation, aborted(job.signal)]);
  if (job.signal.aborted || job.planOnly) throw notConfirmed();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function notConfirmed(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'Cancelled before anything was written: the disc was not touched.',
    doing: 'waiting for confirmation',
    fate: 'untouched',
    nextStep: 'Start again when you are ready.',
  });
}

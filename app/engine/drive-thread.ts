// The thread that belongs to a drive: everything that talks to the drive during a job happens here, so that nobody
// else's work can stall a burn. Started by engine.ts with one task; ends when the task has ended.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { type ErrorReport, toBurnishError } from '../base/errors.ts';
import { type JobEvent, jobControlSchema, jobRequestSchema } from '../contract/job.ts';
import { describeDrive } from './describe-drive.ts';
import { commandLoggingSchema } from './command-logging.ts';
import { moveTray } from './move-tray.ts';
import { runJobByName } from './run-job.ts';
import { tryDrive } from './try-drive.ts';

const taskSchema = z.discriminatedUnion('task', [
  z.object({ task: z.literal('describe'), home: z.string(), drive: z.string() }),
  z.object({
    task: z.literal('job'),
    home: z.string(),
    request: jobRequestSchema,
    confirmed: z.boolean(),
    log: commandLoggingSchema,
    trace: z.string().exactOptional(),
  }),
  z.object({ task: z.literal('tray'), home: z.string(), drive: z.string(), load: z.boolean() }),
  z.object({ task: z.literal('try'), home: z.string(), drive: z.string() }),
  z.object({ task: z.literal('plan'), home: z.string(), request: jobRequestSchema }),
]);
export type DriveThreadTask = z.infer<typeof taskSchema>;

/** What the owner of the thread says while a job runs, as signals. */
function listen(confirmed: boolean): { confirmation: Promise<void>; cancel: AbortSignal; close: () => void } {
  const cancel = new AbortController();
  const port = parentPort;
  const confirmation = new Promise<void>((resolve) => {
    if (confirmed) resolve();
    port?.on('message', (message: unknown) => {
      const control = jobControlSchema.safeParse(message);
      // What cannot be read is neither a yes nor a stop, and must not end a burn either.
      if (!control.success) return;
      if (control.data.type === 'confirm') resolve();
      else cancel.abort(new Error('cancelled by the user'));
    });
  });
  return { confirmation, cancel: cancel.signal, close: () => port?.close() };
}

function reportOf(thrown: unknown): ErrorReport {
  return toBurnishError(thrown, 'talking to the drive').report;
}

const PLAN_ONLY = { confirmed: false, planOnly: true, log: 'faults' } as const;

async function main(): Promise<void> {
  const task = taskSchema.parse(workerData);
  const tell = (message: unknown): void => parentPort?.postMessage(message);
  if (task.task === 'describe') return tell(await describeDrive(task.home, task.drive).catch(reportOf));
  if (task.task === 'try') return tell(await tryDrive(task.home, task.drive).catch(reportOf));
  if (task.task === 'tray') return tell(await moveTray(task.home, task.drive, task.load).catch(reportOf));
  const { confirmation, cancel, close } = listen(task.task === 'job' && task.confirmed);
  const emit = (event: JobEvent): void => tell(event);
  const how = task.task === 'plan' ? PLAN_ONLY : { ...task, planOnly: false };
  const { home, request } = task;
  const result = await runJobByName({ home, request, confirmation, signal: cancel, emit, ...how });
  emit(result);
  close();
}

await main();

// Runs in the guest: jobs and looks on real nodes, asked for by lines of JSON on standard input, so that a test does not
// wait for a program of hundreds of modules to load for each of them. The answer goes to the file that the line names.
import { appendFileSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { toBurnishError } from '../../../app/base/errors.ts';
import { type JobEvent, type JobRequest, jobRequestSchema } from '../../../app/contract/job.ts';
import { describeDrive } from '../../../app/engine/describe-drive.ts';
import { moveTray } from '../../../app/engine/move-tray.ts';
import { runJobByName } from '../../../app/engine/run-job.ts';
import { watchDevices } from '../../../app/scsi/passthrough-devices.ts';

const HOME = '/tmp/burnish';
/** Answers other than GOOD that are told. */
const MOST_SENSES = 200;

const requestSchema = z.object({
  answer: z.string(),
  describe: z.string().exactOptional(),
  job: jobRequestSchema.exactOptional(),
  /** A file that is made when the job has come so far. */
  mark: z.object({ stage: z.string(), doneBytes: z.number(), file: z.string() }).exactOptional(),
  /** A file to which a line is added for each notice of the system. */
  watch: z.string().exactOptional(),
  tray: z.object({ drive: z.string(), load: z.boolean() }).exactOptional(),
});
type Request = z.infer<typeof requestSchema>;

for await (const line of createInterface({ input: process.stdin })) void serve(requestSchema.parse(JSON.parse(line)));

async function serve(request: Request): Promise<void> {
  const answer = await carryOut(request).catch((thrown: unknown) => ({
    error: toBurnishError(thrown, 'serving the lab').report,
  }));
  await writeFile(request.answer, JSON.stringify(answer));
}

async function carryOut({ describe, job, mark, tray, watch }: Request): Promise<unknown> {
  if (describe !== undefined) return describeDrive(HOME, describe);
  if (job !== undefined) return runJob(job, mark);
  if (tray !== undefined) return (await moveTray(HOME, tray.drive, tray.load), {});
  if (watch === undefined) throw new TypeError('nothing is asked for');
  watchDevices(({ kind, path }) => appendFileSync(watch, `${kind} ${path}\n`));
  return {};
}

async function runJob(job: JobRequest, mark: Request['mark']): Promise<unknown> {
  let left = mark;
  const senses: { readonly cdb: string; readonly sense: string }[] = [];
  const result = await runJobByName({
    home: HOME,
    request: job,
    confirmed: true,
    confirmation: Promise.resolve(),
    log: 'faults',
    signal: new AbortController().signal,
    emit: (event) => {
      if (event.type === 'command' && senses.length < MOST_SENSES) {
        senses.push({ cdb: event.cdb, sense: event.sense ?? '' });
      }
      if (left === undefined || !isAt(event, left)) return;
      writeFileSync(left.file, '');
      left = undefined;
    },
  });
  return { result, senses, uptime: await uptime() };
}

/** Seconds since the guest booted: the clock that its scripts have too. */
async function uptime(): Promise<number> {
  return Number.parseFloat(await readFile('/proc/uptime', 'utf8'));
}

function isAt(event: JobEvent, { stage, doneBytes }: NonNullable<Request['mark']>): boolean {
  return event.type === 'progress' && event.stage === stage && (event.doneBytes ?? 0) >= doneBytes;
}

// Looking back: the jobs that have ended, latest first, of every run of the program.
import type { JobRecord } from '../../contract/engine-state.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import type { JobLedger } from './job-ledger.ts';

/** Reads as many records as it takes to fill the page. */
export async function pageOfHistory(
  ledger: JobLedger,
  { before, limit, text = '' }: CallParams<'history'>,
): Promise<CallResult<'history'>> {
  const wanted = text.trim().toLowerCase();
  const jobs: JobRecord[] = [];
  for (const id of await ledger.ids()) {
    if (before !== undefined && id >= before) continue;
    const job = (await ledger.read(id))?.job;
    if (job?.endedAt === undefined || !wordsOf(job).includes(wanted)) continue;
    if (jobs.length === limit) return { jobs, hasMore: true };
    jobs.push(job);
  }
  return { jobs, hasMore: false };
}

/** What a job can be found by. */
function wordsOf({ request, plan, result }: JobRecord): string {
  const image = request.job === 'burn' || request.job === 'verify' ? request.image : undefined;
  const output = request.job === 'image' ? request.output : undefined;
  const words = [image, output, request.drive, plan?.driveModel, plan?.mediumLabel, plan?.mediumId, result?.verdict];
  return words.join('\n').toLowerCase();
}

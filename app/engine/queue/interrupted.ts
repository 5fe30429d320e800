// What is known of a job whose program ended while it ran: from the last thing that was written down of it.
import type { DiscFate } from '../../base/errors.ts';
import type { JobRecord } from '../../contract/engine-state.ts';
import type { JobResult } from '../../contract/job.ts';

interface Knowledge {
  readonly verdict: string;
  readonly fate: DiscFate;
  readonly nextStep: string;
}

export function interruptedResult(job: JobRecord): JobResult {
  const { verdict, fate, nextStep } = knowledgeOf(job);
  const doing = `running the job "${job.request.job}"`;
  const error = { code: 'internal', message: verdict, doing, fate, nextStep } as const;
  return { type: 'result', outcome: 'failed', verdict, fate, error };
}

function knowledgeOf({ plan, stages }: JobRecord): Knowledge {
  const stage = stages.at(-1)?.stage;
  if (plan?.changesDisc !== true || stage === undefined || stage === 'check-image') return UNTOUCHED;
  if (stage === 'verify') return UNVERIFIED;
  if (stage === 'wait-for-disc') return BETWEEN_COPIES;
  return UNKNOWN;
}

const UNTOUCHED: Knowledge = {
  verdict: 'Burnish was ended while this job ran; the disc was not changed.',
  fate: 'untouched',
  nextStep: 'Start the job again.',
};

const UNVERIFIED: Knowledge = {
  verdict: 'Burnish was ended while the disc was read back: it was written, and whether it is good is not known.',
  fate: 'unknown',
  nextStep: 'Verify the disc against the image.',
};

const BETWEEN_COPIES: Knowledge = {
  verdict: 'Burnish was ended while it waited for the next disc: the discs before it are finished.',
  fate: 'usable',
  nextStep: 'Burn the copies that are missing.',
};

const UNKNOWN: Knowledge = {
  verdict: 'Burnish was ended while the disc was being changed: what became of the disc is not known.',
  fate: 'unknown',
  nextStep: 'Look at the disc: it says whether it can be repaired, blanked or continued. Do not trust it unverified.',
};

// What stopping a job means for the disc, said at the moment when the user asks for it.
import type { JobPlan, Stage } from '../contract/job.ts';
import { mediumKindFacts } from '../contract/media.ts';

export const STOPPING_ALREADY =
  'Already stopping. What the drive is doing now cannot be interrupted without harm: please wait.';

/** The answer to the first Ctrl-C. Plan and stage are undefined as long as the job has not told them. */
export function stopInWords(plan: JobPlan | undefined, stage: Stage | undefined): string {
  return `Stopping at the next safe point. ${consequence(plan, stage)}`;
}

function consequence(plan: JobPlan | undefined, stage: Stage | undefined): string {
  if (plan === undefined || stage === undefined || !plan.changesDisc) return 'The disc is not changed.';
  switch (stage) {
    case 'check-image':
      return 'Nothing has been written.';
    case 'prepare':
      return 'Nothing of the image has been written.';
    case 'write':
      return mediumKindFacts(plan.medium).writable === 'once'
        ? 'This disc can be written only once, so it will not hold the image.'
        : 'The disc will hold only a part of the image and can be written again.';
    case 'close':
      return 'The disc is being closed, which has to be finished first.';
    case 'blank':
    case 'format':
      return 'The drive may have to finish what it has begun first.';
    case 'read':
      return 'The disc is not changed.';
    case 'verify':
      return 'The disc has been written, but whether it is good will not be known.';
    case 'wait-for-disc':
      return 'The discs that are finished stay as they are.';
  }
}

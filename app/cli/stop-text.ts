// What stopping a job means for the disc, said at the moment when the user asks for it.
import type { JobPlan, Stage } from '../contract/job.ts';
import { type StopConsequence, stopConsequence } from '../contract/stop-consequence.ts';

export const STOPPING_ALREADY =
  'Already stopping. What the drive is doing now cannot be interrupted without harm: please wait.';

const IN_WORDS: Record<StopConsequence, string> = {
  'disc-unchanged': 'The disc is not changed.',
  'nothing-written': 'Nothing has been written.',
  'image-not-begun': 'Nothing of the image has been written.',
  'spoils-disc': 'This disc can be written only once, so it will not hold the image.',
  'leaves-part': 'The disc will hold only a part of the image and can be written again.',
  'closes-first': 'The disc is being closed, which has to be finished first.',
  'drive-finishes-first': 'The drive may have to finish what it has begun first.',
  'leaves-unproven': 'The disc has been written, but whether it is good will not be known.',
  'keeps-finished': 'The discs that are finished stay as they are.',
};

/** The answer to the first Ctrl-C. Plan and stage are undefined as long as the job has not told them. */
export function stopInWords(plan: JobPlan | undefined, stage: Stage | undefined): string {
  return `Stopping at the next safe point. ${IN_WORDS[stopConsequence(plan, stage)]}`;
}

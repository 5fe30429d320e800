// What stopping a job now means for the disc: the same judgement for every front end, which say it in their own words.
import type { JobPlan, Stage } from './job.ts';
import { mediumKindFacts } from './media.ts';

/**
 * - `disc-unchanged`: the job changes no disc, or has not begun to;
 * - `nothing-written`, `image-not-begun`: the stages before the first block;
 * - `spoils-disc`: a disc that can be written only once will not hold the image;
 * - `leaves-part`: a rewritable disc will hold a part of the image;
 * - `closes-first`, `drive-finishes-first`: what the drive does now comes to its end before;
 * - `leaves-unproven`: the disc is written and nobody will know whether it is good;
 * - `keeps-finished`: the discs before this one stay as they are.
 */
export type StopConsequence =
  | 'disc-unchanged'
  | 'nothing-written'
  | 'image-not-begun'
  | 'spoils-disc'
  | 'leaves-part'
  | 'closes-first'
  | 'drive-finishes-first'
  | 'leaves-unproven'
  | 'keeps-finished';

/** Plan and stage are undefined as long as the job has not told them. */
export function stopConsequence(plan: JobPlan | undefined, stage: Stage | undefined): StopConsequence {
  if (plan === undefined || stage === undefined || !plan.changesDisc) return 'disc-unchanged';
  switch (stage) {
    case 'check-image':
      return 'nothing-written';
    case 'prepare':
      return 'image-not-begun';
    case 'write':
      return mediumKindFacts(plan.medium).writable === 'once' ? 'spoils-disc' : 'leaves-part';
    case 'close':
      return 'closes-first';
    case 'blank':
    case 'format':
      return 'drive-finishes-first';
    case 'read':
      return 'disc-unchanged';
    case 'verify':
      return 'leaves-unproven';
    case 'wait-for-disc':
      return 'keeps-finished';
  }
}

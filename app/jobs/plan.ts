// The plan that a job shows before it does anything: what is known of drive and disc, and the steps in words.
import { type MediumKindFacts, mediumKindFacts } from '../contract/media.ts';
import type { JobPlan } from '../contract/job.ts';
import type { Medium } from '../mmc/medium.ts';
import type { JobContext } from './job.ts';

/** The part of a plan that a job has to say for itself. */
export type PlanWords = Pick<JobPlan, 'job' | 'steps' | 'warnings' | 'changesDisc'> &
  Partial<Pick<JobPlan, 'loses' | 'usualMs'>>;

export function planJob(context: JobContext, medium: Medium, words: PlanWords): JobPlan {
  const facts: MediumKindFacts = mediumKindFacts(medium.kind);
  const { vendor, product, firmware } = context.identity;
  const name = context.drive.transport.name;
  return {
    ...words,
    drive: name,
    driveModel: [vendor, product, firmware].filter((part) => part !== '').join(' '),
    medium: medium.kind,
    mediumLabel: facts.label,
    mediumId: medium.mediaId,
    confirmWith: namesOf(name),
  };
}

/** "virtual:practice" may also be named "practice", "/dev/sr0" also "sr0". */
function namesOf(drive: string): string[] {
  const short = drive.split(/[/:\\]/).at(-1) ?? drive;
  return short === drive || short === '' ? [drive] : [drive, short];
}

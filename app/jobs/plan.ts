// The plan that a job shows before it does anything: what is known of drive and disc, and the steps in words.
import { SECTOR_BYTES } from '../base/units.ts';
import { type MediumKindFacts, mediumKindFacts } from '../contract/media.ts';
import type { JobPlan } from '../contract/job.ts';
import type { Medium } from '../mmc/medium.ts';
import type { JobContext } from './job.ts';

/** The part of a plan that a job has to say for itself. */
export type PlanWords = Pick<JobPlan, 'job' | 'steps' | 'warnings' | 'changesDisc'> &
  Partial<Pick<JobPlan, 'loses' | 'usualMs'>>;

type DiscOfPlan = NonNullable<JobPlan['disc']>;

/** `startLba`: where the job begins to write or to compare. */
export function planJob(context: JobContext, medium: Medium, words: PlanWords, startLba = 0): JobPlan {
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
    disc: discOf(medium, startLba),
    confirmWith: namesOf(name),
  };
}

function discOf(medium: Medium, startLba: number): DiscOfPlan {
  const usedBlocks = medium.state === 'overwritable' ? 0 : medium.readableBlocks;
  return {
    layers: medium.layers,
    totalBytes: medium.totalBlocks * SECTOR_BYTES,
    usedBytes: usedBlocks * SECTOR_BYTES,
    startBytes: startLba * SECTOR_BYTES,
  };
}

/** "virtual:practice" may also be named "practice", "/dev/sr0" also "sr0". */
function namesOf(drive: string): string[] {
  const short = drive.split(/[/:\\]/).at(-1) ?? drive;
  return short === drive || short === '' ? [drive] : [drive, short];
}

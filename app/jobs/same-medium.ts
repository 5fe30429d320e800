// Between the plan and the first command that changes a disc a person has time to change the disc itself. What was
// confirmed holds for the disc that was looked at, and for no other.
import { BurnishError } from '../base/errors.ts';
import type { Medium } from '../mmc/medium.ts';
import { readMedium } from '../mmc/read-medium.ts';
import type { JobContext } from './job.ts';

/** A disc as the drive showed it when the plan was made. */
export interface SeenMedium {
  readonly medium: Medium;
  /** `Drive.attentions` at that moment. */
  readonly attentions: number;
}

/** Looks at the disc in the drive, for a plan. Throws what `readMedium` throws. */
export async function seeMedium(context: JobContext): Promise<SeenMedium> {
  const medium = await readMedium(context.drive, context.identity);
  return { medium, attentions: context.drive.attentions };
}

/**
 * Looks again. Throws `medium-changed` when the drive has announced another disc or a reset since, or shows one that is
 * not as it was; `no-medium` when there is none any more. The disc is untouched then.
 */
export async function requireSameMedium(seen: SeenMedium, context: JobContext): Promise<void> {
  let now: Medium;
  try {
    now = await readMedium(context.drive, context.identity);
  } catch (thrown) {
    throw thrown instanceof BurnishError ? thrown.with({ fate: 'untouched' }) : thrown;
  }
  if (context.drive.attentions !== seen.attentions || !isSame(seen.medium, now)) throw changed();
}

function isSame(before: Medium, now: Medium): boolean {
  return (
    before.kind === now.kind &&
    before.state === now.state &&
    before.mediaId === now.mediaId &&
    before.sessions === now.sessions &&
    before.tracks.length === now.tracks.length &&
    before.nextWritableAddress === now.nextWritableAddress
  );
}

function changed(): BurnishError {
  return new BurnishError({
    code: 'medium-changed',
    message: 'The disc in the drive may be another one than the plan was made for: nothing was written.',
    doing: 'looking at the disc once more',
    fate: 'untouched',
    nextStep: 'Look which disc is in the drive, then start again.',
  });
}

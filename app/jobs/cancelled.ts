// The end of a job that the user stopped, in the same form everywhere.
import { BurnishError, type DiscFate } from '../base/errors.ts';
import type { MediumKind } from '../contract/media.ts';
import { mustBeBlanked } from './after-stop.ts';
import type { JobContext } from './job.ts';

const DISC_IN_WORDS: Record<DiscFate, string> = {
  untouched: 'the disc was not touched',
  usable: 'the disc can still be used',
  appendable: 'the disc holds part of the image and was left open',
  lost: 'the disc holds part of the image and cannot be used again',
  unknown: 'the drive could not tell in what state the disc is',
};

const NEXT_STEP: Record<DiscFate, string> = {
  untouched: 'Start again when you are ready.',
  usable: 'Burn again when you are ready.',
  appendable: 'Its free space can still be written: look at its state.',
  lost: 'Use a new disc.',
  unknown: 'Look at the state of the disc before you use it.',
};

/** `doing` as in "writing", "verifying"; `kind` where the recording of a disc was stopped. */
export function cancelledWhile(doing: string, fate: DiscFate, kind?: MediumKind): BurnishError {
  const isToBeBlanked = kind !== undefined && mustBeBlanked(kind, fate);
  return new BurnishError({
    code: 'cancelled',
    message: `Cancelled while ${doing}: ${DISC_IN_WORDS[fate]}.`,
    doing,
    fate,
    nextStep: isToBeBlanked ? 'Blank the disc before it is burned again.' : NEXT_STEP[fate],
  });
}

/** Throws `cancelled` where the user has stopped a job that changes nothing on the disc. */
export function requireNotCancelled({ signal }: JobContext, doing: string): void {
  if (signal.aborted) throw cancelledWhile(doing, 'untouched');
}

/** The burn itself was over, or past the point where stopping it would only have spoilt the disc. */
export function cancelledAfterBurning(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message:
      'Cancelled too late to stop the burn: the disc is burned and closed as planned, but it was not read back to its end.',
    doing: 'burning',
    fate: 'usable',
    nextStep: 'Verify the disc to be sure of it.',
  });
}

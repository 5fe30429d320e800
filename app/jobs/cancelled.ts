// The end of a job that the user stopped, in the same form everywhere.
import { BurnishError, type DiscFate } from '../base/errors.ts';

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
  appendable: 'Its free space can still be written; look at it with "burnish info".',
  lost: 'Use a new disc.',
  unknown: 'Look at the disc with "burnish info" before you use it.',
};

/** `doing` as in "writing", "verifying". */
export function cancelledWhile(doing: string, fate: DiscFate): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: `Cancelled while ${doing}: ${DISC_IN_WORDS[fate]}.`,
    doing,
    fate,
    nextStep: NEXT_STEP[fate],
  });
}

// What to do with a disc whose recording did not come to its end, beyond what the error itself advises.
import type { BurnishError, DiscFate } from '../base/errors.ts';
import type { MediumKind } from '../contract/media.ts';

const ERASED_BY_BLANKING: readonly MediumKind[] = ['cd-rw', 'dvd-rw'];

/** Rewritables that are written in order take new data only where old ones end, until they are blanked. */
export function mustBeBlanked(kind: MediumKind, fate: DiscFate | undefined): boolean {
  return fate === 'usable' && ERASED_BY_BLANKING.includes(kind);
}

/** The error with everything that the user has to know before this disc is used again. */
export function advised(error: BurnishError, kind: MediumKind): BurnishError {
  const { fate, nextStep, code } = error.report;
  if (code === 'cancelled') return error;
  if (mustBeBlanked(kind, fate))
    return error.with({ nextStep: `${nextStep} Blank the disc before it is burned again.` });
  const isOut = code === 'no-medium' || code === 'medium-changed';
  if (isOut && fate !== undefined && fate !== 'untouched') {
    return error.with({ nextStep: 'Put the disc back and look at its state before it is used again.' });
  }
  return error;
}

// What a caller is told who gave his call up before anything of it was begun.
import { BurnishError } from '../base/errors.ts';

export function givenUp(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'Cancelled before it began: nothing was done.',
    doing: 'reading a request',
    fate: 'untouched',
    nextStep: 'Start again when you are ready.',
  });
}

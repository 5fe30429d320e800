// A dropped file that could not be had: known by its reason, said in words by the page.
import type { DropFailureReason } from './image-choice.ts';

export class DropFailure extends Error {
  readonly why: DropFailureReason;

  constructor(why: DropFailureReason, cause?: unknown) {
    super(`a dropped file could not be had: ${why}`, cause === undefined ? undefined : { cause });
    this.name = 'DropFailure';
    this.why = why;
  }
}

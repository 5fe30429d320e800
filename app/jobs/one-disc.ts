// A disc is read in thousands of commands, and somebody may change it between two of them.
import { BurnishError } from '../base/errors.ts';
import type { Drive } from '../mmc/drive.ts';

/** Throws `medium-changed` when the drive has told of another disc since `mediumChanges` was taken from it. */
export function requireOneDisc(drive: Drive, mediumChanges: number): void {
  if (drive.mediumChanges === mediumChanges) return;
  throw new BurnishError({
    code: 'medium-changed',
    message: 'The disc was changed while it was read: what was read may come from two discs.',
    doing: 'reading the disc',
    fate: 'untouched',
    nextStep: 'Leave the disc in the drive and start again.',
  });
}

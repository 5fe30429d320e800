// What every failure of a work on the disc ends with: the fate of the disc in the error, and a tray that is free again.
import { BurnishError, type DiscFate, toBurnishError } from '../../base/errors.ts';
import { allowRemoval, preventRemoval } from '../commands/tray.ts';
import type { Drive } from '../drive.ts';

/** The error with what became of the disc: nobody knows where the drive was lost, unless nothing can be hoped for. */
export function withFate(error: BurnishError, fate: DiscFate): BurnishError {
  // The disc contradicts the drive: then nothing that was sent can be counted on, nor that it was a test write.
  const isContradicted = error.code === 'drive-confused' && error.report.fate === 'unknown';
  if (error.code === 'disc-unchanged' || isContradicted) return error;
  if (isOutOfSight(error)) return error.with({ fate: fate === 'lost' || fate === 'untouched' ? fate : 'unknown' });
  // It may still come to a good end by itself.
  const isUndecided = error.code === 'busy-too-long' && (fate === 'lost' || fate === 'appendable');
  if (isUndecided) return error.with({ fate: 'unknown' });
  return error.report.fate === fate ? error : error.with({ fate });
}

/** The drive does not answer any more, or has forgotten what it was doing. */
export function isLostTouch(error: BurnishError): boolean {
  return error.code === 'drive-lost' || error.code === 'command-timeout';
}

/**
 * Nothing can be asked about the disc any more: the drive is out of touch, the disc is not in it, or the way to the drive
 * itself broke down (a virtual disc on a full disk).
 */
export function isOutOfSight(error: BurnishError): boolean {
  return isLostTouch(error) || error.code === 'no-medium' || error.code === 'medium-changed' || isBrokenWay(error);
}

/**
 * Locks the tray for a work on the disc that was just looked at. A drive that announces a new medium or a reset only now
 * may hold another one: `medium-changed`, and the disc is untouched.
 */
export async function lockTray(drive: Drive): Promise<void> {
  const before = drive.attentions;
  await preventRemoval(drive);
  if (drive.attentions === before) return;
  const error = new BurnishError({
    code: 'medium-changed',
    message: 'The disc in the drive may be another one than was looked at: nothing was written.',
    doing: 'locking the tray',
    fate: 'untouched',
    nextStep: 'Look which disc is in the drive, then start again.',
  });
  await releaseTray(drive, error);
  throw error;
}

function isBrokenWay(error: BurnishError): boolean {
  return error.code === 'target-unwritable' || error.code === 'internal';
}

/** Frees the tray after a failure. The failure is what counts: what the drive says to this stands in the log alone. */
export async function releaseTray(drive: Drive, error: BurnishError): Promise<void> {
  if (isLostTouch(error)) return;
  try {
    await allowRemoval(drive);
  } catch (thrown) {
    if (!(thrown instanceof BurnishError)) throw thrown;
  }
}

/**
 * Runs a work on the disc (blank, format, repair) with the tray locked. A failure carries the fate that `fate` gives at
 * that time.
 */
export async function withTrayLocked(
  drive: Drive,
  doing: string,
  fate: () => DiscFate,
  work: () => Promise<void>,
): Promise<void> {
  await lockTray(drive);
  try {
    await work();
  } catch (thrown) {
    const error = withFate(toBurnishError(thrown, doing), fate());
    await releaseTray(drive, error);
    throw error;
  }
  await allowRemoval(drive);
}

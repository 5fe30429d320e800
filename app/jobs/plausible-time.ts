// A burn takes its time: a drive that has swallowed a disc's worth of data faster than any laser writes has not written it
// (MMC reference section 3, row 23). Judged on the clock of the drive.
import { BurnishError } from '../base/errors.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import type { Medium } from '../mmc/medium.ts';

/** Below this a drive's buffer and the rounding of its clock say more than the disc. */
const LEAST_BYTES = 64 * 1024 * 1024;
/** Drives understate their speeds, but not by half. */
const FASTEST_SHARE = 0.5;

/** Throws BurnishError 'disc-unchanged' when the blocks went out in less than half the time of the fastest speed. */
export function requirePlausibleTime(medium: Medium, blocks: number, elapsedMs: number): void {
  const bytes = blocks * SECTOR_BYTES;
  const [fastest] = medium.writeSpeeds;
  if (fastest === undefined || bytes < LEAST_BYTES) return;
  const leastMs = FASTEST_SHARE * (bytes / fastest);
  if (elapsedMs >= leastMs) return;
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  throw new BurnishError({
    code: 'disc-unchanged',
    message: `The drive took all data in ${seconds(elapsedMs)} s, where even its fastest speed needs ${seconds(bytes / fastest)} s: it cannot have written them.`,
    doing: 'checking the time of the burn',
    fate: 'unknown',
    nextStep: 'Do not trust this disc; update the firmware of the drive or use another one.',
    details: { elapsedMs: Math.round(elapsedMs), fastestSpeed: fastest },
  });
}

// The next writable address as the drive tells it just before the first write: it must be the one that was planned.
import { BurnishError } from '../../base/errors.ts';
import type { TrackInformation } from '../commands/read-track-information.ts';
import type { Drive } from '../drive.ts';
import type { WritePlan } from '../recipe.ts';
import { requireTrackInformation } from './proof.ts';

/**
 * The open track `number` (FFh = the invisible one). Throws `medium-changed` when writing would not go on where the plan
 * says, `image-too-large` when there is less room than planned.
 */
export async function requireNextAddress(drive: Drive, number: number, plan: WritePlan): Promise<TrackInformation> {
  const track = await requireTrackInformation(drive, number);
  const { nextWritableAddress: next } = track;
  if (next !== plan.startLba) {
    throw new BurnishError({
      code: 'medium-changed',
      message: `The disc was to be written from block ${plan.startLba} on, and the drive now says ${next ?? 'nothing'}.`,
      doing: 'looking where the disc is written next',
      fate: 'untouched',
      nextStep: 'Look at the disc in the drive, then start again.',
      details: { planned: plan.startLba, ...(next === undefined ? {} : { found: next }) },
    });
  }
  if (track.freeBlocks < plan.totalBlocks) {
    throw new BurnishError({
      code: 'image-too-large',
      message: `${plan.totalBlocks} blocks are to be written and the disc has room for ${track.freeBlocks}.`,
      doing: 'looking how much room the disc has',
      fate: 'untouched',
      nextStep: 'Use a disc with more room.',
      details: { blocks: plan.totalBlocks, available: track.freeBlocks },
    });
  }
  return track;
}

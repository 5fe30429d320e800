// What became of a write-once disc whose recording stopped before its end, as the disc itself shows it: what was sent
// and what arrived are not the same after an error.
import type { DiscFate } from '../../base/errors.ts';
import { type MediumKind, mediumKindFacts } from '../../contract/media.ts';
import type { Drive } from '../drive.ts';
import { readWritableTrack } from '../read-tracks.ts';
import { requireDiscInformation } from './proof.ts';

/**
 * `untouched`: still blank; `appendable`: there is an address where it can go on; `lost`: there is none; `unknown`: the
 * disc is closed, though nobody has seen it closed well.
 */
export async function fateShownByDisc(drive: Drive, kind: MediumKind): Promise<DiscFate> {
  const disc = await requireDiscInformation(drive);
  if (disc.status === 'blank') return 'untouched';
  if (disc.status !== 'appendable') return 'unknown';
  const track = await readWritableTrack(drive, kind, disc.lastTrackOfLastSession);
  if (track?.nextWritableAddress === undefined) return 'lost';
  // A track of a CD that was left open cannot be taken up again (MMC reference 2.13).
  const isCd = mediumKindFacts(kind).family === 'cd';
  return isCd && !track.isBlank ? 'lost' : 'appendable';
}

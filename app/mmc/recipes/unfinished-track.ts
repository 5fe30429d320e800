// A track that an earlier burn began and did not end (cancelled, failed, power cut) while the disc can still be written
// (MMC reference 2.0.4, 2.13). Media that are written incrementally get it closed where it ends, so that the next burn
// has a track of its own.
import { CLOSE } from '../commands/close-track-session.ts';
import { INVISIBLE_TRACK, readTrackInformation } from '../commands/read-track-information.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { WritePlan } from '../recipe.ts';
import { closeAndWait } from './closing.ts';
import type { FateOfDisc } from './disc-fate.ts';
import { requireDiscInformation } from './proof.ts';

/** For a plan: what lies before the new data in the same session is what some systems show. */
export function warnOfUnfinished(medium: Medium): readonly string[] {
  const next = medium.nextWritableAddress;
  const open = medium.tracks.find((track) => next !== undefined && track.nextWritableAddress === next);
  if (medium.state !== 'appendable' || open === undefined || next === undefined) return [];
  const isAlone = medium.tracks.every((track) => track === open || track.session !== open.session);
  if (isAlone && next <= open.start) return [];
  return [
    'An earlier burn on this disc was not finished: its part stays, and some systems will show it instead of the new data.',
  ];
}

/** Before the first write of an incremental medium, and never on trial. The next writable address stays as it was. */
export async function endUnfinishedTrack(drive: Drive, plan: WritePlan, fate: FateOfDisc): Promise<void> {
  if (plan.simulate || plan.startLba === 0) return;
  const { lastTrackOfLastSession } = await requireDiscInformation(drive);
  const isPlus = plan.kind === 'dvd+r' || plan.kind === 'dvd+r-dl';
  const open = await readTrackInformation(drive, isPlus ? INVISIBLE_TRACK : lastTrackOfLastSession);
  const next = open?.nextWritableAddress;
  if (open === undefined || next === undefined || next <= open.start) return;
  fate.trackClosed = true;
  await closeAndWait(drive, CLOSE.TRACK, open.track, { doing: 'closing the unfinished track', fate: fate.now() });
}

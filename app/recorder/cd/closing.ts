// Closing a session (MMC-6 6.3): lead-in and lead-out are written, the multisession bits decide what may follow.
import { refuse, SENSE } from '../check-condition.ts';
import { type CdDisc, endWithRunOut } from './cd-disc.ts';
import type { CdSession, CdTrack } from './disc-schema.ts';
import { LEAST_TRACK_BLOCKS } from './recording.ts';

/** By the multisession field of mode page 05h. */
export const NEXT_SESSION: Readonly<Record<number, CdSession['next']>> = { 0: 'none', 1: 'forbidden', 3: 'allowed' };

/**
 * Checks that the open session can be closed, and returns what closes it. Throws 5/2C/00 when there is none, 5/72/03
 * with a track that was not ended, 5/72/04 with a reserved track that is not full. A damaged track ends where it was cut.
 */
export function closeSession(disc: CdDisc, next: CdSession['next']): () => void {
  const session = disc.openSession() ?? refuse(SENSE.commandSequenceError);
  const tracks = disc.tracksOf(session);
  if (tracks.length === 0) refuse(SENSE.commandSequenceError);
  for (const track of tracks) {
    if (track.state === 'open' && !track.damaged) refuse(SENSE.sessionFixationErrorIncompleteTrack);
    if (track.state === 'reserved') refuse(SENSE.emptyOrPartiallyWrittenReservedTrack);
  }
  return () => {
    for (const track of tracks) endDamaged(disc, track);
    const last = tracks.at(-1);
    session.leadOut = last === undefined ? 0 : endWithRunOut(last);
    session.isClosed = true;
    session.next = next;
    disc.save();
  };
}

/** The drive pads what is too short for a track. */
function endDamaged(disc: CdDisc, track: CdTrack): void {
  if (track.state === 'complete') return;
  const least = track.start + LEAST_TRACK_BLOCKS;
  if (track.end < least) {
    const padding = disc.addArea(track.end, PADDING[track.dataMode], 0, false);
    padding.to = least;
    track.end = least;
  }
  track.state = 'complete';
}

const PADDING = { 0: 'audio', 1: 'mode-1', 2: 'mode-2' } as const;

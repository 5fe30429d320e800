// The steps of a session of one track on sequential media that are written incrementally (DVD-R/RW, DVD+R, BD-R): write
// from the next writable address in whole ECC blocks, flush, close the track, close the session or the disc.
import { CLOSE } from '../commands/close-track-session.ts';
import type { DiscInformation } from '../commands/read-disc-information.ts';
import type { Drive } from '../drive.ts';
import type { WritePlan } from '../recipe.ts';
import { closeAndWait, flush } from './closing.ts';
import type { FateOfDisc } from './disc-fate.ts';
import { closeDoubtfulTrack, hasProgressed, proveSession, proveUntouched } from './proof.ts';
import type { RecordingSteps } from './recording.ts';

export interface OneTrackSession {
  readonly drive: Drive;
  readonly plan: WritePlan;
  readonly fate: FateOfDisc;
  /** The disc before the first write. */
  readonly before: DiscInformation;
  /** The number that the drive gave the open track. */
  readonly track: number;
  /** Blocks of an ECC block: every write is a whole number of them. */
  readonly alignment: number;
  /** The function of CLOSE TRACK SESSION after the track was closed. */
  readonly closeFunction: number;
}

export function oneTrackSession(session: OneTrackSession): RecordingSteps {
  const { drive, plan, fate, track } = session;
  return {
    openTrack: async () => ({
      start: plan.startLba,
      blockBytes: 2048,
      alignment: session.alignment,
      zerosBefore: 0,
      zerosAfter: 0,
    }),
    closeTrack: async () => {
      await flush(drive, { doing: 'flushing the buffer of the drive', fate: fate.now() });
      if (plan.simulate) return;
      const close = (): Promise<void> =>
        closeAndWait(drive, CLOSE.TRACK, track, { doing: 'closing the track', fate: fate.now() });
      if (await hasProgressed(drive, track, plan.startLba)) await close();
      else await closeDoubtfulTrack(drive, plan.startLba, close);
    },
    close: async (progress) => {
      if (plan.simulate) return;
      const doing = plan.finalize ? 'closing the disc' : 'closing the session';
      await closeAndWait(drive, session.closeFunction, 0, { doing, fate: fate.now(), progress });
    },
    prove: async () => {
      if (plan.simulate) return proveUntouched(drive, session.before);
      const written = { number: track, start: plan.startLba, blocks: plan.totalBlocks };
      await proveSession(drive, session.before, [written], plan.finalize);
    },
    // The track stays open: it can be continued, or closed as it is.
    abandon: (progress) => flush(drive, { doing: 'stopping', fate: fate.now(), progress }),
  };
}

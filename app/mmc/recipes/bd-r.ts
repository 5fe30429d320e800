// BD-R in sequential recording mode (MMC-6 4.6.2): one track a session, clusters of 64 KiB. Not formatted by default, so
// that the whole capacity and the full speed are there; pseudo-overwrite is never turned on, since CLOSE SESSION is
// refused then.
import { CLOSE } from '../commands/close-track-session.ts';
import type { Drive } from '../drive.ts';
import type { Recipe } from '../recipe.ts';
import { BlockWriter } from './block-writer.ts';
import { FateOfDisc } from './disc-fate.ts';
import { requireNextAddress } from './next-address.ts';
import { oneTrackSession } from './one-track-session.ts';
import { requireDiscInformation } from './proof.ts';
import { openRecording } from './recording.ts';
import { planOneTrack } from './plan-one-track.ts';
import { refusal, refuseSimulation, requireMode, requireState } from './refusals.ts';
import { setWriteSpeed } from './speed.ts';
import { transferBlocks } from './transfer.ts';
import { endUnfinishedTrack } from './unfinished-track.ts';

const CLUSTER_BLOCKS = 32;
/** Drives get slow and unsure with more. */
const MANY_SESSIONS = 300;

export const bdR: Recipe<Drive> = {
  kinds: ['bd-r', 'bd-r-rrm'],

  plan(medium, layout, options) {
    if (medium.kind === 'bd-r-rrm') {
      throw refusal(
        'medium-unsuitable',
        'This BD-R was formatted for random recording, and Burnish only reads such discs.',
        'Insert a blank BD-R.',
      );
    }
    if (medium.pseudoOverwrite === true) {
      throw refusal(
        'medium-unsuitable',
        'This BD-R was formatted for pseudo-overwrite, and a session on it cannot be closed.',
        'Insert a blank BD-R.',
      );
    }
    requireState(medium, ['blank', 'appendable']);
    refuseSimulation(medium, options);
    const mode = requireMode(medium, options.mode, ['sequential', 'incremental']);
    const plan = planOneTrack(medium, layout, options, { mode, eccBlocks: CLUSTER_BLOCKS });
    const { sessions } = medium;
    const many = sessions > MANY_SESSIONS ? [`There are ${sessions} sessions on this disc already.`] : [];
    return {
      ...plan,
      ...(options.streaming === true ? { streaming: true } : {}),
      warnings: [...many, ...plan.warnings],
    };
  },

  begin(drive, medium, layout, plan) {
    const fate = new FateOfDisc(plan.kind, plan.mode, plan.simulate);
    return openRecording(drive, fate, async () => {
      const most = transferBlocks(drive, plan.chunkBlocks, 2048, CLUSTER_BLOCKS);
      const writer = new BlockWriter(drive, most, plan.streaming === true, fate);
      const speed = await setWriteSpeed(drive, medium, plan.speed);
      await endUnfinishedTrack(drive, plan, fate);
      const before = await requireDiscInformation(drive);
      const { track } = await requireNextAddress(drive, before.lastTrackOfLastSession, plan);
      const steps = oneTrackSession({
        drive,
        plan,
        fate,
        before,
        track,
        alignment: CLUSTER_BLOCKS,
        closeFunction: plan.finalize ? CLOSE.FINALIZE : CLOSE.SESSION,
      });
      return { drive, layout, writer, fate, plan: speed.extend(plan), steps };
    });
  },
};

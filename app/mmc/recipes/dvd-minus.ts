// DVD-R, DVD-RW and DVD-R DL in sequential recording (MMC-6 4.5.2, ECMA-338, ECMA-359): incrementally, track by track,
// or disc at once (DAO), which needs a blank disc and the size in advance.
import type { SectorCount } from '../../base/units.ts';
import { CLOSE } from '../commands/close-track-session.ts';
import type { DiscInformation } from '../commands/read-disc-information.ts';
import { reserveTrack } from '../commands/reserve-track.ts';
import { BLOCK_TYPE, TRACK_MODE, WRITE_TYPE, type WriteParameters } from '../commands/write-parameters.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { Recipe, RecipeOptions, WritePlan } from '../recipe.ts';
import { TIMEOUT } from '../timeouts.ts';
import { BlockWriter } from './block-writer.ts';
import { calibrate } from './calibration.ts';
import { flush } from './closing.ts';
import { FateOfDisc } from './disc-fate.ts';
import { requireNextAddress } from './next-address.ts';
import { oneTrackSession } from './one-track-session.ts';
import { planOneTrack } from './plan-one-track.ts';
import { proveSession, proveUntouched, requireDiscInformation } from './proof.ts';
import { openRecording, type RecordingSteps } from './recording.ts';
import { refusal, requireMode, requireState } from './refusals.ts';
import { setWriteParameters } from './set-write-parameters.ts';
import { setWriteSpeed } from './speed.ts';
import { transferBlocks } from './transfer.ts';
import { endUnfinishedTrack } from './unfinished-track.ts';

const ECC_BLOCKS = 16;
/** A shorter disc at once is filled up to this by the drive when it closes it. */
const SHORTEST_QUICK_DAO = 380_000;

export const dvdMinus: Recipe<Drive> = {
  kinds: ['dvd-r', 'dvd-rw', 'dvd-r-dl', 'dvd-r-dl-jump'],

  plan(medium, layout, options) {
    if (medium.kind === 'dvd-r-dl-jump') {
      throw refusal(
        'medium-unsuitable',
        'This DVD-R DL was begun for layer jump recording, which Burnish only reads.',
        'Insert a blank DVD-R DL.',
      );
    }
    requireState(medium, ['blank', 'appendable']);
    const mode = chooseMode(medium, options);
    const plan = planOneTrack(medium, layout, options, { mode, eccBlocks: ECC_BLOCKS });
    return { ...plan, warnings: [...warningsFor(medium, mode, plan.totalBlocks), ...plan.warnings] };
  },

  begin(drive, medium, layout, plan) {
    const fate = new FateOfDisc(plan.kind, plan.mode, plan.simulate);
    return openRecording(drive, fate, async () => {
      const isDao = plan.mode === 'dao';
      const smallest = isDao ? 1 : ECC_BLOCKS;
      const writer = new BlockWriter(drive, transferBlocks(drive, plan.chunkBlocks, 2048, smallest), false, fate);
      const parameters = writeParameters(plan);
      await setWriteParameters(drive, parameters);
      const speed = await setWriteSpeed(drive, medium, plan.speed);
      const warnings = await calibrate(drive, medium, plan);
      if (!isDao) await endUnfinishedTrack(drive, plan, fate);
      const before = await requireDiscInformation(drive);
      const real = speed.extend({ ...plan, warnings: [...plan.warnings, ...warnings] });
      if (isDao) await reserve(drive, plan.totalBlocks);
      const { track } = await requireNextAddress(drive, before.lastTrackOfLastSession, plan);
      const steps = isDao
        ? discAtOnceSteps(drive, plan, fate, before)
        : oneTrackSession({
            drive,
            plan,
            fate,
            before,
            track,
            alignment: ECC_BLOCKS,
            closeFunction: CLOSE.SESSION,
          });
      return { drive, layout, writer, fate, plan: real, steps, parameters };
    });
  },
};

/** Incremental where the disc still can, since then a failure costs less; a DVD-RW blanked minimally cannot. */
function chooseMode(medium: Medium, options: RecipeOptions): 'incremental' | 'dao' {
  const isDual = medium.kind === 'dvd-r-dl';
  if (isDual && !options.finalize) {
    throw refusal(
      'medium-unsuitable',
      'A DVD-R DL is always closed: no session can be added to it.',
      'Let the disc be closed, or use a DVD+R DL.',
    );
  }
  const canDao = medium.state === 'blank' && options.finalize;
  const possible = [
    ...(medium.canWriteIncrementally ? (['incremental'] as const) : []),
    ...(canDao ? (['dao'] as const) : []),
  ];
  if (possible.length === 0 && medium.state === 'blank') {
    throw refusal(
      'medium-unsuitable',
      'This disc was blanked the quick way and can only be written in one piece and closed.',
      'Let the disc be closed, or blank it fully first.',
    );
  }
  return requireMode(medium, options.mode, possible);
}

function warningsFor(medium: Medium, mode: 'incremental' | 'dao', totalBlocks: number): readonly string[] {
  const warnings: string[] = [];
  if (mode === 'dao' && totalBlocks < SHORTEST_QUICK_DAO) {
    warnings.push('The drive fills the disc up to about 1 GB when it closes it, which takes some minutes.');
  }
  const { layer0Blocks } = medium;
  if (medium.kind === 'dvd-r-dl' && layer0Blocks !== undefined && totalBlocks <= layer0Blocks) {
    warnings.push('The data fit on one layer: a single layer DVD-R would do, and closing this disc takes long.');
  }
  return warnings;
}

function writeParameters(plan: WritePlan): WriteParameters {
  const common = {
    bufe: true,
    testWrite: plan.simulate,
    trackMode: TRACK_MODE.DVD,
    blockType: BLOCK_TYPE.MODE_1,
  };
  if (plan.mode === 'dao') return { ...common, writeType: WRITE_TYPE.SESSION_AT_ONCE, multiSession: 0 };
  return {
    ...common,
    writeType: WRITE_TYPE.INCREMENTAL,
    multiSession: plan.finalize ? 0 : 3,
    fixedPacketBlocks: ECC_BLOCKS,
  };
}

/** A whole number of ECC blocks: a drive told otherwise stops in the middle of its last transfer. */
async function reserve(drive: Drive, blocks: SectorCount): Promise<void> {
  await drive.execute(reserveTrack(blocks), { doing: 'reserving the disc for the session', fate: 'untouched' });
}

/** Flushing writes the lead-out too, which can take a quarter of an hour; there is no CLOSE. */
function discAtOnceSteps(drive: Drive, plan: WritePlan, fate: FateOfDisc, before: DiscInformation): RecordingSteps {
  return {
    openTrack: async () => ({
      start: plan.startLba,
      blockBytes: 2048,
      alignment: ECC_BLOCKS,
      zerosBefore: 0,
      zerosAfter: 0,
    }),
    closeTrack: async () => undefined,
    close: (progress) =>
      flush(drive, { doing: 'closing the disc', fate: fate.now(), progress }, TIMEOUT.syncDiscAtOnce),
    prove: async () => {
      if (plan.simulate) return proveUntouched(drive, before);
      const number = before.lastTrackOfLastSession;
      await proveSession(drive, before, [{ number, start: plan.startLba, blocks: plan.totalBlocks }], true);
    },
    abandon: (progress) => flush(drive, { doing: 'stopping', fate: fate.now(), progress }, TIMEOUT.syncDiscAtOnce),
  };
}

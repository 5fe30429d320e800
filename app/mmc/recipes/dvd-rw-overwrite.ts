// DVD-RW in restricted overwrite (MMC-6 4.5.3): whole ECC blocks of 32 KiB anywhere in what is formatted; the formatted
// part is grown by a quick format and must then be written from its start on and closed.
import { CLOSE } from '../commands/close-track-session.ts';
import { FORMAT } from '../commands/format-unit.ts';
import { readFormatCapacities } from '../commands/read-capacity.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { BusyProgress, Recipe, WritePlan } from '../recipe.ts';
import { closeAndWait } from './closing.ts';
import type { FateOfDisc } from './disc-fate.ts';
import { formatAndWait } from './format-and-wait.ts';
import { beginOverwrite, planOverwrite } from './overwriting.ts';

const ECC_BLOCKS = 16;

export const dvdRwOverwrite: Recipe<Drive> = {
  kinds: ['dvd-rw-overwrite'],

  plan: (medium, layout, options) =>
    planOverwrite(medium, layout, options, {
      chunkBlocks: ECC_BLOCKS,
      alignment: ECC_BLOCKS,
      canStream: false,
      canFormatFirst: false,
      formatStep: '',
    }),

  begin(drive, medium, layout, plan, progress) {
    let mustClose = false;
    return beginOverwrite(drive, medium, layout, plan, progress, {
      endsComplete: true,
      alignment: ECC_BLOCKS,
      smallestWrite: ECC_BLOCKS,
      async prepare(target, fate, report) {
        mustClose = await growWhereNeeded(target, medium, plan, fate, report);
      },
      async close(target, fate, report) {
        if (!mustClose) return;
        await closeAndWait(target, CLOSE.SESSION, 0, {
          doing: 'closing the session',
          fate: fate.now(),
          progress: report,
        });
      },
    });
  },
};

/** True when the session is open afterwards: it was just grown, or a format before was never followed by a close. */
async function growWhereNeeded(
  drive: Drive,
  medium: Medium,
  plan: WritePlan,
  fate: FateOfDisc,
  progress: BusyProgress,
): Promise<boolean> {
  const capacities = await readFormatCapacities(drive);
  if (capacities?.current === 'unknown') return true;
  const formatted = capacities?.current === 'formatted' ? capacities.currentBlocks : medium.readableBlocks;
  if (plan.totalBlocks <= formatted) return false;
  fate.formatted = true;
  // Size 0: as far as it goes; the parameter is the ECC block.
  await formatAndWait(
    drive,
    { type: FORMAT.DVD_RW_QUICK_GROW, blocks: 0, parameter: ECC_BLOCKS },
    { doing: 'preparing more room on the disc', fate: 'usable', progress },
  );
  return true;
}

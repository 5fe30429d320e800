// BD-RE (MMC-6 4.6.3): sold unformatted, then random writable; written in clusters of 64 KiB.
import { FORMAT } from '../commands/format-unit.ts';
import { readFormatCapacities } from '../commands/read-capacity.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { BusyProgress, Recipe } from '../recipe.ts';
import { formatAndWait } from './format-and-wait.ts';
import { beginOverwrite, planOverwrite } from './overwriting.ts';

const CLUSTER_BLOCKS = 32;

export const bdRe: Recipe<Drive> = {
  kinds: ['bd-re'],

  plan(medium, layout, options) {
    const plan = planOverwrite(medium, layout, options, {
      chunkBlocks: CLUSTER_BLOCKS,
      alignment: 1,
      canStream: true,
      canFormatFirst: true,
      formatStep: 'The disc is formatted first, the quick way that the drive prefers.',
    });
    const slow = 'The drive checks what it writes on this disc, so it takes about half of its nominal speed.';
    return plan.streaming === true ? plan : { ...plan, warnings: [...plan.warnings, slow] };
  },

  begin: (drive, medium, layout, plan, progress) =>
    beginOverwrite(drive, medium, layout, plan, progress, {
      endsComplete: false,
      alignment: 1,
      smallestWrite: 1,
      async prepare(target, fate, report) {
        if (!plan.formatsFirst) return;
        fate.formatted = true;
        await formatBdReQuickly(target, medium, report);
      },
      close: async () => undefined,
    }),
};

/** Type 00h, the default of the drive: quick, with the spares that it prefers. */
export async function formatBdReQuickly(drive: Drive, medium: Medium, progress: BusyProgress): Promise<void> {
  const formats = (await readFormatCapacities(drive))?.formats ?? medium.formats;
  const preferred = formats.find((one) => one.type === FORMAT.FULL);
  await formatAndWait(
    drive,
    {
      type: FORMAT.FULL,
      blocks: preferred?.blocks ?? medium.totalBlocks,
      parameter: preferred?.parameter ?? 2048,
    },
    { doing: 'formatting the disc', fate: 'usable', progress },
  );
}

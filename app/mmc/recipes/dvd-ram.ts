// DVD-RAM (MMC-6 4.5.5, ECMA-330): random writable in blocks of 2 KiB, with defect management of the drive's own.
import { FORMAT } from '../commands/format-unit.ts';
import { readFormatCapacities } from '../commands/read-capacity.ts';
import type { Drive } from '../drive.ts';
import type { Recipe } from '../recipe.ts';
import { formatAndWait } from './format-and-wait.ts';
import { beginOverwrite, planOverwrite } from './overwriting.ts';

const CHUNK_BLOCKS = 16;

export const dvdRam: Recipe<Drive> = {
  kinds: ['dvd-ram'],

  plan: (medium, layout, options) =>
    planOverwrite(medium, layout, options, {
      chunkBlocks: CHUNK_BLOCKS,
      alignment: 1,
      canStream: true,
      canFormatFirst: true,
      formatStep: 'The disc is formatted first.',
    }),

  begin: (drive, medium, layout, plan, progress) =>
    beginOverwrite(drive, medium, layout, plan, progress, {
      endsComplete: false,
      alignment: 1,
      smallestWrite: 1,
      async prepare(target, fate, report) {
        if (!plan.formatsFirst) return;
        const formats = (await readFormatCapacities(target))?.formats ?? [];
        const full = formats.find((one) => one.type === FORMAT.FULL);
        fate.formatted = true;
        await formatAndWait(
          target,
          { type: FORMAT.FULL, blocks: full?.blocks ?? medium.totalBlocks, parameter: full?.parameter ?? 2048 },
          { doing: 'formatting the disc', fate: 'usable', progress: report },
        );
      },
      // Nothing is closed: the disc is always complete.
      close: async () => undefined,
    }),
};

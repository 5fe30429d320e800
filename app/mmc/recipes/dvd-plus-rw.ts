// DVD+RW (MMC-6 4.5.6, ECMA-337): formatted in the background while it is written; closing writes the lead-out that
// readers want.
import { CLOSE } from '../commands/close-track-session.ts';
import { FORMAT } from '../commands/format-unit.ts';
import type { Drive } from '../drive.ts';
import type { FormatDescriptor } from '../medium.ts';
import type { BusyProgress, Recipe } from '../recipe.ts';
import { closeAndWait, flush } from './closing.ts';
import type { FateOfDisc } from './disc-fate.ts';
import { formatAndWait } from './format-and-wait.ts';
import { beginOverwrite, planOverwrite } from './overwriting.ts';
import { requireDiscInformation } from './proof.ts';

const CHUNK_BLOCKS = 16;
const WHOLE_DISC = 0xffff_ffff;
/** Parameter of the format: go on with one that was stopped. */
const RESTART = 1;

export const dvdPlusRw: Recipe<Drive> = {
  kinds: ['dvd+rw', 'dvd+rw-dl'],

  plan: (medium, layout, options) =>
    planOverwrite(medium, layout, options, {
      chunkBlocks: CHUNK_BLOCKS,
      alignment: 1,
      canStream: false,
      canFormatFirst: true,
      formatStep: 'The disc was never formatted: the drive begins to, and goes on while it is written.',
    }),

  begin: (drive, medium, layout, plan, progress) =>
    beginOverwrite(drive, medium, layout, plan, progress, {
      endsComplete: true,
      alignment: 1,
      smallestWrite: 1,
      async prepare(target, fate, report) {
        const { backgroundFormat } = await requireDiscInformation(target);
        if (backgroundFormat > 1) return;
        fate.formatted = true;
        await beginBackgroundFormat(target, medium.formats, backgroundFormat === 1, report);
      },
      close: closeDvdPlusRw,
    }),
};

/** Begins or goes on with the background format and waits until the disc can be written. */
export async function beginBackgroundFormat(
  drive: Drive,
  formats: readonly FormatDescriptor[],
  restart: boolean,
  progress: BusyProgress,
): Promise<void> {
  const blocks = formats.find((one) => one.type === FORMAT.DVD_PLUS_RW)?.blocks ?? WHOLE_DISC;
  const doing = 'formatting the disc';
  await formatAndWait(
    drive,
    { type: FORMAT.DVD_PLUS_RW, blocks, parameter: restart ? RESTART : 0 },
    { doing, fate: 'usable', progress },
  );
  await flush(drive, { doing, fate: 'usable', progress });
}

/** Stops a background format that still runs, then writes the lead-out; a disc that is formatted to its end has one. */
async function closeDvdPlusRw(drive: Drive, fate: FateOfDisc, progress: BusyProgress): Promise<void> {
  const { backgroundFormat } = await requireDiscInformation(drive);
  if (backgroundFormat === 3) return;
  const options = { fate: fate.now(), progress };
  if (backgroundFormat === 2) {
    await closeAndWait(drive, CLOSE.STOP_FORMAT, 0, { doing: 'stopping the background format', ...options });
  }
  await closeAndWait(drive, CLOSE.SESSION, 0, { doing: 'closing the disc', ...options });
}

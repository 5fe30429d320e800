// What all random writable media have in common (DVD-RAM, DVD+RW, DVD-RW restricted overwrite, BD-RE): written from
// block 0, nothing to close but what the family adds, proven by reading the ends back.
import { ceilTo, lba, type SectorCount, sectorCount } from '../../base/units.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { BusyProgress, DiscLayout, RecipeOptions, Recording, WritePlan } from '../recipe.ts';
import { BlockWriter } from './block-writer.ts';
import { flush } from './closing.ts';
import { FateOfDisc } from './disc-fate.ts';
import { proveBlocks, proveComplete } from './proof.ts';
import { openRecording } from './recording.ts';
import { refuseSimulation, requireMode, requireOneDataTrack, requireRoom, requireState } from './refusals.ts';
import { setWriteSpeed } from './speed.ts';
import { transferBlocks } from './transfer.ts';

export interface OverwritePlanning {
  /** Blocks of one WRITE. */
  readonly chunkBlocks: number;
  /** The last write is filled up to a multiple of this; 1 = not at all. */
  readonly alignment: number;
  /** The medium can be written without the drive's own check: in whole chunks. */
  readonly canStream: boolean;
  /** The recipe can format a medium that never was. */
  readonly canFormatFirst: boolean;
  readonly formatStep: string;
}

export function planOverwrite(
  medium: Medium,
  layout: DiscLayout,
  options: RecipeOptions,
  planning: OverwritePlanning,
): WritePlan {
  requireState(medium, planning.canFormatFirst ? ['blank', 'overwritable', 'unformatted'] : ['blank', 'overwritable']);
  refuseSimulation(medium, options);
  const track = requireOneDataTrack(medium, layout);
  const mode = requireMode(medium, options.mode, ['overwrite']);
  const formatsFirst = medium.state !== 'overwritable' && planning.canFormatFirst;
  const streaming = planning.canStream && options.streaming === true;
  const totalBlocks = sectorCount(ceilTo(track.blocks, streaming ? planning.chunkBlocks : planning.alignment));
  requireRoom(
    totalBlocks,
    formatsFirst ? sectorCount(Math.max(medium.totalBlocks, medium.writableBlocks)) : medium.writableBlocks,
  );
  const { label } = mediumKindFacts(medium.kind);
  const hasContent = medium.state === 'overwritable';
  return {
    kind: medium.kind,
    mode,
    startLba: lba(0),
    contentBlocks: track.blocks,
    totalBlocks,
    chunkBlocks: sectorCount(planning.chunkBlocks),
    simulate: false,
    finalize: options.finalize,
    ...(streaming ? { streaming } : {}),
    ...(options.speed === undefined ? {} : { speed: options.speed }),
    steps: [
      ...(formatsFirst ? [planning.formatStep] : []),
      `${track.blocks} blocks are written to the ${label}, from its first block on.`,
    ],
    ...(hasContent ? { loses: `What is on this ${label} now is overwritten and cannot be brought back.` } : {}),
    warnings: [],
    formatsFirst,
  };
}

export interface OverwriteRecipe {
  readonly alignment: number;
  /** The smallest number of blocks of one WRITE. */
  readonly smallestWrite: number;
  /** Formats where that is needed, after the tray was locked. Sets `fate.formatted` before the drive begins to. */
  prepare(drive: Drive, fate: FateOfDisc, progress: BusyProgress): Promise<void>;
  /** After everything was flushed. */
  close(drive: Drive, fate: FateOfDisc, progress: BusyProgress): Promise<void>;
  /** The session must be complete at the end: what lies behind it is what plain drives look for. */
  readonly endsComplete: boolean;
}

export function beginOverwrite(
  drive: Drive,
  medium: Medium,
  layout: DiscLayout,
  plan: WritePlan,
  progress: BusyProgress,
  recipe: OverwriteRecipe,
): Promise<Recording> {
  const fate = new FateOfDisc(plan.kind, plan.mode, plan.simulate);
  return openRecording(drive, fate, async () => {
    const chunk: SectorCount = plan.chunkBlocks;
    const streaming = plan.streaming === true;
    const smallest = streaming ? chunk : recipe.smallestWrite;
    const writer = new BlockWriter(drive, transferBlocks(drive, chunk, 2048, smallest), streaming, fate);
    await recipe.prepare(drive, fate, progress);
    const speed = await setWriteSpeed(drive, medium, plan.speed);
    const end = async (doing: string, report: BusyProgress): Promise<void> => {
      await flush(drive, { doing, fate: fate.now(), progress: report });
      await recipe.close(drive, fate, report);
    };
    return {
      drive,
      layout,
      writer,
      fate,
      plan: speed.extend(plan),
      steps: {
        openTrack: async () => ({
          start: plan.startLba,
          blockBytes: 2048,
          alignment: streaming ? chunk : recipe.alignment,
          zerosBefore: 0,
          zerosAfter: 0,
        }),
        closeTrack: async () => undefined,
        close: (report) => end('flushing the buffer of the drive', report),
        prove: async (witnesses) => {
          if (recipe.endsComplete) await proveComplete(drive);
          await proveBlocks(drive, witnesses);
        },
        abandon: (report) => end('stopping', report),
      },
    };
  });
}

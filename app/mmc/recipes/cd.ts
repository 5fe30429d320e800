// CD-R and CD-RW: what is planned, and which of the three ways of writing is taken. Session at once (SAO) for whatever fits
// into one announced session, since it leaves no run-out blocks; track at once (TAO) to add to a disc and for mixed modes;
// raw for sources that deliver whole sectors, and where it is asked for.
import { lba, type SectorCount, sectorCount } from '../../base/units.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { DiscLayout, Recipe, RecipeOptions, WritePlan } from '../recipe.ts';
import { requireCdLayout } from './cd-layout.ts';
import { chunkBlocksOf, deliversSectors, FIRST_PREGAP, leadOutOf, placeTracks } from './cd-placement.ts';
import { beginRaw, planRaw, RAW_CHUNK_BLOCKS, RAW_STEP, RAW_WARNING } from './cd-raw.ts';
import { beginSessionAtOnce } from './cd-sao.ts';
import { beginTrackAtOnce, zerosAfterTrack } from './cd-tao.ts';
import { closingStep } from './plan-one-track.ts';
import { refusal, requireMode, requireRoom, requireState } from './refusals.ts';
import { warnOfUnfinished } from './unfinished-track.ts';

/** Between two tracks written one at a time: 2 run-out blocks, link and run-in, and a pregap of 2 seconds. */
const BETWEEN_TRACKS = 152;

export const cd: Recipe<Drive> = {
  kinds: ['cd-r', 'cd-rw'],

  plan(medium, layout, options) {
    requireState(medium, ['blank', 'appendable']);
    requireCdLayout(layout, medium);
    const mode = chooseMode(medium, layout, options);
    const totalBlocks = planBlocks[mode](medium, layout, options);
    const { label } = mediumKindFacts(medium.kind);
    const count = layout.tracks.length;
    const tracks = count === 1 ? 'one track' : `${count} tracks`;
    const isNew = medium.state === 'blank';
    const plan: WritePlan = {
      kind: medium.kind,
      mode,
      startLba: medium.nextWritableAddress ?? lba(0),
      contentBlocks: sectorCount(layout.tracks.reduce((sum, track) => sum + track.blocks, 0)),
      totalBlocks,
      chunkBlocks: mode === 'raw' ? RAW_CHUNK_BLOCKS : chunkBlocksOf(layout),
      simulate: options.simulate,
      finalize: options.finalize,
      ...(options.speed === undefined ? {} : { speed: options.speed }),
      steps: [
        `The ${label} is written with ${tracks}${isNew ? '' : ' as a new session'}, ${mode === 'tao' ? 'track by track' : 'in one piece'}.`,
        ...(mode === 'raw' ? [RAW_STEP] : []),
        closingStep(options),
      ],
      warnings: [...warnOfUnfinished(medium), ...(mode === 'raw' ? [RAW_WARNING] : [])],
      formatsFirst: false,
    };
    return plan;
  },

  begin: (drive, medium, layout, plan) => {
    if (plan.mode === 'raw') return beginRaw(drive, medium, layout, plan);
    return plan.mode === 'sao'
      ? beginSessionAtOnce(drive, medium, layout, plan)
      : beginTrackAtOnce(drive, medium, layout, plan);
  },
};

type CdMode = 'sao' | 'tao' | 'raw';

function chooseMode(medium: Medium, layout: DiscLayout, options: RecipeOptions): CdMode {
  const isMixed = layout.tracks.some((track) => track.type !== layout.tracks[0]?.type);
  if (deliversSectors(layout)) return requireMode(medium, options.mode, ['raw']);
  if (options.mode === 'raw') return 'raw';
  if (medium.state !== 'blank' || isMixed) {
    if (layout.cdText !== undefined || layout.mcn !== undefined) {
      throw refusal(
        'medium-unsuitable',
        'CD-TEXT and a catalogue number can be written only with a whole session of audio on a blank disc.',
        'Insert a blank disc, and leave out the data track.',
      );
    }
    return requireMode(medium, options.mode, ['tao']);
  }
  const wantsSession = layout.cdText !== undefined || layout.mcn !== undefined;
  return wantsSession ? requireMode(medium, options.mode, ['sao']) : requireMode(medium, options.mode, ['sao', 'tao']);
}

const planBlocks: Readonly<
  Record<CdMode, (medium: Medium, layout: DiscLayout, options: RecipeOptions) => SectorCount>
> = { sao: planSessionAtOnce, tao: planTrackAtOnce, raw: planRaw };

/** Everything from the first pregap on. */
function planSessionAtOnce(medium: Medium, layout: DiscLayout): SectorCount {
  const leadOut = leadOutOf(placeTracks(layout, -FIRST_PREGAP));
  requireRoom(leadOut, medium.writableBlocks);
  return sectorCount(leadOut + FIRST_PREGAP);
}

function planTrackAtOnce(medium: Medium, layout: DiscLayout): SectorCount {
  const sent = layout.tracks.reduce((sum, track) => sum + track.blocks + zerosAfterTrack(track), 0);
  requireRoom(sent + (layout.tracks.length - 1) * BETWEEN_TRACKS, medium.writableBlocks);
  return sectorCount(sent);
}

// The plan of a session of one data track on sequential media, the same for DVD-R/RW, DVD+R and BD-R but for the size of
// an ECC block and what has to be said besides.
import { ceilTo, lba, sectorCount } from '../../base/units.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import type { Medium } from '../medium.ts';
import type { DiscLayout, RecipeOptions, WriteMode, WritePlan } from '../recipe.ts';
import { requireOneDataTrack, requireRoom } from './refusals.ts';
import { warnOfUnfinished } from './unfinished-track.ts';

export interface OneTrack {
  readonly mode: WriteMode;
  /** Every write is a whole number of these. */
  readonly eccBlocks: number;
}

/** Pure. Throws when the layout is not one data track or does not fit the free space, padding included. */
export function planOneTrack(medium: Medium, layout: DiscLayout, options: RecipeOptions, way: OneTrack): WritePlan {
  const track = requireOneDataTrack(medium, layout);
  const totalBlocks = sectorCount(ceilTo(track.blocks, way.eccBlocks));
  requireRoom(totalBlocks, medium.writableBlocks);
  const { label } = mediumKindFacts(medium.kind);
  const asSession = medium.state === 'blank' ? '' : ' as a new session';
  const inOnePiece = way.mode === 'dao' ? ', in one piece' : '';
  return {
    kind: medium.kind,
    mode: way.mode,
    startLba: medium.nextWritableAddress ?? lba(0),
    contentBlocks: track.blocks,
    totalBlocks,
    chunkBlocks: sectorCount(way.eccBlocks),
    simulate: options.simulate,
    finalize: options.finalize,
    ...(options.speed === undefined ? {} : { speed: options.speed }),
    steps: [`${track.blocks} blocks are written to the ${label}${asSession}${inOnePiece}.`, closingStep(options)],
    warnings: warnOfUnfinished(medium),
    formatsFirst: false,
  };
}

/** How a sequential disc ends, in words. */
export function closingStep(options: RecipeOptions): string {
  if (options.simulate) return 'The laser stays at reading power: the disc is as it was afterwards.';
  return options.finalize ? 'The disc is closed for good.' : 'The session is closed; more can be added later.';
}

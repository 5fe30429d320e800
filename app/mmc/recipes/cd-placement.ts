// Where the tracks of a CD session written in one piece lie: pregaps, starts, and what is filled up (Red Book: a track
// lasts at least 4 seconds; MMC-5 4.2.3).
import {
  CD_SECTOR_BYTES,
  ceilTo,
  type Lba,
  lba,
  SECTOR_BYTES,
  type SectorCount,
  sectorCount,
} from '../../base/units.ts';
import { SUBCHANNEL_BYTES } from '../../sector/subchannel.ts';
import type { DiscLayout, TrackLayout } from '../recipe.ts';
import type { TrackOpening } from './recording.ts';

/** 2 seconds before the first track of a disc. */
export const FIRST_PREGAP = 150;
/** 4 seconds. */
export const SHORTEST_TRACK = 300;

export interface TrackPlacement {
  readonly layout: TrackLayout;
  /** 1 to 99. */
  readonly number: number;
  /** Blocks of silence or zeros that are written before index 1. */
  readonly pregap: SectorCount;
  /** Index 1. */
  readonly start: Lba;
  /** Content and what fills it up. */
  readonly blocks: SectorCount;
}

/** Tracks one after the other from `origin`, the first block of the first pregap (-150 on a blank disc). */
export function placeTracks(layout: DiscLayout, origin: number): readonly TrackPlacement[] {
  const placements: TrackPlacement[] = [];
  let next = origin;
  for (const [index, track] of layout.tracks.entries()) {
    const changes = track.type !== layout.tracks[index - 1]?.type;
    const pregap = track.pregap ?? sectorCount(changes ? FIRST_PREGAP : 0);
    const blocks = sectorCount(Math.max(SHORTEST_TRACK, track.blocks));
    placements.push({ layout: track, number: index + 1, pregap, start: lba(next + pregap), blocks });
    next += pregap + blocks;
  }
  return placements;
}

/** The first block after the last track. */
export function leadOutOf(placements: readonly TrackPlacement[]): Lba {
  const last = placements.at(-1);
  return lba(last === undefined ? 0 : last.start + last.blocks);
}

/** Bytes of a block as the source delivers it; `content` counts so for the drive too. */
export function blockBytesOf(track: TrackLayout): number {
  switch (track.delivers ?? 'content') {
    case 'content':
      return track.type === 'data' ? SECTOR_BYTES : CD_SECTOR_BYTES;
    case 'sectors':
      return CD_SECTOR_BYTES;
    case 'sectors-with-subchannel':
      return CD_SECTOR_BYTES + SUBCHANNEL_BYTES;
  }
}

/** Only raw writing takes more than the content of the tracks. */
export function deliversSectors(layout: DiscLayout): boolean {
  return layout.tracks.some(({ delivers }) => delivers !== undefined && delivers !== 'content');
}

/** The largest block of a session, in bytes. */
export function largestBlockOf(layout: DiscLayout): number {
  return Math.max(...layout.tracks.map(blockBytesOf));
}

/** The control nibble of Q for a track (ECMA-130 22.3.1). */
export function controlOf(track: TrackLayout): number {
  if (track.type === 'data') return 4 | (track.copyPermitted === true ? 2 : 0);
  return (track.preEmphasis === true ? 1 : 0) | (track.copyPermitted === true ? 2 : 0);
}

/** Blocks of one WRITE: 32 KiB of the larger kind of block, as multiples that USB bridges have been seen to take. */
export function chunkBlocksOf(layout: DiscLayout): SectorCount {
  return sectorCount(layout.tracks.some((track) => track.type === 'audio') ? 13 : 16);
}

/** CD-TEXT in the lead-in: 4 packs in each block of 96 bytes, again and again, from the start of the lead-in to -151. */
export const CD_TEXT_BLOCK_BYTES = 96;
const PACK_BYTES = 18;
const PACK_SYMBOLS = 24;

/** Checks and counts raw packs. Undefined when the length is no whole number of packs, or there are none. */
export function cdTextPackCount(packs: Uint8Array): number | undefined {
  const count = packs.length / PACK_BYTES;
  return Number.isInteger(count) && count >= 1 && count <= 2048 ? count : undefined;
}

/**
 * The lead-in blocks for one turn of the packs: each 18 bytes spread over 24 symbols of six bits (MMC-5 annex J), in
 * as many blocks as bring the turn to its end on a border of a block.
 */
export function expandCdText(packs: Uint8Array): Uint8Array {
  const count = packs.length / PACK_BYTES;
  const turns = ceilTo(count, 4) === count ? 1 : count % 2 === 0 ? 2 : 4;
  const symbols = new Uint8Array(turns * count * PACK_SYMBOLS);
  let at = 0;
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < packs.length; i += 3) {
      const group = ((packs[i] ?? 0) << 16) | ((packs[i + 1] ?? 0) << 8) | (packs[i + 2] ?? 0);
      for (let shift = 18; shift >= 0; shift -= 6) symbols[at++] = (group >> shift) & 0x3f;
    }
  }
  return symbols;
}

/** Where the writing of a placed track begins: at its pregap. RangeError for a track that is not there. */
export function openingOf(placements: readonly TrackPlacement[], index: number): TrackOpening {
  const placement = placements[index];
  if (placement === undefined) throw new RangeError(`no track ${index + 1}`);
  return {
    start: lba(placement.start - placement.pregap),
    blockBytes: blockBytesOf(placement.layout),
    alignment: 1,
    zerosBefore: placement.pregap,
    zerosAfter: placement.blocks - placement.layout.blocks,
  };
}

// What a plan refuses before anything is sent: media in the wrong state, layouts that a medium cannot hold. One sentence
// each, with what to do instead; the disc is untouched.
import { BurnishError, type ErrorCode } from '../../base/errors.ts';
import { SECTOR_BYTES, type SectorCount } from '../../base/units.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import type { Medium, MediumState } from '../medium.ts';
import type { DiscLayout, RecipeOptions, TrackLayout } from '../recipe.ts';
import { deliversSectors } from './cd-placement.ts';

export function refusal(
  code: ErrorCode,
  message: string,
  nextStep: string,
  details: Readonly<Record<string, string | number | boolean>> = {},
): BurnishError {
  return new BurnishError({ code, message, doing: 'planning the burn', fate: 'untouched', nextStep, details });
}

/** Throws unless the medium is in one of these states. */
export function requireState(medium: Medium, allowed: readonly MediumState[]): void {
  if (allowed.includes(medium.state)) return;
  const { label, writable } = mediumKindFacts(medium.kind);
  const canBlank = writable === 'many';
  switch (medium.state) {
    case 'damaged':
      throw refusal(
        'medium-damaged',
        `The last session of this ${label} was not finished: it has to be repaired or blanked before anything is added.`,
        canBlank ? 'Blank the disc.' : 'Repair the disc, which closes what can be closed, or use another one.',
      );
    case 'finalized':
      throw refusal(
        'medium-finalized',
        `This ${label} is closed and nothing can be added to it.`,
        canBlank ? 'Blank the disc first.' : 'Insert a blank disc.',
      );
    case 'unformatted':
      throw refusal('medium-unformatted', `This ${label} has to be formatted before it is used.`, 'Format the disc.');
    case 'appendable':
    case 'overwritable':
      throw refusal(
        'medium-not-blank',
        `There are data on this ${label} already, and what is to be written needs a blank disc.`,
        canBlank ? 'Blank the disc first, or insert a blank one.' : 'Insert a blank disc.',
      );
    case 'blank':
      throw refusal('medium-unsuitable', `This blank ${label} cannot be written in this way.`, 'Use another disc.');
  }
}

/** The one data track that every medium but a CD takes in a session. */
export function requireOneDataTrack(medium: Medium, layout: DiscLayout): TrackLayout {
  const { label } = mediumKindFacts(medium.kind);
  const [track, ...more] = layout.tracks;
  if (track === undefined || track.blocks === 0) {
    throw refusal('image-empty', 'There is nothing to write.', 'Choose an image that is not empty.');
  }
  if (more.length > 0) {
    throw refusal(
      'medium-unsuitable',
      `A session on a ${label} holds one track, and ${layout.tracks.length} are to be written.`,
      'Use a CD.',
    );
  }
  if (track.type === 'audio' || deliversSectors(layout) || layout.cdText !== undefined || layout.mcn !== undefined) {
    throw refusal(
      'medium-unsuitable',
      `Audio tracks, raw sectors and CD-TEXT can be written on CDs only, not on a ${label}.`,
      'Use a CD.',
    );
  }
  return track;
}

/** `blocks` with all padding, against what the medium can still take. */
export function requireRoom(blocks: number, available: SectorCount): void {
  if (blocks <= available) return;
  const short = (blocks - available) * SECTOR_BYTES;
  throw refusal(
    'image-too-large',
    `The data need ${blocks} blocks and the disc has room for ${available}: ${short} bytes too much.`,
    'Use a disc with more room.',
    { blocks, available },
  );
}

/** For media that have no test write. */
export function refuseSimulation(medium: Medium, options: RecipeOptions): void {
  if (!options.simulate) return;
  const { label } = mediumKindFacts(medium.kind);
  throw refusal(
    'unsupported-by-drive',
    `A ${label} cannot be written on trial: no drive can simulate a burn on this kind of disc.`,
    'Let Burnish read and check the whole image instead, then burn.',
  );
}

/** Throws when the caller asked for a mode that this medium does not have, or not now. */
export function requireMode<Mode extends string>(
  medium: Medium,
  asked: string | undefined,
  possible: readonly Mode[],
): Mode {
  const found = possible.find((mode) => asked === undefined || mode === asked);
  if (found !== undefined) return found;
  const { label } = mediumKindFacts(medium.kind);
  if (asked === undefined) {
    throw refusal('medium-unsuitable', `This ${label} cannot be written any more as it is.`, 'Use another disc.');
  }
  throw refusal(
    'invalid-argument',
    `This ${label} cannot be written in the mode "${asked}" as it is now.`,
    possible.length === 0 ? 'Use another disc.' : `Choose ${possible.join(' or ')}, or leave the choice to Burnish.`,
  );
}

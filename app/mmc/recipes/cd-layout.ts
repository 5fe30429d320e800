// What a layout must be to become a CD session: numbers and texts within the bounds of the Red Book.
import { isIsrc } from '../../sector/q-channel.ts';
import type { Medium } from '../medium.ts';
import type { DiscLayout, TrackLayout } from '../recipe.ts';
import { cdTextPackCount, FIRST_PREGAP } from './cd-placement.ts';
import { refusal } from './refusals.ts';

const MOST_TRACKS = 99;
const MOST_INDICES = 99;

/** Throws `image-empty`, `invalid-argument` or `medium-unsuitable`. */
export function requireCdLayout(layout: DiscLayout, medium: Medium): void {
  const { tracks, mcn, cdText } = layout;
  if (tracks.length === 0 || tracks.some((track) => track.blocks === 0)) {
    throw refusal('image-empty', 'There is nothing to write.', 'Choose an image that is not empty.');
  }
  const present = medium.state === 'blank' ? 0 : medium.tracks.filter((track) => !track.isBlank).length;
  if (present + tracks.length > MOST_TRACKS) {
    throw refusal(
      'medium-unsuitable',
      `A CD holds ${MOST_TRACKS} tracks, and this one would have ${present + tracks.length}.`,
      'Write fewer tracks.',
    );
  }
  if (mcn !== undefined && !/^\d{13}$/.test(mcn)) throw wrong('the catalogue number must have 13 digits');
  if (cdText !== undefined && cdTextPackCount(cdText) === undefined) {
    throw wrong('CD-TEXT must be packs of 18 bytes, 1 to 2048 of them');
  }
  for (const [index, track] of tracks.entries()) requireTrack(track, index);
}

function requireTrack(track: TrackLayout, index: number): void {
  const name = `track ${index + 1}`;
  const { isrc, pregap, indices } = track;
  if (isrc !== undefined && !isIsrc(isrc)) throw wrong(`the ISRC of ${name} must have 12 characters`);
  if (index === 0 && pregap !== undefined && pregap < FIRST_PREGAP) {
    throw wrong(`the first track must begin after ${FIRST_PREGAP} blocks`);
  }
  let last = 0;
  for (const start of indices ?? []) {
    if (start <= last || start >= track.blocks) throw wrong(`the indices of ${name} must rise and lie inside of it`);
    last = start;
  }
  if ((indices?.length ?? 0) > MOST_INDICES - 1) throw wrong(`${name} has more than ${MOST_INDICES} indices`);
}

/** `how` continues the sentence "this cannot become a CD: ...". */
function wrong(how: string): ReturnType<typeof refusal> {
  return refusal('invalid-argument', `This cannot become a CD: ${how}.`, 'Correct the layout of the disc.');
}

// The table of contents of a CD after a burn: it comes from the lead-in that was just written, and tells what the drive
// made of the write parameters and the cue sheet (ECMA-130 22.3.4; MMC-6 6.25, full TOC).
import { fromBcd, lbaOfMsf, type Msf } from '../../base/msf.ts';
import { type FullTocEntry, LEAD_OUT_TRACK, readFullToc, readToc } from '../commands/read-toc.ts';
import type { Drive } from '../drive.ts';
import { controlOf, leadOutOf, type TrackPlacement } from './cd-placement.ts';
import { unchanged } from './proof.ts';

export interface OrderedTrack {
  readonly number: number;
  /** The control nibble of Q. */
  readonly control: number;
}

/** Where the next session may begin; nothing points there in the last session of a finalized disc. */
const NEXT_SESSION = 0xb0;
const FIRST_TRACK_POINT = 0xa0;
const LAST_TRACK_POINT = 0xa1;
const LEAD_OUT_POINT = 0xa2;
const POSITION = 1;

/**
 * Every track has the control bits that were ordered, and a finalized disc announces no further session. Drives that
 * show the new table only after the disc was loaded again are judged by nothing here.
 */
export async function proveTableOfContents(
  drive: Drive,
  ordered: readonly OrderedTrack[],
  finalize: boolean,
): Promise<void> {
  const entries = (await readFullToc(drive)) ?? [];
  for (const { number, control } of ordered) {
    const found = entries.find((entry) => entry.adr === POSITION && entry.point === number);
    if (found === undefined) return;
    if (found.control !== control) {
      throw unchanged(`track ${number} has the control bits ${found.control} and not ${control}`);
    }
    const pointsOn = entries.some((entry) => entry.session === found.session && entry.point === NEXT_SESSION);
    if (finalize && pointsOn) throw unchanged('it announces another session');
  }
}

/**
 * The table of contents of a single session that was written raw, by both of its forms: every track and the lead-out
 * stand where they were written, with their control bits, and there is nothing else. Throws `disc-unchanged`.
 */
export async function proveWholeToc(drive: Drive, placements: readonly TrackPlacement[]): Promise<void> {
  const leadOut = leadOutOf(placements);
  await proveShortToc(drive, placements, leadOut);
  const entries = inBinary((await readFullToc(drive)) ?? [], leadOut);
  const pointOf = (point: number): FullTocEntry => {
    const found = entries.find((entry) => entry.adr === POSITION && entry.point === point);
    if (found === undefined) throw unchanged(`its full table of contents lacks the point ${point}`);
    return found;
  };
  if (entries.some(({ session }) => session !== 1)) throw unchanged('its full table of contents has another session');
  requirePoint('first track', pointOf(FIRST_TRACK_POINT).pointTime.m, placements[0]?.number);
  requirePoint('last track', pointOf(LAST_TRACK_POINT).pointTime.m, placements.length);
  requirePoint('lead-out', lbaOfMsf(pointOf(LEAD_OUT_POINT).pointTime), leadOut);
  for (const { number, start, layout } of placements) {
    const { control, pointTime } = pointOf(number);
    requirePoint(`start of track ${number}`, lbaOfMsf(pointTime), start);
    requirePoint(`control bits of track ${number}`, control, controlOf(layout));
  }
}

/** Some drives give this table in BCD: then the lead-out, which the other form has proved, is right only so read. */
function inBinary(entries: readonly FullTocEntry[], leadOut: number): readonly FullTocEntry[] {
  const decoded = entries.map((entry) => ({ ...entry, pointTime: fromBcdTime(entry.pointTime) }));
  const isBcd = decoded.some(({ point, pointTime }) => point === LEAD_OUT_POINT && lbaOfMsf(pointTime) === leadOut);
  return isBcd ? decoded : entries;
}

function fromBcdTime({ m, s, f }: Msf): Msf {
  return { m: fromBcd(m), s: fromBcd(s), f: fromBcd(f) };
}

async function proveShortToc(drive: Drive, placements: readonly TrackPlacement[], leadOut: number): Promise<void> {
  const toc = await readToc(drive);
  if (toc === undefined) throw unchanged('it has no table of contents');
  const startOf = (track: number): number | undefined => toc.tracks.find((one) => one.track === track)?.start;
  requirePoint('number of tracks', toc.tracks.length - 1, placements.length);
  requirePoint('lead-out', startOf(LEAD_OUT_TRACK), leadOut);
  for (const { number, start } of placements) requirePoint(`start of track ${number}`, startOf(number), start);
}

function requirePoint(what: string, found: number | undefined, expected: number | undefined): void {
  if (found === expected) return;
  throw unchanged(`by its table of contents the ${what} is ${found ?? 'missing'} where ${expected ?? 'none'} must be`);
}

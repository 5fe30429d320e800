// Proof that a burn took place: the disc's own state before and after. A drive may answer every WRITE with GOOD and
// leave the disc blank (MMC reference section 3, row 23), so nothing is done before the disc says so.
import { BurnishError } from '../../base/errors.ts';
import { type Lba, lba, SECTOR_BYTES } from '../../base/units.ts';
import { readBlocks } from '../commands/read.ts';
import { type DiscInformation, readDiscInformation } from '../commands/read-disc-information.ts';
import { readTrackInformation, type TrackInformation } from '../commands/read-track-information.ts';
import type { Drive } from '../drive.ts';

/** READ DISC INFORMATION, which every recorder has. */
export async function requireDiscInformation(drive: Drive): Promise<DiscInformation> {
  const disc = await readDiscInformation(drive);
  if (disc !== undefined) return disc;
  throw new BurnishError({
    code: 'drive-confused',
    message: 'The drive does not tell the state of its disc.',
    doing: 'reading the state of the disc',
    nextStep: 'Eject the disc and insert it again; try another drive if this stays.',
  });
}

/** READ TRACK INFORMATION of a track that must be there. */
export async function requireTrackInformation(drive: Drive, track: number): Promise<TrackInformation> {
  const found = await readTrackInformation(drive, track);
  if (found !== undefined) return found;
  throw new BurnishError({
    code: 'drive-confused',
    message: `The drive does not tell the state of track ${track}.`,
    doing: 'reading the state of a track',
    nextStep: 'Eject the disc and insert it again; try another drive if this stays.',
  });
}

export interface WrittenTrack {
  readonly number: number;
  readonly start: Lba;
  /** All that was sent for it from `start` on. */
  readonly blocks: number;
}

/**
 * A session was added to a sequential medium: it is finalized or appendable as asked, it counts the sessions and tracks
 * that it must, every track lies where it was written, and the next writable address is beyond it.
 */
export async function proveSession(
  drive: Drive,
  before: DiscInformation,
  written: readonly WrittenTrack[],
  finalize: boolean,
): Promise<void> {
  const after = await requireDiscInformation(drive);
  const wanted = finalize ? 'finalized' : 'appendable';
  if (after.status !== wanted) throw unchanged(`the disc is ${after.status} and not ${wanted}`);
  const open = finalize ? 0 : 1;
  requireEqual('sessions', after.sessions, before.sessions + open);
  const lastTrack = before.lastTrackOfLastSession + written.length - 1 + open;
  requireEqual('tracks', after.lastTrackOfLastSession, lastTrack);
  for (const track of written) {
    const found = await requireTrackInformation(drive, track.number);
    if (found.isBlank) throw unchanged(`track ${track.number} is blank`);
    requireEqual(`start of track ${track.number}`, found.start, track.start);
    if (found.blocks < track.blocks) {
      throw unchanged(`track ${track.number} has ${found.blocks} blocks and not ${track.blocks}`);
    }
  }
  if (!finalize) await proveNextWritableAddress(drive, lastTrack, written);
}

async function proveNextWritableAddress(drive: Drive, track: number, written: readonly WrittenTrack[]): Promise<void> {
  const end = written.reduce((most, one) => Math.max(most, one.start + one.blocks), 0);
  const next = (await requireTrackInformation(drive, track)).nextWritableAddress;
  if (next === undefined) throw unchanged('the disc does not say where it can be continued');
  if (next < end) throw unchanged(`the disc would be continued at block ${next}, before the end of the data at ${end}`);
}

/**
 * After a flush the next writable address has left the start of what was written; false where it has not.
 * Asked before the track is closed, so that a drive which only pretended is named as such, and not
 * by the refusal of the close that follows. A drive that gives no address here is judged at the end.
 */
export async function hasProgressed(drive: Drive, track: number, start: Lba): Promise<boolean> {
  return (await readTrackInformation(drive, track))?.nextWritableAddress !== start;
}

/** As `hasProgressed`, for media whose drives have always moved the address at once. */
export async function proveProgress(drive: Drive, track: number, start: Lba): Promise<void> {
  if (!(await hasProgressed(drive, track, start))) throw unchanged(`nothing was written from block ${start} on`);
}

/**
 * Closes a track whose next writable address has not moved: most likely nothing was written, but tgt's DVD recorder moves
 * it only here. The session is closed only when the disc then says that there is something on it.
 */
export async function closeDoubtfulTrack(drive: Drive, start: Lba, close: () => Promise<void>): Promise<void> {
  const how = `nothing was written from block ${start} on`;
  try {
    await close();
  } catch (thrown) {
    throw unchanged(how, thrown);
  }
  const { status } = await requireDiscInformation(drive);
  if (status === 'blank') throw unchanged(how);
}

/** After a test write everything is as it was. */
export async function proveUntouched(drive: Drive, before: DiscInformation): Promise<void> {
  const after = await requireDiscInformation(drive);
  const same =
    after.status === before.status &&
    after.sessions === before.sessions &&
    after.lastTrackOfLastSession === before.lastTrackOfLastSession;
  if (same) return;
  throw new BurnishError({
    code: 'drive-confused',
    message: `The drive was told to write on trial, and the disc is ${after.status} now: it wrote in earnest.`,
    doing: 'checking that the disc is as it was',
    fate: 'unknown',
    nextStep: 'Do not simulate with this drive; look at the disc before it is used.',
  });
}

/** The first and the last block that were written, kept to be compared. */
export interface Witness {
  readonly address: Lba;
  readonly block: Uint8Array;
}

/** The last session has its lead-out. */
export async function proveComplete(drive: Drive): Promise<void> {
  const { lastSession } = await requireDiscInformation(drive);
  if (lastSession !== 'complete') throw unchanged(`its session is ${lastSession}`);
}

/** Random writable media have no state that moves, so the ends of what was written are read back from the disc. */
export async function proveBlocks(drive: Drive, witnesses: readonly Witness[]): Promise<void> {
  const found = new Uint8Array(SECTOR_BYTES);
  for (const { address, block } of witnesses) {
    await readBlocks(drive, lba(address), found, { forceUnitAccess: true });
    if (block.some((byte, i) => byte !== found[i])) throw unchanged(`block ${address} does not hold what was written`);
  }
}

function requireEqual(what: string, found: number, expected: number): void {
  if (found !== expected) throw unchanged(`${what}: ${found} where ${expected} must be`);
}

/** `how` continues the sentence "every command was answered with success, yet ...". */
export function unchanged(how: string, cause?: unknown): BurnishError {
  const report = {
    code: 'disc-unchanged' as const,
    message: `The drive answered every command with success, yet the disc is not what it must be: ${how}.`,
    doing: 'checking the state of the disc',
    fate: 'unknown' as const,
    nextStep: 'Do not trust this disc; update the firmware of the drive or use another one.',
  };
  return new BurnishError(report, cause);
}

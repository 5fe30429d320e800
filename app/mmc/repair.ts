// Bringing a half-written disc to an end (MMC reference 2.13): what is on it stays readable, and nothing is tried twice.
import { BurnishError, type DiscFate } from '../base/errors.ts';
import { mediumKindFacts } from '../contract/media.ts';
import { CLOSE } from './commands/close-track-session.ts';
import { INVISIBLE_TRACK, readTrackInformation } from './commands/read-track-information.ts';
import { repairTrack } from './commands/repair-track.ts';
import { BLOCK_TYPE, TRACK_MODE, WRITE_TYPE } from './commands/write-parameters.ts';
import type { Drive } from './drive.ts';
import type { Medium } from './medium.ts';
import type { BusyProgress } from './recipe.ts';
import { closeAndWait } from './recipes/closing.ts';
import { withTrayLocked } from './recipes/failure.ts';
import { requireDiscInformation } from './recipes/proof.ts';
import { refusal } from './recipes/refusals.ts';
import { setWriteParameters } from './recipes/set-write-parameters.ts';
import { BUSY_CAP } from './timeouts.ts';

export interface RepairOptions {
  /** Close the disc for good (true) or only the broken session. */
  readonly finalize: boolean;
}

const DOING = 'closing the unfinished session';
const ECC_BLOCKS = 16;

/** Pure: what will happen, a sentence each. Throws when there is nothing to repair or no way to. */
export function planRepair(medium: Medium, options: RepairOptions): readonly string[] {
  requireRepairable(medium);
  const { label } = mediumKindFacts(medium.kind);
  return [
    `The unfinished session of the ${label} is closed where it ends; its data stay as far as they were written.`,
    options.finalize ? 'The disc is closed for good.' : 'More sessions can be added later.',
  ];
}

/**
 * Closes what is open, once, and checks that it is closed. Throws a BurnishError; a write-once disc that cannot be closed
 * is lost, a rewritable one can be blanked.
 */
export async function repairMedium(
  drive: Drive,
  medium: Medium,
  options: RepairOptions,
  progress: BusyProgress,
): Promise<void> {
  requireRepairable(medium);
  const isRewritable = mediumKindFacts(medium.kind).writable === 'many';
  let fate: DiscFate = 'untouched';
  const begin = (): void => {
    fate = isRewritable ? 'usable' : 'lost';
  };
  await withTrayLocked(
    drive,
    DOING,
    () => fate,
    async () => {
      if (medium.kind === 'cd-r' || medium.kind === 'cd-rw') await repairCd(drive, options, progress, begin);
      else await repairSequential(drive, medium, options, progress, begin);
      await proveClosed(drive);
    },
  );
}

function requireRepairable(medium: Medium): void {
  const { label, writable } = mediumKindFacts(medium.kind);
  const isSequential = ['cd-r', 'cd-rw', 'dvd-r', 'dvd-rw', 'dvd-r-dl', 'dvd+r', 'dvd+r-dl', 'bd-r'].includes(
    medium.kind,
  );
  if (!isSequential) {
    throw refusal(
      'medium-unsuitable',
      `There is no way to repair a ${label}.`,
      writable === 'many' ? 'Blank or format the disc again, fully if it failed twice.' : 'Use another disc.',
    );
  }
  if (medium.state === 'damaged' || medium.state === 'appendable') return;
  throw refusal('medium-unsuitable', `There is no unfinished session on this ${label}.`, 'Nothing has to be done.');
}

async function repairCd(
  drive: Drive,
  options: RepairOptions,
  progress: BusyProgress,
  begin: () => void,
): Promise<void> {
  await setWriteParameters(drive, {
    writeType: WRITE_TYPE.TRACK_AT_ONCE,
    bufe: true,
    testWrite: false,
    multiSession: options.finalize ? 0 : 3,
    trackMode: TRACK_MODE.DATA,
    blockType: BLOCK_TYPE.MODE_1,
  });
  begin();
  await closeAndWait(drive, CLOSE.SESSION, 0, { doing: DOING, fate: 'appendable', progress });
}

async function repairSequential(
  drive: Drive,
  medium: Medium,
  options: RepairOptions,
  progress: BusyProgress,
  begin: () => void,
): Promise<void> {
  const isMinus = medium.kind.startsWith('dvd-');
  const isPlus = medium.kind.startsWith('dvd+');
  if (isMinus) await setIncremental(drive, options);
  const disc = await requireDiscInformation(drive);
  const track = await readTrackInformation(drive, isPlus ? INVISIBLE_TRACK : disc.lastTrackOfLastSession);
  const number = track?.track ?? disc.lastTrackOfLastSession;
  const closing = { doing: DOING, fate: 'appendable', progress } as const;
  begin();
  if (isMinus && track?.isDamaged === true) await tryRepairTrack(drive, number, progress);
  if (track?.isBlank !== true) await closeAndWait(drive, CLOSE.TRACK, number, closing);
  await closeAndWait(drive, closeFunctionOf(medium, options), 0, closing);
}

/** Some drives have no REPAIR TRACK, and their CLOSE TRACK does the same. */
async function tryRepairTrack(drive: Drive, track: number, progress: BusyProgress): Promise<void> {
  const reply = await drive.execute(repairTrack(track), {
    doing: 'repairing the track',
    fate: 'appendable',
    accept: ({ sense }) => sense?.key === 5 && !sense.deferred,
  });
  if (!reply.good) return;
  await drive.waitUntilReady({ doing: 'repairing the track', capMs: BUSY_CAP.close, progress, fate: 'appendable' });
}

async function setIncremental(drive: Drive, options: RepairOptions): Promise<void> {
  await setWriteParameters(drive, {
    writeType: WRITE_TYPE.INCREMENTAL,
    bufe: true,
    testWrite: false,
    multiSession: options.finalize ? 0 : 3,
    trackMode: TRACK_MODE.DVD,
    blockType: BLOCK_TYPE.MODE_1,
    fixedPacketBlocks: ECC_BLOCKS,
  });
}

function closeFunctionOf(medium: Medium, options: RepairOptions): number {
  if (!options.finalize || medium.kind.startsWith('dvd-')) return CLOSE.SESSION;
  return medium.kind === 'dvd+r-dl' ? CLOSE.FINALIZE_MINIMAL : CLOSE.FINALIZE;
}

async function proveClosed(drive: Drive): Promise<void> {
  const { status, lastSession } = await requireDiscInformation(drive);
  const isClosed = status === 'finalized' || lastSession === 'empty' || lastSession === 'complete';
  if (isClosed) return;
  throw new BurnishError({
    code: 'close-failed',
    message: `The drive says that it has closed the session, and the session is ${lastSession}.`,
    doing: DOING,
    nextStep: 'Read what is on the disc, and use another one for new data.',
  });
}

// Flushing and closing: commands that the drive takes at once and then works on by itself (MMC reference 2.0.6).
import type { DiscFate } from '../../base/errors.ts';
import { type Milliseconds, milliseconds } from '../../base/units.ts';
import { closeTrackSession } from '../commands/close-track-session.ts';
import { synchronizeCache } from '../commands/synchronize-cache.ts';
import type { CommandReply, Drive } from '../drive.ts';
import type { BusyProgress } from '../recipe.ts';
import { BUSY_CAP, TIMEOUT } from '../timeouts.ts';

export interface ClosingOptions {
  /** For progress and errors: "closing the session". */
  readonly doing: string;
  readonly fate: DiscFate;
  readonly progress?: BusyProgress;
}

/** Drives put a CLOSE off while they still write; this is how long they get. */
const CLOSE_PATIENCE = milliseconds(600_000);

/** Brings everything that was sent onto the disc, and waits until it is there. */
export async function flush(drive: Drive, options: ClosingOptions, timeoutMs?: Milliseconds): Promise<void> {
  await drive.execute(synchronizeCache(true, timeoutMs ?? TIMEOUT.immediate), options);
  await drive.waitUntilReady({ ...options, capMs: BUSY_CAP.close });
}

/** Sends one close function and waits until the drive has done it. */
export async function closeAndWait(
  drive: Drive,
  closeFunction: number,
  track: number,
  options: ClosingOptions,
): Promise<void> {
  await drive.execute(closeTrackSession(closeFunction, track), {
    ...options,
    patienceMs: CLOSE_PATIENCE,
    accept: hasBegunAnyway,
  });
  await waitForClose(drive, options);
}

/** A drive may announce the disc that it has just closed as a new one; whether it is the same, the proof shows. */
async function waitForClose(drive: Drive, options: ClosingOptions): Promise<void> {
  const wasRecording = drive.recording;
  drive.recording = false;
  try {
    await drive.waitUntilReady({ ...options, capMs: BUSY_CAP.close });
  } finally {
    drive.recording = wasRecording;
  }
}

/** 6/2E/00: some drives answer so and close all the same; whether they did, the state of the disc shows afterwards. */
function hasBegunAnyway({ sense }: CommandReply): boolean {
  return sense?.key === 6 && sense.asc === 0x2e;
}

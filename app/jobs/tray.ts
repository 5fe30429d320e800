// The hand at the tray: ejecting a disc, and waiting for the next one.
import { PacedClock } from '../base/clock.ts';
import { BurnishError } from '../base/errors.ts';
import { milliseconds } from '../base/units.ts';
import { allowRemoval, eject } from '../mmc/commands/tray.ts';
import { TEST_UNIT_READY } from '../mmc/commands/unit-state.ts';
import { cancelledWhile } from './cancelled.ts';
import { type JobContext, notice } from './job.ts';

const LOOK_EVERY = milliseconds(1000);
/** Sense key: no disc, or one that is still spinning up (SPC-4 4.5.6). */
const NOT_READY = 2;
/** Additional sense code: there is no disc. */
const NO_MEDIUM = 0x3a;

/** A disc that will not come out is a nuisance and no failure of the job: it is said, and the job goes on. */
export async function ejectDisc(context: JobContext): Promise<void> {
  try {
    await allowRemoval(context.drive);
    await eject(context.drive);
  } catch (thrown) {
    if (!(thrown instanceof BurnishError)) throw thrown;
    notice(context, 'warning', `The disc could not be ejected: ${thrown.message}`);
  }
}

/** A person at a tray lives on the clock on the wall, whatever the drive's clock does. */
const wall = new PacedClock();

/**
 * Waits without limit until the disc was taken out, by the drive or by hand, and one is ready in the drive; the user ends
 * the waiting with cancel. Throws BurnishError when the drive is lost meanwhile.
 */
export async function waitForNextDisc(context: JobContext): Promise<void> {
  const { drive, signal } = context;
  notice(context, 'info', 'Please insert the next disc.');
  const { attentions } = drive;
  let wasOut = false;
  while (!signal.aborted) {
    const doing = 'waiting for the next disc';
    const reply = await drive.execute(TEST_UNIT_READY, { doing, accept: ({ sense }) => sense?.key === NOT_READY });
    wasOut ||= reply.sense?.asc === NO_MEDIUM;
    if (reply.good && (wasOut || drive.attentions !== attentions)) return;
    // A disc that spins up takes the drive's time, a person the time on the wall.
    const clock = reply.good || reply.sense?.asc === NO_MEDIUM ? wall : drive.clock;
    await clock.sleep(LOOK_EVERY, signal).catch(() => undefined);
  }
  throw cancelledWhile('waiting for the next disc', 'untouched');
}

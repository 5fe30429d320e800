// The moment before a disc can be looked at: is there one, is it turning, can the drive make anything of it.
import { BurnishError } from '../base/errors.ts';
import { getMediaEvent } from './commands/get-event-status.ts';
import { startUnit } from './commands/tray.ts';
import type { Drive } from './drive.ts';
import { BUSY_CAP } from './timeouts.ts';

const DOING = 'looking for a disc';

/**
 * Waits until the disc has spun up. Throws `no-medium` with the state of the tray in its details. A disc that the drive
 * cannot read yet (blank, unformatted, no table of contents) counts as there: its profile tells what it is.
 */
export async function awaitMedium(drive: Drive): Promise<void> {
  try {
    await drive.waitUntilReady({ doing: DOING, capMs: BUSY_CAP.spinUp });
  } catch (thrown) {
    if (!(thrown instanceof BurnishError)) throw thrown;
    const { key, asc, ascq, deferred } = thrown.report.command ?? {};
    if (deferred === true) throw thrown;
    if (key === 2 && asc === 0x3a) throw await noMedium(drive, thrown, ascq);
    if (key === 2 && asc === 0x04 && ascq === 0x02) {
      await startUnit(drive);
      return drive.waitUntilReady({ doing: DOING, capMs: BUSY_CAP.spinUp });
    }
    if (!isThereButUnreadable(key, asc)) throw thrown;
  }
}

function isThereButUnreadable(key: number | undefined, asc: number | undefined): boolean {
  return (key === 2 || key === 3) && (asc === 0x30 || asc === 0x31 || asc === 0x57);
}

/** ASCQ 01h tray closed, 02h tray open; 00h leaves it to GET EVENT STATUS. */
async function noMedium(drive: Drive, thrown: BurnishError, ascq: number | undefined): Promise<BurnishError> {
  const tray = ascq === 1 ? 'closed' : ascq === 2 ? 'open' : await trayState(drive);
  return thrown.with({
    message: tray === 'open' ? 'There is no disc in the drive; the tray is open.' : 'There is no disc in the drive.',
    nextStep: tray === 'open' ? 'Insert a disc and close the tray.' : 'Insert a disc.',
    details: { tray },
  });
}

async function trayState(drive: Drive): Promise<'open' | 'closed' | 'unknown'> {
  const event = await getMediaEvent(drive);
  return event === undefined ? 'unknown' : event.isTrayOpen ? 'open' : 'closed';
}

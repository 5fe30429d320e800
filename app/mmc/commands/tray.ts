// START STOP UNIT (MMC-6 6.42) and PREVENT ALLOW MEDIUM REMOVAL (MMC-6 6.13): load, eject, lock.
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

const LOAD_EJECT = 0x02;
const START = 0x01;

/** Opens the tray. Throws `drive-busy` while removal is prevented. */
export async function eject(drive: Drive): Promise<void> {
  await startStop(drive, LOAD_EJECT, 'ejecting the disc');
}

/** Closes the tray and waits until the drive knows what is in it. Laptop drives cannot: see `canLoad` of the identity. */
export async function load(drive: Drive): Promise<void> {
  await startStop(drive, LOAD_EJECT | START, 'loading the disc');
}

/** Lets the disc turn. */
export async function startUnit(drive: Drive): Promise<void> {
  await startStop(drive, START, 'starting the disc');
}

/** Lets the disc stand. */
export async function stopUnit(drive: Drive): Promise<void> {
  await startStop(drive, 0, 'stopping the disc');
}

/** Keeps the tray shut until `allowRemoval`; a drive that cannot lock is taken as it is. */
export async function preventRemoval(drive: Drive): Promise<void> {
  await setPrevented(drive, true);
}

export async function allowRemoval(drive: Drive): Promise<void> {
  await setPrevented(drive, false);
}

async function startStop(drive: Drive, action: number, doing: string): Promise<void> {
  const cdb = Uint8Array.of(OPCODE.START_STOP_UNIT, 0, 0, 0, action, 0);
  await drive.execute(requestNone(cdb, TIMEOUT.load), { doing });
}

async function setPrevented(drive: Drive, isPrevented: boolean): Promise<void> {
  const cdb = Uint8Array.of(OPCODE.PREVENT_ALLOW_MEDIUM_REMOVAL, 0, 0, 0, isPrevented ? 1 : 0, 0);
  await drive.execute(requestNone(cdb), {
    doing: isPrevented ? 'locking the tray' : 'unlocking the tray',
    // 5/20 and 5/24: no lock in this drive.
    accept: (reply) => reply.sense?.key === 5 && (reply.sense.asc === 0x20 || reply.sense.asc === 0x24),
  });
}

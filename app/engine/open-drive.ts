// From the name of a drive to a transport: a device path, or `virtual:NAME`.
import { BurnishError } from '../base/errors.ts';
import { VirtualDriveStore } from '../recorder/store/virtual-drive-store.ts';
import { openPassthrough } from '../scsi/passthrough.ts';
import type { Transport } from '../scsi/transport.ts';

const VIRTUAL = 'virtual:';

/**
 * Opens a drive, exclusively for a job or shared for looking. Throws BurnishError: no-such-drive, drive-busy,
 * permission-denied.
 */
export async function openDrive(home: string, name: string, options: { exclusive: boolean }): Promise<Transport> {
  if (name.startsWith(VIRTUAL)) return new VirtualDriveStore(home).open(name.slice(VIRTUAL.length), options);
  if (name.includes('\0')) throw noSuchDrive(name);
  return openPassthrough(name, options);
}

function noSuchDrive(name: string): BurnishError {
  return new BurnishError({
    code: 'no-such-drive',
    message: `There is no drive ${JSON.stringify(name)}.`,
    doing: 'opening the drive',
    nextStep: 'List the drives with "burnish drives".',
  });
}

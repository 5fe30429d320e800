// What the error numbers of the three systems mean to us: errno (Linux), GetLastError() (Windows), IOReturn (macOS).
// Folded here once; nothing above knows a number of a system.
import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type { SystemFailure } from '../../native/addon.ts';

/** What a failed call of the system says about the way to the drive. */
export type SystemVerdict = 'missing' | 'not-optical' | 'denied' | 'busy' | 'gone' | 'timed-out' | 'refused' | 'other';

type Table = ReadonlyMap<number, SystemVerdict>;

const { errno } = constants;

/** "Not a block device": one that Node does not name. */
const ENOTBLK = 15;

const LINUX: Table = new Map<number, SystemVerdict>([
  [errno.ENOENT, 'missing'],
  [errno.ENOTDIR, 'missing'],
  [errno.ELOOP, 'missing'],
  [errno.ENAMETOOLONG, 'missing'],
  [ENOTBLK, 'not-optical'],
  [errno.EACCES, 'denied'],
  [errno.EPERM, 'denied'],
  [errno.EROFS, 'denied'],
  [errno.EBUSY, 'busy'],
  [errno.ENODEV, 'gone'],
  [errno.ENXIO, 'gone'],
  [errno.ETIMEDOUT, 'timed-out'],
  [errno.EINVAL, 'refused'],
  [errno.ENOMEM, 'refused'],
  [errno.ENOTTY, 'refused'],
  [errno.E2BIG, 'refused'],
]);

const WINDOWS: Table = new Map<number, SystemVerdict>([
  [1, 'refused'], // ERROR_INVALID_FUNCTION
  [2, 'missing'], // ERROR_FILE_NOT_FOUND
  [3, 'missing'], // ERROR_PATH_NOT_FOUND
  [5, 'denied'], // ERROR_ACCESS_DENIED
  [32, 'busy'], // ERROR_SHARING_VIOLATION
  [33, 'busy'], // ERROR_LOCK_VIOLATION
  [50, 'not-optical'], // ERROR_NOT_SUPPORTED
  [55, 'gone'], // ERROR_DEV_NOT_EXIST
  [87, 'refused'], // ERROR_INVALID_PARAMETER
  [121, 'timed-out'], // ERROR_SEM_TIMEOUT
  [123, 'missing'], // ERROR_INVALID_NAME
  [170, 'busy'], // ERROR_BUSY
  [433, 'gone'], // ERROR_NO_SUCH_DEVICE
  [1117, 'other'], // ERROR_IO_DEVICE
  [1167, 'gone'], // ERROR_DEVICE_NOT_CONNECTED
  [1460, 'timed-out'], // ERROR_TIMEOUT
  [1617, 'gone'], // ERROR_DEVICE_REMOVED
  [2404, 'busy'], // ERROR_DEVICE_IN_USE
]);

const MACOS: Table = new Map<number, SystemVerdict>([
  [0xe00002bd, 'refused'], // kIOReturnNoMemory
  [0xe00002be, 'refused'], // kIOReturnNoResources
  [0xe00002c0, 'missing'], // kIOReturnNoDevice
  [0xe00002c1, 'denied'], // kIOReturnNotPrivileged
  [0xe00002c2, 'refused'], // kIOReturnBadArgument
  [0xe00002c5, 'busy'], // kIOReturnExclusiveAccess
  [0xe00002c7, 'not-optical'], // kIOReturnUnsupported
  [0xe00002d5, 'busy'], // kIOReturnBusy
  [0xe00002d6, 'timed-out'], // kIOReturnTimeout
  [0xe00002d9, 'gone'], // kIOReturnNotAttached
  [0xe00002e2, 'denied'], // kIOReturnNotPermitted
  [0xe00002ed, 'gone'], // kIOReturnNotResponding
  [0xf8da0002, 'busy'], // kDAReturnBusy
  [0xf8da0004, 'busy'], // kDAReturnExclusiveAccess
  [0xf8da0008, 'denied'], // kDAReturnNotPermitted
  [0xf8da0009, 'denied'], // kDAReturnNotPrivileged
  [0x0000c010, 'busy'], // EBUSY as DiskArbitration passes it on
]);

const TABLES: Readonly<Partial<Record<NodeJS.Platform, Table>>> = { linux: LINUX, win32: WINDOWS, darwin: MACOS };

/** The meaning of a number of the system; 'other' for one that tells nothing about the way to the drive. */
export function verdictOf(systemError: number, platform: NodeJS.Platform = process.platform): SystemVerdict {
  return TABLES[platform]?.get(systemError) ?? 'other';
}

/** The meaning of a failed opening: a drive that could be opened but not taken is in somebody's use. */
export function verdictOfOpening(failure: SystemFailure, platform: NodeJS.Platform = process.platform): SystemVerdict {
  const verdict = verdictOf(failure.systemError, platform);
  return verdict === 'denied' && failure.operation !== 'open' ? 'busy' : verdict;
}

/** "EBUSY", "Windows error 170", "IOReturn e00002d5": for the log. */
export function systemErrorName(systemError: number, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return `Windows error ${systemError}`;
  if (platform === 'darwin') return `IOReturn ${systemError.toString(16)}`;
  return systemError === ENOTBLK ? 'ENOTBLK' : getSystemErrorName(-systemError);
}

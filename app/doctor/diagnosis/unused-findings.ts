// Linux: something is connected that may be a drive, or lead to one, and the system does not use it. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { UnusedDevice } from '../facts.ts';
import { PACKAGES_OF_MODULES, RESTART_FOR_MODULES } from './driver-findings.ts';
import { shellLine } from './shell-line.ts';

type Cause = Pick<DoctorFinding, 'cause' | 'message' | 'fix'>;

export function unusedFinding(device: UnusedDevice): DoctorFinding {
  const unloadable = unloadableDriver(device);
  if (unloadable !== undefined) return { weight: 'blocks', ...unloadable };
  const command = commandFor(device);
  return { weight: 'blocks', ...causeOf(device), ...(command === undefined ? {} : { command }) };
}

/** Where the driver that the device needs cannot be loaded by a command. */
function unloadableDriver({ name, driver, standing }: UnusedDevice): Cause | undefined {
  switch (standing?.is) {
    case 'kernel-replaced':
      return {
        cause: 'kernel-replaced',
        message: `The modules of the running kernel are gone (it was updated), so the driver ${driver}, which ${name} needs, cannot be loaded.`,
        fix: RESTART_FOR_MODULES,
      };
    case 'blocked':
      return {
        cause: 'driver-blocked',
        message: `The driver ${driver}, which ${name} needs, is forbidden by ${standing.by}.`,
        fix: `If you are allowed to, remove the line with ${driver} from ${standing.by}, and restart the computer.`,
      };
    case 'not-installed':
      return {
        cause: 'driver-not-installed',
        message: `The running kernel came without the driver ${driver}, which ${name} needs.`,
        fix: PACKAGES_OF_MODULES,
      };
    default:
      return undefined;
  }
}

function causeOf({ is, name, driver }: UnusedDevice): Cause {
  switch (is) {
    case 'without-driver':
      return {
        cause: 'usb-driver-missing',
        message: `The USB storage device ${name} has no driver, so it is not known whether it is a drive.`,
        fix: `Load the driver ${driver}.`,
      };
    case 'ignored':
      return {
        cause: 'usb-device-ignored',
        message: `The kernel is told to ignore the USB storage device ${name} (usb-storage.quirks).`,
        fix: 'Remove the device from the options of usb-storage, and restart the computer.',
      };
    case 'not-authorized':
      return {
        cause: 'usb-device-not-authorized',
        message: `The USB device ${name} is not authorized by this system (USBGuard does that, for one), so nobody can use it.`,
        fix: 'Authorize it, if it is your drive.',
      };
    case 'given-away':
      return {
        cause: 'given-away',
        message: `The device ${name} is given to a virtual machine or to another program (by the driver ${driver}).`,
        fix: 'If your drive hangs on it, take it back there.',
      };
    case 'controller-without-driver':
      return {
        cause: 'controller-without-driver',
        message: `The controller ${name}, on which a drive may hang, has no driver.`,
        fix: `Load the driver ${driver}.`,
      };
  }
}

function commandFor({ is, path, driver }: UnusedDevice): string | undefined {
  switch (is) {
    case 'without-driver':
    case 'controller-without-driver':
      return shellLine('sudo', 'modprobe', driver);
    case 'not-authorized': {
      const tee = shellLine('sudo', 'tee', `${path}/authorized`);
      return tee === undefined ? undefined : `echo 1 | ${tee}`;
    }
    default:
      return undefined;
  }
}

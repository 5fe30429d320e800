// Why there is no drive at all, or why one that is connected is not among those found. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import { CDROM_CLASS } from '../look-at-windows.ts';
import type { Facts, LinuxFacts, UnusedDevice, WindowsFacts } from '../facts.ts';
import { shellLine } from './shell-line.ts';

/** Where there are drives, a device that is unused is worth a word only when it is one that was plugged in. */
export function absenceFindings(facts: Facts): readonly DoctorFinding[] {
  const { linux, windows, addonMissing } = facts;
  if (facts.drives.length > 0) {
    const plugged = linux?.unused.filter(({ is }) => is !== 'given-away' && is !== 'controller-without-driver') ?? [];
    return plugged.map((device) => ({ ...unusedFinding(device), weight: 'tells' }));
  }
  // Elsewhere than on Linux only the addon can list drives: without it nothing is known of them.
  if (linux === undefined && addonMissing !== undefined) return [];
  if (linux?.sandbox?.kind === 'wsl') return [underWsl()];
  const found = [
    ...(linux?.unused.map(unusedFinding) ?? []),
    ...(windows === undefined ? [] : windowsFindings(windows)),
  ];
  return found.length > 0 ? found : [noDrive(linux)];
}

function noDrive(linux: LinuxFacts | undefined): DoctorFinding {
  const seen =
    linux === undefined
      ? 'The system knows of no optical drive.'
      : `The system knows of no optical drive: controllers for drives: ${linux.controllers}, USB storage devices: ${linux.usbStorage}, and none of them leads to one.`;
  return {
    cause: 'no-drive',
    weight: 'blocks',
    message: seen,
    fix: 'Connect a drive, and look at its cable and its power. Until then everything can be tried with a practice disc.',
  };
}

function underWsl(): DoctorFinding {
  return {
    cause: 'no-drives-under-wsl',
    weight: 'blocks',
    message: 'This is the Windows Subsystem for Linux, which has no optical drives.',
    fix: 'Run Burnish in Windows itself.',
  };
}

function unusedFinding(device: UnusedDevice): DoctorFinding {
  const command = commandFor(device);
  return { weight: 'blocks', ...causeOf(device), ...(command === undefined ? {} : { command }) };
}

function causeOf({ is, name, driver }: UnusedDevice): Pick<DoctorFinding, 'cause' | 'message' | 'fix'> {
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

function windowsFindings({ filters, isDriverDisabled }: WindowsFacts): readonly DoctorFinding[] {
  if (isDriverDisabled) {
    return [
      {
        cause: 'driver-disabled',
        weight: 'blocks',
        message: 'The driver of Windows for optical drives (cdrom) is disabled.',
        fix: 'Switch it on in a command prompt of an administrator, and restart the computer.',
        command: 'sc config cdrom start= system',
      },
    ];
  }
  const list = filters.UpperFilters === undefined ? 'LowerFilters' : 'UpperFilters';
  const names = filters[list];
  if (names === undefined) return [];
  return [
    {
      cause: 'driver-filtered',
      weight: 'blocks',
      message: `There is no drive, and filter drivers of another program stand in front of them (${list}: ${names}): that is the usual reason for lost drives.`,
      fix: 'Remove the list in a command prompt of an administrator, and restart the computer. The program that put it there may have to be installed anew.',
      command: `reg delete "${CDROM_CLASS}" /v ${list}`,
    },
  ];
}

// Linux: a drive that no driver has, so that it has no node. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { KernelDriver } from '../facts.ts';
import { shellLine } from './shell-line.ts';

type Cause = Pick<DoctorFinding, 'cause' | 'message' | 'fix'>;

export const RESTART_FOR_MODULES = 'Restart the computer: then the new kernel runs.';
export const PACKAGES_OF_MODULES =
  'Install the package of your distribution that has the other modules of this kernel (linux-modules-extra on Ubuntu, linux-image-amd64 instead of the cloud kernel on Debian, kernel-modules on Fedora), and restart.';

/** `address` is "2:0:0:0"; `release` that of the kernel. */
export function driverFinding(drive: string, address: string, sr: KernelDriver, release: string): DoctorFinding {
  const command = commandFor(address, sr);
  return {
    ...causeOf(drive, sr, release),
    weight: 'blocks',
    drive,
    ...(command === undefined ? {} : { command }),
  };
}

function causeOf(drive: string, sr: KernelDriver, release: string): Cause {
  switch (sr.is) {
    case 'loaded':
      return {
        cause: 'driver-not-bound',
        message: `The drive at ${drive} is there, but the kernel's driver for optical drives (sr_mod) has not taken it.`,
        fix: 'Give the drive to the driver.',
      };
    case 'loadable':
    case 'unknown':
      return {
        cause: 'driver-not-loaded',
        message: `The drive at ${drive} is there, but the kernel's driver for optical drives (sr_mod) is not loaded.`,
        fix: 'Load the driver.',
      };
    case 'blocked':
      return {
        cause: 'driver-blocked',
        message: `The kernel's driver for optical drives (sr_mod) is forbidden by ${sr.by}, so ${drive} has no driver.`,
        fix: `Remove the line with sr_mod from ${sr.by}, and restart the computer.`,
      };
    case 'kernel-replaced':
      return {
        cause: 'kernel-replaced',
        message: `The modules of the running kernel ${release} are gone (it was updated), so the driver of ${drive} cannot be loaded.`,
        fix: RESTART_FOR_MODULES,
      };
    case 'not-installed':
      return {
        cause: 'driver-not-installed',
        message: `The kernel ${release} came without the driver for optical drives (sr_mod), so ${drive} cannot be used.`,
        fix: PACKAGES_OF_MODULES,
      };
  }
}

function commandFor(address: string, sr: KernelDriver): string | undefined {
  switch (sr.is) {
    case 'loaded': {
      const tee = shellLine('sudo', 'tee', '/sys/bus/scsi/drivers/sr/bind');
      return tee === undefined ? undefined : `echo ${address} | ${tee}`;
    }
    case 'loadable':
    case 'unknown':
      return shellLine('sudo', 'modprobe', 'sr_mod');
    default:
      return undefined;
  }
}

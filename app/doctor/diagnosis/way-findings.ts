// What makes a drive that can be used slower or less than it could be: the sg node, the USB connection, the drive itself.
// Only what the system truly tells. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { DriveFacts, Facts, LinuxDriveFacts, LinuxFacts, UsbFacts } from '../facts.ts';
import { installRule } from './rights-findings.ts';
import { shellLine } from './shell-line.ts';

/** Mbit/s. */
const FULL_SPEED = 12;
const HIGH_SPEED = 480;
const SUPER_SPEED = 5000;
/** What a device that can do USB 3 says of itself on an older port (USB 3.2, 9.6.1: bcdUSB is 0210h there). */
const SUPER_SPEED_VERSION = 2.1;
/** Below that every write command costs more than it carries at high speeds. */
const SMALL_TRANSFER_KIB = 64;
/** Quirks that make transfers smaller: at most 64 sectors, no UAS. */
const LIMITING_QUIRKS = /[mu]/;

export function wayFindings(drive: DriveFacts, facts: Facts): readonly DoctorFinding[] {
  const { linux } = drive;
  const found = [readsOnly(drive)];
  if (linux !== undefined && facts.linux !== undefined && linux.state === 'running') {
    found.push(genericFinding(drive.name, linux, facts.linux), smallTransfers(drive.name, linux));
    if (linux.usb !== undefined) found.push(...usbFindings(drive, linux.usb));
  }
  return found.filter((one) => one !== undefined);
}

function readsOnly({ name, trial }: DriveFacts): DoctorFinding | undefined {
  if (trial?.is !== 'answered' || trial.canWrite) return undefined;
  return {
    cause: 'reads-only',
    weight: 'tells',
    drive: name,
    message: `${name} reads discs and cannot write any.`,
    fix: 'Use another drive for burning.',
  };
}

/** The sg node is locked while a job runs, so that no program gets between; without it that lock is missing. */
function genericFinding(
  drive: string,
  { node, generic }: LinuxDriveFacts,
  linux: LinuxFacts,
): DoctorFinding | undefined {
  if (node?.mayWrite !== true) return undefined;
  if (generic === undefined) {
    return linux.sg.is === 'loaded' || linux.sandbox !== undefined ? undefined : genericNotLoaded(drive, linux);
  }
  if (generic.is !== 'there' || generic.mayWrite) return undefined;
  return {
    cause: 'generic-no-rights',
    weight: 'hinders',
    drive,
    message: `You may not use ${generic.path}, the second node of ${drive}: Burnish cannot keep other programs away through it while it burns.`,
    ...installRule(linux),
  };
}

function genericNotLoaded(drive: string, { sg }: LinuxFacts): DoctorFinding {
  const command = sg.is === 'loadable' || sg.is === 'unknown' ? shellLine('sudo', 'modprobe', 'sg') : undefined;
  return {
    cause: 'generic-not-loaded',
    weight: 'tells',
    drive,
    message: `The kernel's driver sg is not loaded: ${drive} has no second node. Burnish does not need it, other burning programs do.`,
    fix: 'Load the driver where you need it.',
    ...(command === undefined ? {} : { command }),
  };
}

function smallTransfers(drive: string, { maxTransferKib }: LinuxDriveFacts): DoctorFinding | undefined {
  if (maxTransferKib === undefined || maxTransferKib >= SMALL_TRANSFER_KIB) return undefined;
  return {
    cause: 'small-transfers',
    weight: 'hinders',
    drive,
    message: `The adapter of ${drive} carries at most ${maxTransferKib} KiB at a time: fast burns may stall.`,
    fix: 'Burn at a lower speed, or connect the drive by another adapter.',
  };
}

function usbFindings({ name, trial }: DriveFacts, usb: UsbFacts): readonly (DoctorFinding | undefined)[] {
  const writesBluRay = trial?.is === 'answered' && trial.writesBluRay;
  return [
    speedFinding(name, usb, writesBluRay),
    hubFinding(name, usb),
    currentFinding(name, usb),
    quirkFinding(name, usb),
  ];
}

function speedFinding(drive: string, { speed, version }: UsbFacts, writesBluRay: boolean): DoctorFinding | undefined {
  if (speed > 0 && speed < SUPER_SPEED && version >= SUPER_SPEED_VERSION) {
    return {
      cause: 'usb-slow-port',
      weight: 'tells',
      drive,
      message: `${drive} seems to be made for USB 3 and is connected with ${speed} Mbit/s.`,
      fix: 'For fast burns use a USB 3 port (often blue) and the cable that came with the drive, without a hub between.',
    };
  }
  if (speed > 0 && speed <= FULL_SPEED) {
    return {
      cause: 'usb-slow',
      weight: 'hinders',
      drive,
      message: `${drive} is connected with ${speed} Mbit/s: that is less than a DVD needs at 1x.`,
      fix: 'Use a port or a hub with USB 2 or later.',
    };
  }
  if (speed !== HIGH_SPEED || !writesBluRay) return undefined;
  return {
    cause: 'usb-slow',
    weight: 'tells',
    drive,
    message: `${drive} is connected by USB 2, which carries about 35 MB/s: enough for DVD at 16x and for Blu-ray up to about 7x.`,
    fix: 'Burn Blu-ray discs at 6x or less.',
  };
}

function hubFinding(drive: string, { isBehindUnpoweredHub }: UsbFacts): DoctorFinding | undefined {
  if (!isBehindUnpoweredHub) return undefined;
  return {
    cause: 'usb-unpowered-hub',
    weight: 'hinders',
    drive,
    message: `${drive} lives on the power of a hub that has no power supply of its own: it may lack power in the midst of a burn.`,
    fix: 'Connect the drive to a port of the computer, or give the hub its power supply.',
  };
}

function currentFinding(drive: string, { overCurrents }: UsbFacts): DoctorFinding | undefined {
  if (overCurrents === 0) return undefined;
  return {
    cause: 'usb-over-current',
    weight: 'hinders',
    drive,
    message: `The port of ${drive} was overloaded ${overCurrents} times since it was switched on.`,
    fix: 'Give the drive a power supply of its own, or use another port.',
  };
}

function quirkFinding(drive: string, { quirks }: UsbFacts): DoctorFinding | undefined {
  if (!LIMITING_QUIRKS.test(quirks)) return undefined;
  return {
    cause: 'usb-limited',
    weight: 'tells',
    drive,
    message: `The kernel is told to limit what it does with ${drive} (usb-storage.quirks, "${quirks}").`,
    fix: 'If you did not set this for a reason, remove it from the options of usb-storage.',
  };
}

// Why there is no drive at all, or why one that is connected is not among those found. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import { CDROM_CLASS } from '../look-at-windows.ts';
import type { Facts, LinuxFacts, Sandbox, WindowsFacts } from '../facts.ts';
import { sandboxName } from './node-findings.ts';
import { shellLine } from './shell-line.ts';
import { unusedFinding } from './unused-findings.ts';

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
  if (linux?.isSysfsHidden === true) return [hidden(linux.sandbox ?? { kind: 'container' })];
  if (windows !== undefined) return windowsFindings(windows);
  const unused = linux?.unused.map(unusedFinding) ?? [];
  return unused.length > 0 ? unused : [noDrive(linux)];
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

/** Nobody may say that there is no drive where nobody could look. */
function hidden(sandbox: Sandbox): DoctorFinding {
  const command =
    sandbox.kind === 'snap' ? shellLine('sudo', 'snap', 'connect', `${sandbox.name}:hardware-observe`) : undefined;
  return {
    cause: 'sandboxed',
    weight: 'blocks',
    message: `Whether there is a drive is not known: ${sandboxName(sandbox)}, in which Burnish runs, does not let it look for devices.`,
    ...(command === undefined
      ? { fix: 'Let it see the folder /sys of the machine, or run Burnish outside of it.' }
      : { fix: 'Let the snap look at the hardware.', command }),
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
  if (names === undefined) return [noDrive(undefined)];
  // Such programs are common, and most machines have no drive at all: by itself the list accuses nobody.
  return [
    noDrive(undefined),
    {
      cause: 'driver-filtered',
      weight: 'tells',
      message: `Filter drivers of another program stand in front of optical drives (${list}: ${names}): they can keep a drive away that is connected.`,
      fix: 'Only if the Device Manager shows your drive with a warning sign (code 19, 31, 32, 39 or 41): remove the list in a command prompt of an administrator, and restart the computer. The program that put it there may have to be installed anew.',
      command: `reg delete "${CDROM_CLASS}" /v ${list}`,
    },
  ];
}

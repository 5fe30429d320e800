// What came of opening a drive that looks as if it could be opened. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { DriveFacts, Facts, Trial } from '../facts.ts';
import { sandboxed } from './node-findings.ts';
import { shellLine } from './shell-line.ts';

type Error = Extract<Trial, { is: 'refused' }>['error'];

/** What the passthrough calls the holder when it is this very process. */
const OURSELVES = 'another job of Burnish';

export function trialFinding(drive: DriveFacts, trial: Trial, facts: Facts): DoctorFinding | undefined {
  switch (trial.is) {
    case 'answered':
    case 'ours':
      return undefined;
    case 'silent':
      return {
        cause: 'silent',
        weight: 'blocks',
        drive: drive.name,
        message: `${drive.name} was opened and does not answer.`,
        fix: 'Wait a minute. If it stays so, switch the drive off and on, or disconnect it and connect it again.',
      };
    case 'refused':
      return refusal(drive, trial.error, facts);
  }
}

function refusal(drive: DriveFacts, error: Error, facts: Facts): DoctorFinding | undefined {
  switch (error.code) {
    case 'drive-busy':
      return busy(drive, error, facts.platform);
    case 'permission-denied':
      return denied(drive.name, facts);
    default:
      return {
        cause: 'failing',
        weight: 'blocks',
        drive: drive.name,
        message: `${drive.name} was tried in vain. ${error.message}`,
        fix: error.nextStep,
      };
  }
}

function denied(drive: string, { linux, platform }: Facts): DoctorFinding {
  const { sandbox } = linux ?? {};
  if (sandbox !== undefined && sandbox.kind !== 'wsl') return sandboxed(drive, sandbox);
  return {
    cause: 'refused-despite-rights',
    weight: 'blocks',
    drive,
    message: `The system does not let Burnish open ${drive}, though the rights of the user would allow it.`,
    ...(platform === 'linux'
      ? {
          fix: 'See which rule refused it (SELinux, AppArmor or a device policy).',
          command: 'sudo dmesg | grep -i denied',
        }
      : { fix: 'Close programs that use the drive, and start Burnish as an administrator.' }),
  };
}

function busy(drive: DriveFacts, { details = {} }: Error, platform: NodeJS.Platform): DoctorFinding | undefined {
  const { name } = drive;
  const holder = String(details['holder'] ?? '');
  const about = { weight: 'blocks', drive: name } as const;
  if (holder === OURSELVES) return undefined;
  switch (details['holderKind']) {
    case 'mount': {
      const isByUser = drive.linux?.mountedByUdisks === true;
      const command = isByUser ? shellLine('udisksctl', 'unmount', '-b', name) : shellLine('sudo', 'umount', holder);
      return {
        ...about,
        cause: 'mounted',
        message: `The disc in ${name} is mounted at ${holder}, so it cannot be written.`,
        fix: 'Unmount it. Its files stay on the disc.',
        ...(command === undefined ? {} : { command }),
      };
    }
    case 'device': {
      const command = shellLine('sudo', 'pktsetup', '-d', holder);
      return {
        ...about,
        cause: 'held-by-device',
        message: `${name} is held by the device ${holder} of this system.`,
        fix: `Release the device ${holder}.`,
        ...(command === undefined || !holder.startsWith('pkt') ? {} : { command }),
      };
    }
    case 'program':
      return {
        ...about,
        cause: 'held-by-program',
        message: `${name} is being used by ${holder}.`,
        fix: `Let ${holder} finish, or close it.`,
      };
    default:
      return heldByUnseen(drive, platform);
  }
}

/** The processes of other users are not shown to us: whoever may see them is asked to look. */
function heldByUnseen({ name, linux }: DriveFacts, platform: NodeJS.Platform): DoctorFinding {
  const about = { cause: 'held-by-unseen', weight: 'blocks', drive: name } as const;
  if (platform !== 'linux') {
    return {
      ...about,
      message: `${name} is being used by another program, and the system does not tell which.`,
      fix: 'Close programs that show, play or burn discs.',
    };
  }
  const nodes = linux?.generic === undefined ? [name] : [name, linux.generic.path];
  const command = shellLine('sudo', 'fuser', '-v', ...nodes);
  return {
    ...about,
    message: `${name} is being used by a program of another user, and the system does not show it to you.`,
    fix: 'See which program it is, and let it finish or close it.',
    ...(command === undefined ? {} : { command }),
  };
}

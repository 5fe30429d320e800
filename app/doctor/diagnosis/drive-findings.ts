// Why a drive cannot be used: the first thing that stands in the way, from the drive up to the user. Pure.
import type { DoctorFinding, ExaminedDrive } from '../../contract/doctor.ts';
import type { DriveFacts, Facts, LinuxDriveFacts, LinuxFacts, Trial } from '../facts.ts';
import { driverFinding } from './driver-findings.ts';
import { nodeFinding } from './node-findings.ts';
import { rightsFinding } from './rights-findings.ts';
import { shellLine } from './shell-line.ts';
import { trialFinding } from './trial-findings.ts';
import { wayFindings } from './way-findings.ts';

export interface DriveDiagnosis {
  readonly drive: ExaminedDrive;
  readonly findings: readonly DoctorFinding[];
}

export function diagnoseDrive(drive: DriveFacts, facts: Facts): DriveDiagnosis {
  const { name, vendor, product, bus, linux } = drive;
  const obstacle = obstacleOf(drive, facts);
  const generic = linux?.generic?.is === 'there' ? linux.generic.path : undefined;
  const examined: ExaminedDrive = {
    name,
    ...(generic === undefined ? {} : { generic }),
    vendor,
    product,
    bus,
    state: stateOf(obstacle, drive.trial),
  };
  return { drive: examined, findings: [...(obstacle === undefined ? [] : [obstacle]), ...wayFindings(drive, facts)] };
}

/** Somebody else has the drive. */
export const IN_USE = new Set<DoctorFinding['cause']>([
  'mounted',
  'held-by-device',
  'held-by-program',
  'held-by-unseen',
]);

/** What nobody tried (because the addon is missing, which is a finding of its own) is not said to be good. */
function stateOf(obstacle: DoctorFinding | undefined, trial: Trial | undefined): ExaminedDrive['state'] {
  if (obstacle !== undefined) return IN_USE.has(obstacle.cause) ? 'in-use' : 'unreachable';
  if (trial === undefined) return 'unreachable';
  return trial.is === 'answered' ? 'ready' : 'working';
}

/** At most one: what stands behind it is seen when it is out of the way. */
function obstacleOf(drive: DriveFacts, facts: Facts): DoctorFinding | undefined {
  const { linux, trial } = drive;
  if (linux !== undefined && facts.linux !== undefined) {
    const found = linuxObstacle(drive, { drive: linux, linux: facts.linux, facts });
    if (found !== undefined) return found;
  }
  return trial === undefined ? undefined : trialFinding(drive, trial, facts);
}

interface LinuxPlace {
  readonly drive: LinuxDriveFacts;
  readonly linux: LinuxFacts;
  readonly facts: Facts;
}

function linuxObstacle({ name }: DriveFacts, { drive, linux, facts }: LinuxPlace): DoctorFinding | undefined {
  if (drive.state !== 'running') return offline(name, drive);
  if (drive.node === undefined) return driverFinding(name, drive.address, linux.sr, facts.release);
  return nodeFinding(drive.node, drive.address, linux) ?? rightsFinding(drive.node, linux, facts);
}

/** States that a device does not leave by itself (scsi_device.h); the names as in scsi_sysfs.c. */
const GIVEN_UP = new Set(['offline', 'cancel', 'deleted']);

function offline(drive: string, { address, state }: LinuxDriveFacts): DoctorFinding {
  const about = { cause: 'offline', weight: 'blocks', drive } as const;
  if (!GIVEN_UP.has(state)) {
    return {
      ...about,
      message: `The system does not let commands through to ${drive} at the moment: its state is "${state}".`,
      fix: 'Wait a minute and look again. If it stays so, disconnect the drive and connect it again.',
    };
  }
  const tee = shellLine('sudo', 'tee', `/sys/bus/scsi/devices/${address}/state`);
  return {
    ...about,
    message: `The system has given up on ${drive}: its state is "${state}".`,
    // Only from this state there is a way back by command.
    ...(tee === undefined || state !== 'offline'
      ? { fix: 'Disconnect the drive and connect it again, or restart the computer.' }
      : { fix: 'Tell the system to try it again.', command: `echo running | ${tee}` }),
  };
}

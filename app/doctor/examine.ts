// The doctor's visit: looks at the system, tries each drive, judges.
import { dirname } from 'node:path';
import type { DoctorReport } from '../contract/doctor.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import type { DriveFacts, Facts, Trial } from './facts.ts';
import { lookAtLinux } from './linux/look-at-linux.ts';
import { lookAtWindows } from './look-at-windows.ts';
import type { System } from './system.ts';

export interface Patient {
  readonly system: System;
  /** The folder of Burnish. */
  readonly home: string;
  /** Why the addon is not there, one sentence. */
  readonly addonMissing?: string;
  /** The drives as the addon lists them: where the system is not Linux there is no other list. */
  readonly listed: readonly Pick<DriveFacts, 'name' | 'vendor' | 'product' | 'bus'>[];
  /** Opens a drive for Burnish alone, and lets it go again. Never rejects. */
  readonly tryDrive: (drive: string) => Promise<Trial>;
  /** The udev rule of Burnish as a file that the user can read. */
  readonly ruleFile?: string;
}

/** Changes nothing on the machine. */
export async function examine(patient: Patient): Promise<DoctorReport> {
  return diagnose(await factsOf(patient));
}

async function factsOf({ system, home, addonMissing, listed, tryDrive, ruleFile }: Patient): Promise<Facts> {
  const { platform, release, user } = system;
  const ofLinux = platform === 'linux' ? await lookAtLinux(system, ruleFile) : undefined;
  const tried = async (drive: DriveFacts): Promise<DriveFacts> => {
    const isWorthATry = addonMissing === undefined && canBeOpened(drive);
    return isWorthATry ? { ...drive, trial: await tryDrive(drive.name) } : drive;
  };
  // All at once: one that hangs keeps no other waiting.
  const drives = await Promise.all((ofLinux?.drives ?? listed).map(tried));
  return {
    platform,
    release,
    user: user.name,
    groups: user.groups,
    drives,
    home: await lookAtHome(system, home),
    ...(addonMissing === undefined ? {} : { addonMissing }),
    ...(ofLinux === undefined ? {} : { linux: ofLinux.linux }),
    ...(platform === 'win32' ? { windows: await lookAtWindows(system) } : {}),
  };
}

/** Not where it is known beforehand that it fails, and not what does not bear the name of the drive. */
function canBeOpened({ linux }: DriveFacts): boolean {
  return linux === undefined || (linux.state === 'running' && linux.node?.is === 'there' && linux.node.mayWrite);
}

/** A folder that is made when it is first needed: until then the nearest one above it decides. */
async function lookAtHome(system: System, path: string): Promise<Facts['home']> {
  let existing = path;
  while ((await system.status(existing)) === undefined && dirname(existing) !== existing) existing = dirname(existing);
  const freeBytes = await system.freeBytes(existing);
  return { path, isWritable: await system.mayWrite(existing), ...(freeBytes === undefined ? {} : { freeBytes }) };
}

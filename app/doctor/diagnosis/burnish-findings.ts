// What Burnish itself lacks: its addon, its folder, room in it; and what a policy of the machine forbids. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { Facts } from '../facts.ts';

/** Records, receipts and logs of a job are small; below this not even they are sure to be kept. */
const LEAST_FREE_BYTES = 100_000_000;

export function burnishFindings({ addonMissing, home, windows }: Facts): readonly DoctorFinding[] {
  const found: DoctorFinding[] = [];
  if (addonMissing !== undefined) {
    found.push({
      cause: 'addon-missing',
      weight: 'blocks',
      message: addonMissing,
      fix: 'Install a C++ compiler and Python 3, and build it in the folder of Burnish; where Burnish came as a package, install it anew.',
      command: 'node native/install.mjs',
    });
  }
  if (windows?.isWritingForbidden === true) {
    found.push({
      cause: 'writing-forbidden',
      weight: 'blocks',
      message: 'A policy of this machine forbids writing to CD and DVD.',
      fix: 'Ask the administrator to lift the policy "CD and DVD: Deny write access".',
    });
  }
  if (!home.isWritable) {
    found.push({
      cause: 'home-unwritable',
      weight: 'blocks',
      message: `Burnish may not write to its own folder ${home.path}: no job, receipt or practice disc can be kept.`,
      fix: 'Let BURNISH_HOME name a folder that is yours.',
    });
  } else if (home.freeBytes !== undefined && home.freeBytes < LEAST_FREE_BYTES) {
    found.push({
      cause: 'home-full',
      weight: 'hinders',
      message: `The disk with the folder ${home.path} of Burnish is full: records and receipts of jobs may be lost.`,
      fix: 'Free some room there, or let BURNISH_HOME name a folder elsewhere.',
    });
  }
  return found;
}

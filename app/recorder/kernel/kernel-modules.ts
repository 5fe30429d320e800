// What of the kernel must be there for a process to be a drive, and the folder in which it is set up.
import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { BurnishError } from '../../base/errors.ts';

/** The kernel's targets; configfs. */
export const TARGETS = '/sys/kernel/config/target';
/** What the kernel's modules are called, for people. */
export const MISSING = "the kernel's modules target_core_user and tcm_loop cannot be loaded";

/** Throws BurnishError 'permission-denied' or 'unsupported-by-drive'. */
export async function requireModules(): Promise<void> {
  if (process.platform !== 'linux') throw unsupported('only Linux lets a process be a drive');
  if (process.getuid?.() !== 0) {
    throw new BurnishError({
      code: 'permission-denied',
      message: 'Only root may give this machine another drive.',
      doing: 'attaching a virtual drive',
      nextStep: 'Run the command with sudo, and name your folder with BURNISH_HOME.',
    });
  }
  await run('modprobe', ['-a', 'target_core_user', 'tcm_loop', 'sr_mod', 'sg']);
  if (!(await exists(TARGETS))) await run('mount', ['-t', 'configfs', 'configfs', '/sys/kernel/config']);
  if (!(await exists(TARGETS))) throw unsupported(MISSING);
}

export function unsupported(why: string, cause?: unknown): BurnishError {
  return new BurnishError(
    {
      code: 'unsupported-by-drive',
      message: `The virtual drive cannot be attached: ${why}.`,
      doing: 'attaching a virtual drive',
      nextStep: 'Use a Linux system whose kernel has target_core_user and tcm_loop.',
    },
    cause,
  );
}

/** Whether it worked shows in what is there afterwards, also when there is no such program. */
function run(program: string, parameters: readonly string[]): Promise<void> {
  const running = spawn(program, parameters, { stdio: 'ignore' });
  return new Promise((resolve) => {
    running.once('close', () => resolve());
    running.once('error', () => resolve());
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

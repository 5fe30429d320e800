// One program at a time has a virtual drive: a lock file with the pid of its holder. The lock of a dead process is void.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { BurnishError } from '../../base/errors.ts';

export class DriveLock {
  private readonly file: string;
  private isHeld = true;

  private constructor(file: string) {
    this.file = file;
  }

  /** Throws 'drive-busy' when a living process, this one included, holds it. */
  static take(file: string, drive: string): DriveLock {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (create(file)) return new DriveLock(file);
      const holder = holderOf(file);
      if (holder !== undefined && isAlive(holder)) throw busy(drive, holder);
      rmSync(file, { force: true });
    }
    throw busy(drive, undefined);
  }

  release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    rmSync(this.file, { force: true });
  }
}

/** Linked into place with its content, so that nobody ever sees a lock without a holder. */
function create(file: string): boolean {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, String(process.pid));
  try {
    linkSync(beside, file);
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Undefined when the file is gone or holds no pid. */
function holderOf(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether a process has this pid. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error, 'EPERM');
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function busy(drive: string, holder: number | undefined): BurnishError {
  return new BurnishError({
    code: 'drive-busy',
    message: `The virtual drive "${drive}" is in use${holder === undefined ? '' : ` by process ${holder}`}.`,
    doing: 'opening a virtual drive',
    nextStep: 'Wait until it is free, or end the program that uses it.',
    ...(holder === undefined ? {} : { details: { pid: holder } }),
  });
}

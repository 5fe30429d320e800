// Whose job it is: the engine that runs it, in a process that may have died since. A process id alone says little, for
// the system gives it away again.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { z } from 'zod';

/** The last moment that a Date can hold (ECMA-262, 21.4.1.1). */
const LATEST_TIME = 8.64e15;

export const ownerSchema = z.object({
  pid: z.int().positive(),
  /** What tells this process from another one with its id, where the system tells; else empty. */
  start: z.string(),
  /** The engine within the process. */
  engine: z.string(),
  /** Milliseconds since 1970. */
  at: z.number().min(0).max(LATEST_TIME),
});
export type Owner = z.infer<typeof ownerSchema>;

/** The engines of this process. */
export interface OwnEngines {
  readonly engineId: string;
  /** Others that are alive. */
  readonly siblings: readonly string[];
}

export function ownerHere(engineId: string): Owner {
  return { pid: process.pid, start: startOf(process.pid), engine: engineId, at: Date.now() };
}

/** Whether somebody still works on what this owner began. */
export function isAlive(owner: Owner, { engineId, siblings }: OwnEngines): boolean {
  if (owner.pid === process.pid && owner.start === startOf(process.pid)) {
    return owner.engine === engineId || siblings.includes(owner.engine);
  }
  if (!processExists(owner.pid)) return false;
  if (owner.start !== '') return owner.start === startOf(owner.pid);
  // What was written before this computer was started is nobody's any more.
  return owner.at > Date.now() - uptime() * 1000;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/** Linux: which start of the system it was, and how long after it the process began (proc(5), /proc/PID/stat, 22nd field). */
function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, which may hold blanks and brackets itself.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${boot}/${ticks}`;
  } catch {
    return '';
  }
}

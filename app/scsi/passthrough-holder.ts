// Who keeps a drive from being opened. On Linux: a mount (proc(5), /proc/PID/mountinfo), a device on top of it such as
// packet writing (sysfs "holders"), or a process with the node open. Elsewhere the system itself names the holder.
import { readFile, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SystemFailure } from '../../native/addon.ts';

export interface Holder {
  readonly kind: 'mount' | 'device' | 'program';
  /** The mount point, the device's name, or the program's name with its process id. */
  readonly name: string;
}

/** The holder of the drive, or undefined where it cannot be found out (another user's program, for one). */
export async function findHolder(path: string, failure: SystemFailure): Promise<Holder | undefined> {
  if (process.platform !== 'linux') {
    return failure.holder === '' ? undefined : { kind: 'program', name: failure.holder };
  }
  const node = await unless(realpath(path), path);
  const mount = await findMount(node);
  if (mount !== undefined) return { kind: 'mount', name: mount };
  const [above] = await unless(readdir(`/sys/class/block/${basename(node)}/holders`), []);
  if (above !== undefined) return { kind: 'device', name: above };
  const program = await findProgram([node, failure.holder]);
  return program === undefined ? undefined : { kind: 'program', name: program };
}

async function findMount(node: string): Promise<string | undefined> {
  const number = await unless(
    stat(node).then((status) => status.rdev),
    undefined,
  );
  return number === undefined ? undefined : mountPointOf(await readFile('/proc/self/mountinfo', 'utf8'), number);
}

/**
 * The first mount point of a device in the text of a mountinfo file. `number` is st_rdev as Linux encodes it: major in
 * bits 8 to 19, minor in bits 0 to 7 and from 20 on (makedev(3)).
 */
export function mountPointOf(mountinfo: string, number: number): string | undefined {
  const major = (number >> 8) & 0xfff;
  const minor = (number & 0xff) | ((number >> 12) & 0xfff00);
  const wanted = `${major}:${minor}`;
  for (const line of mountinfo.split('\n')) {
    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    const [, , device, , mountPoint] = line.split(' ');
    if (device === wanted && mountPoint !== undefined) return unescapeOctal(mountPoint);
  }
  return undefined;
}

/** Blanks, tabs, newlines and backslashes stand as a backslash and three octal digits. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** "vlc (process 4711)": the first process that has one of the nodes open. Only one's own are visible without root. */
async function findProgram(nodes: readonly string[]): Promise<string | undefined> {
  const processes = (await unless(readdir('/proc'), [])).filter((name) => /^\d+$/.test(name));
  const own = String(process.pid);
  for (const id of processes) {
    if (id === own || !(await hasOpen(id, nodes))) continue;
    const name = (await unless(readFile(`/proc/${id}/comm`, 'utf8'), 'a program')).trim();
    return `${name} (process ${id})`;
  }
  return (await hasOpen(own, nodes)) ? 'another job of Burnish' : undefined;
}

async function hasOpen(id: string, nodes: readonly string[]): Promise<boolean> {
  for (const number of await unless(readdir(`/proc/${id}/fd`), [])) {
    const target = await unless(readlink(`/proc/${id}/fd/${number}`), '');
    if (target !== '' && nodes.includes(target)) return true;
  }
  return false;
}

/** What a look at /proc gives, or a fallback: processes end while one looks, and others' are not readable. */
async function unless<Value>(looked: Promise<Value>, fallback: Value): Promise<Value> {
  try {
    return await looked;
  } catch {
    return fallback;
  }
}

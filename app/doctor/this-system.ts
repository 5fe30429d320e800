// The machine that Burnish runs on, as the doctor's port wants it.
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, open, opendir, realpath, stat, statfs } from 'node:fs/promises';
import { release, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PathStatus, System, User } from './system.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_NAMES = 10_000;
const REGISTRY_TIMEOUT_MS = 5000;

export function thisSystem(): System {
  return {
    platform: process.platform,
    release: release(),
    program: process.execPath,
    environment: process.env,
    user: thisUser(),
    text: (path) => unless(() => textOf(path)),
    names: (folder) => unless(() => namesIn(folder)),
    status: (path) => unless(() => statusOf(path)),
    mayWrite: async (path) =>
      (await unless(() => access(path, constants.R_OK | constants.W_OK).then(() => true))) === true,
    realPath: (path) => unless(() => realpath(path)),
    freeBytes: (folder) => unless(() => statfs(folder).then(({ bavail, bsize }) => bavail * bsize)),
    registryValue: (key, value) => unless(() => registryValue(key, value)),
  };
}

/** Undefined for what cannot be looked at: that is what the doctor wants to know. */
async function unless<Value>(look: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await look();
  } catch {
    return undefined;
  }
}

function thisUser(): User {
  const groups = process.getgroups?.() ?? [];
  try {
    const { username, gid } = userInfo();
    return { name: username, gid, groups };
  } catch {
    // A process may run under a number that has no account.
    return { name: String(process.getuid?.() ?? ''), gid: process.getgid?.() ?? -1, groups };
  }
}

/** Files of sysfs and proc tell no size: they are read until they end. */
async function textOf(path: string): Promise<string> {
  await using file = await open(path);
  const buffer = Buffer.alloc(64 * 1024);
  const parts: Buffer[] = [];
  for (let length = 0; length < MOST_BYTES; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) break;
    parts.push(Buffer.from(buffer.subarray(0, bytesRead)));
    length += bytesRead;
  }
  return Buffer.concat(parts).toString('utf8');
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of await opendir(folder)) if (names.push(name) >= MOST_NAMES) break;
  return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

async function statusOf(path: string): Promise<PathStatus> {
  const status = await stat(path);
  const isBlock = status.isBlockDevice();
  const isNode = isBlock || status.isCharacterDevice();
  return {
    kind: isBlock
      ? 'block'
      : isNode
        ? 'character'
        : status.isDirectory()
          ? 'folder'
          : status.isFile()
            ? 'file'
            : 'other',
    device: isNode ? deviceNumber(status.rdev) : '',
    gid: status.gid,
    mode: status.mode & 0o7777,
  };
}

/** st_rdev as Linux encodes it: major in bits 8 to 19, minor in bits 0 to 7 and from 20 on (makedev(3)). */
function deviceNumber(number: number): string {
  return `${(number >> 8) & 0xfff}:${(number & 0xff) | ((number >> 12) & 0xfff00)}`;
}

/** By the system's own tool, whose output has the same form in every language: "    Start    REG_DWORD    0x1". */
async function registryValue(key: string, value: string): Promise<string | undefined> {
  const tool = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const { stdout } = await promisify(execFile)(tool, ['query', key, '/v', value], { timeout: REGISTRY_TIMEOUT_MS });
  return /\sREG_\w+\s+(?<text>\S.*?)\s*$/m.exec(stdout)?.groups?.['text'];
}

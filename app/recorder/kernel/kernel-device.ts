// Makes the kernel believe in a drive that a process plays: configfs of target_core_user (the commands come to us) and
// of tcm_loop (a SCSI host of this machine, with /dev/srN and /dev/sgN). Linux, as root.
// Documentation/target/tcmu-design.rst; drivers/target/loopback/tcm_loop.c.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readdir, readFile, rmdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { milliseconds } from '../../base/units.ts';
import { randomBytes } from 'node:crypto';
import { BurnishError } from '../../base/errors.ts';

const CONFIG = '/sys/kernel/config/target';
/** The kernel makes the nodes a moment after the drive. */
const PATIENCE_MS = milliseconds(10_000);
const BETWEEN_LOOKS_MS = milliseconds(50);

export interface KernelNodes {
  /** /dev/srN */
  readonly block: string;
  /** /dev/sgN */
  readonly generic: string;
}

export class KernelDevice {
  /** The node whose memory holds the commands: /dev/uioN. */
  readonly target: string;
  private readonly backend: string;
  private readonly port: string;
  private readonly clock: Clock;

  private constructor(target: string, backend: string, port: string, clock: Clock) {
    this.target = target;
    this.backend = backend;
    this.port = port;
    this.clock = clock;
  }

  /** The half that brings commands; nobody sees a drive yet. Throws BurnishError 'permission-denied' or 'unsupported-by-drive'. */
  static async create(name: string, clock: Clock): Promise<KernelDevice> {
    await requireModules();
    const number = 1 + (await highest(join(CONFIG, 'core'), /^user_(\d+)$/));
    const backend = join(CONFIG, 'core', `user_${number}`, `burnish-${name}`);
    await mkdir(backend, { recursive: true });
    // A recorder has no size of its own; the kernel wants one.
    const size = 'dev_size=2048,hw_block_size=2048,hw_max_sectors=512';
    // No daemon is asked whether the drive may come: whoever runs this is it.
    await writeFile(join(backend, 'control'), `dev_config=burnish/${name},${size},nl_reply_supported=-1`);
    await writeFile(join(backend, 'enable'), '1');
    const info = await readFile(join(backend, 'info'), 'utf8');
    const port = join(CONFIG, 'loopback', `naa.5${randomBytes(7).toString('hex')}0`.slice(0, 20), 'tpgt_1');
    return new KernelDevice(await targetNode(backend, info), backend, port, clock);
  }

  /** Shows the drive to the machine; from here on commands come and have to be answered. */
  async show(): Promise<KernelNodes> {
    await mkdir(this.port, { recursive: true });
    await writeFile(join(this.port, 'nexus'), `naa.5${randomBytes(8).toString('hex').slice(1)}`);
    await mkdir(join(this.port, 'lun', 'lun_0'));
    await symlink(this.backend, join(this.port, 'lun', 'lun_0', 'port'));
    const address = (await readFile(join(this.port, 'address'), 'utf8')).trim();
    return this.nodes(`/sys/bus/scsi/devices/${address}:0`);
  }

  /** Takes everything back, in the reverse order; what is not there is left. */
  async remove(): Promise<void> {
    const lun = join(this.port, 'lun', 'lun_0');
    await unlink(join(lun, 'port')).catch(unlessMissing);
    await rmdir(lun).catch(unlessMissing);
    await rmdir(this.port).catch(unlessMissing);
    await rmdir(join(this.port, '..')).catch(unlessMissing);
    await rmdir(this.backend).catch(unlessMissing);
    await rmdir(join(this.backend, '..')).catch(unlessMissing);
  }

  private async nodes(device: string): Promise<KernelNodes> {
    const end = this.clock.now() + PATIENCE_MS;
    while (true) {
      const [block] = await entries(join(device, 'block'));
      const [generic] = await entries(join(device, 'scsi_generic'));
      if (block !== undefined && generic !== undefined) return { block: `/dev/${block}`, generic: `/dev/${generic}` };
      if (this.clock.now() > end) {
        throw unsupported(`the kernel made no drive of it within ${PATIENCE_MS / 1000} s`);
      }
      await this.clock.sleep(BETWEEN_LOOKS_MS);
    }
  }
}

async function requireModules(): Promise<void> {
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
  if (!(await exists(CONFIG))) await run('mount', ['-t', 'configfs', 'configfs', '/sys/kernel/config']);
  if (!(await exists(CONFIG))) throw unsupported("the kernel's modules target_core_user and tcm_loop cannot be loaded");
}

/** Whether it worked shows in what is there afterwards. */
async function run(program: string, parameters: readonly string[]): Promise<void> {
  const running = spawn(program, parameters, { stdio: 'ignore' });
  await Promise.race([once(running, 'exit'), once(running, 'error')]);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function targetNode(backend: string, info: string): Promise<string> {
  // "... HBTL / Config: burnish/NAME ..." names no node; the class of uio devices does.
  const names = await entries('/sys/class/uio');
  const wanted = backend
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/^user_/, '');
  for (const name of names) {
    const text = (await readFile(`/sys/class/uio/${name}/name`, 'utf8')).trim();
    // "tcm-user/1/burnish-practice/burnish/practice"
    if (text.startsWith(`tcm-user/${wanted}/`)) return `/dev/${name}`;
  }
  throw unsupported(`the kernel gave no memory for its commands (${info.trim()})`);
}

async function highest(folder: string, name: RegExp): Promise<number> {
  const numbers = (await entries(folder)).map((entry) => Number(name.exec(entry)?.[1] ?? -1));
  return Math.max(-1, ...numbers);
}

async function entries(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

function unlessMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
  throw error;
}

function unsupported(why: string): BurnishError {
  return new BurnishError({
    code: 'unsupported-by-drive',
    message: `The virtual drive cannot be attached: ${why}.`,
    doing: 'attaching a virtual drive',
    nextStep: 'Use a Linux system whose kernel has target_core_user and tcm_loop.',
  });
}

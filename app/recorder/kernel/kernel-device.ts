// Makes the kernel believe in a drive that a process plays: configfs of target_core_user (the commands come to us) and
// of tcm_loop (a SCSI host of this machine, with /dev/srN and /dev/sgN). Linux, as root.
// Documentation/target/tcmu-design.rst; drivers/target/loopback/tcm_loop.c.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, readlink, rmdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { BurnishError } from '../../base/errors.ts';
import { milliseconds } from '../../base/units.ts';
import { isAlive } from '../store/drive-lock.ts';
import { LONGEST_COMMAND_S } from './attach-task.ts';
import { MISSING, requireModules, TARGETS, unsupported } from './kernel-modules.ts';

/** The kernel makes the nodes a moment after the drive, and takes them away a moment after it. */
const PATIENCE_MS = milliseconds(10_000);
const BETWEEN_LOOKS_MS = milliseconds(50);
/** The pid is in the name, so that what a killed process left is known. */
const OURS = /^burnish-[a-z0-9-]+-(?<pid>\d{1,10})$/;

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
  /** The drive in sysfs, as long as the machine has it. */
  private device: string | undefined;

  private constructor(target: string, backend: string, port: string, clock: Clock) {
    this.target = target;
    this.backend = backend;
    this.port = port;
    this.clock = clock;
  }

  /**
   * The half that brings commands; nobody sees a drive yet. What killed processes left is cleared away first. Throws
   * BurnishError 'permission-denied' or 'unsupported-by-drive'.
   */
  static async create(name: string, clock: Clock): Promise<KernelDevice> {
    await requireModules();
    await clearAbandoned();
    const number = 1 + (await highest(join(TARGETS, 'core'), /^user_(\d+)$/));
    const backend = join(TARGETS, 'core', `user_${number}`, `burnish-${name}-${process.pid}`);
    await mkdir(backend, { recursive: true }).catch(refused);
    try {
      // A recorder has no size of its own; the kernel wants one.
      const size = 'dev_size=2048,hw_block_size=2048,hw_max_sectors=512';
      // No daemon is asked whether the drive may come: whoever runs this is it.
      await writeFile(join(backend, 'control'), `dev_config=burnish/${name},${size},nl_reply_supported=-1`);
      await writeFile(join(backend, 'enable'), '1');
      await writeFile(join(backend, 'attrib', 'cmd_time_out'), String(LONGEST_COMMAND_S));
      const port = join(TARGETS, 'loopback', `naa.5${randomBytes(8).toString('hex').slice(1)}`, 'tpgt_1');
      return new KernelDevice(await targetNode(backend), backend, port, clock);
    } catch (thrown) {
      await removeBackend(backend);
      throw thrown;
    }
  }

  /** Shows the drive to the machine; from here on commands come and have to be answered. */
  async show(): Promise<KernelNodes> {
    await mkdir(this.port, { recursive: true }).catch(refused);
    await writeFile(join(this.port, 'nexus'), `naa.5${randomBytes(8).toString('hex').slice(1)}`);
    await mkdir(join(this.port, 'lun', 'lun_0'));
    await symlink(this.backend, join(this.port, 'lun', 'lun_0', 'port'));
    const address = (await readFile(join(this.port, 'address'), 'utf8')).trim();
    this.device = `/sys/bus/scsi/devices/${address}:0`;
    const device = this.device;
    return this.until(
      async () => {
        const [block] = await entries(join(device, 'block'));
        const [generic] = await entries(join(device, 'scsi_generic'));
        if (block === undefined || generic === undefined) return undefined;
        return { block: `/dev/${block}`, generic: `/dev/${generic}` };
      },
      `the kernel made no drive of it within ${PATIENCE_MS / 1000} s`,
    );
  }

  /** Takes everything back, in the reverse order, until the nodes are gone; what is not there is left. */
  async remove(): Promise<void> {
    await removePort(this.port, 'port');
    await removeBackend(this.backend);
    const { device } = this;
    if (device === undefined) return;
    await this.until(
      async () => ((await entries(device)).length === 0 ? true : undefined),
      `the kernel does not let go of it within ${PATIENCE_MS / 1000} s`,
    );
  }

  /** Looks until there is an answer. Throws when there is none in time. */
  private async until<Value>(look: () => Promise<Value | undefined>, otherwise: string): Promise<Value> {
    const end = this.clock.now() + PATIENCE_MS;
    while (true) {
      const seen = await look();
      if (seen !== undefined) return seen;
      if (this.clock.now() > end) throw unsupported(otherwise);
      await this.clock.sleep(BETWEEN_LOOKS_MS);
    }
  }
}

/** Takes away the drives of processes that are dead: nobody answers for them any more. */
async function clearAbandoned(): Promise<void> {
  const core = join(TARGETS, 'core');
  const adapters = (await entries(core)).filter((name) => name.startsWith('user_'));
  for (const adapter of adapters) {
    for (const name of await entries(join(core, adapter))) {
      const pid = OURS.exec(name)?.groups?.['pid'];
      if (pid !== undefined && !isAlive(Number(pid))) await clear(join(core, adapter, name));
    }
  }
}

async function clear(backend: string): Promise<void> {
  // What was asked and never answered fails now; otherwise the kernel waits for an answer.
  await writeFile(join(backend, 'action', 'block_dev'), '1').catch(unlessMissing);
  await writeFile(join(backend, 'action', 'reset_ring'), '2').catch(unlessMissing);
  const loopback = join(TARGETS, 'loopback');
  for (const adapter of await entries(loopback)) {
    const port = join(loopback, adapter, 'tpgt_1');
    const lun = join(port, 'lun', 'lun_0');
    for (const link of await entries(lun)) {
      const shown = await readlink(join(lun, link)).catch(() => '');
      if (basename(shown) === basename(backend)) await removePort(port, link);
    }
  }
  await removeBackend(backend);
}

async function removePort(port: string, link: string): Promise<void> {
  const lun = join(port, 'lun', 'lun_0');
  await unlink(join(lun, link)).catch(unlessMissing);
  await rmdir(lun).catch(unlessMissing);
  await rmdir(port).catch(unlessMissing);
  await rmdir(dirname(port)).catch(unlessMissing);
}

async function removeBackend(backend: string): Promise<void> {
  await rmdir(backend).catch(unlessMissing);
  await rmdir(dirname(backend)).catch(unlessMissing);
}

async function targetNode(backend: string): Promise<string> {
  const [adapter = '', name = ''] = backend.split('/').slice(-2);
  for (const node of await entries('/sys/class/uio')) {
    const text = (await readFile(`/sys/class/uio/${node}/name`, 'utf8')).trim();
    // "tcm-user/1/burnish-practice-1234/burnish/practice"
    if (text.startsWith(`tcm-user/${adapter.replace(/^user_/, '')}/${name}/`)) return `/dev/${node}`;
  }
  throw unsupported('the kernel gave no memory for its commands');
}

async function highest(folder: string, name: RegExp): Promise<number> {
  const numbers = (await entries(folder)).map((entry) => Number(name.exec(entry)?.[1] ?? -1));
  return Math.max(-1, ...numbers);
}

async function entries(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** A target whose module cannot be loaded is a folder that cannot be made. */
function refused(cause: unknown): never {
  throw cause instanceof BurnishError ? cause : unsupported(MISSING, cause);
}

function unlessMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
  throw error;
}

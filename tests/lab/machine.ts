// A virtual machine with a real Linux kernel, real /dev/sr and /dev/sg nodes, and other people's drives and burning
// programs (build-guest.sh). Boots in seconds without hardware virtualisation; keeps nothing when it is stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const project = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const cache =
  process.env['BURNISH_LAB'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'burnish-lab');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface BootOptions {
  /** More arguments for QEMU: its own drives (qemu-drives.ts). */
  readonly devices?: readonly string[];
  readonly memoryMiB?: number;
}

export interface RunOptions {
  /** root; a user of the group cdrom; a user of no group that matters. */
  readonly as?: 'root' | 'burner' | 'stranger';
  readonly timeoutMs?: number;
}

const BOOT_MS = 120_000;
const RUN_MS = 120_000;

export class LabMachine {
  /** A folder of the host that the guest sees as /talk. */
  readonly folder: string;
  private readonly qemu: ChildProcess;
  private readonly talk: Socket;
  private readonly monitor: Monitor;
  private readonly waiting = new Map<number, (code: number) => void>();
  /** Rejects when QEMU has ended. */
  private readonly lost: Promise<never>;
  private nextNumber = 1;

  private constructor(folder: string, qemu: ChildProcess, talk: Socket, monitor: Monitor) {
    this.folder = folder;
    this.qemu = qemu;
    this.talk = talk;
    this.monitor = monitor;
    this.lost = diedEarly(qemu);
    // Whoever waits hears of it; nobody may be waiting.
    this.lost.catch(() => undefined);
  }

  /** Throws when the machine is not up after two minutes; its console is in the error then. */
  static async boot(options: BootOptions = {}): Promise<LabMachine> {
    const folder = await mkdtemp(join(cache, 'run-'));
    // The guest's users read their scripts there.
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'project'), project);
    const qemu = spawn('qemu-system-x86_64', machineArguments(folder, options), {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const stop = (): boolean => qemu.kill('SIGKILL');
    process.once('exit', stop);
    qemu.once('exit', () => process.off('exit', stop));
    try {
      const talk = await connected(join(folder, 'talk.socket'), qemu);
      const monitor = await Monitor.open(join(folder, 'monitor.socket'), qemu);
      const machine = new LabMachine(folder, qemu, talk, monitor);
      await machine.ready();
      return machine;
    } catch (cause) {
      stop();
      const console = existsSync(join(folder, 'console')) ? readFileSync(join(folder, 'console'), 'utf8') : '';
      await rm(folder, { recursive: true, force: true });
      throw new Error(`the lab's machine did not boot:\n${console.slice(-2000)}`, { cause });
    }
  }

  /** Runs a script of bash in the guest; runs may overlap. Code 124 = its time was up. */
  async run(script: string, options: RunOptions = {}): Promise<Ended> {
    const number = this.nextNumber++;
    const { as = 'root', timeoutMs = RUN_MS } = options;
    const file = (end: string): string => join(this.folder, `${number}.${end}`);
    await writeFile(file('task'), script, { mode: 0o755 });
    const seconds = Math.ceil(timeoutMs / 1000);
    const become =
      as === 'root'
        ? ''
        : `setpriv --reuid ${as} --regid ${as === 'burner' ? 'cdrom' : as} --init-groups env HOME=/tmp `;
    await writeFile(
      file('sh'),
      `cd ${project}\nexec ${become}timeout --kill-after=3 ${seconds} bash /talk/${number}.task\n`,
    );
    const code = await this.ask(number, timeoutMs);
    return { code, stdout: await readFile(file('out'), 'utf8'), stderr: await readFile(file('err'), 'utf8') };
  }

  /** The output of a script that has to succeed. */
  async succeed(script: string, options: RunOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(script, options);
    if (code !== 0) throw new Error(`in the lab, ${JSON.stringify(script)} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** One command to QEMU itself: changes of media, for example. */
  async qemuCommand(command: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    await this.monitor.execute(command, parameters);
  }

  async stop(): Promise<void> {
    const ended = this.qemu.exitCode === null ? once(this.qemu, 'exit') : Promise.resolve();
    this.qemu.kill('SIGKILL');
    await ended;
    this.talk.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const lines = createInterface({ input: this.talk });
    const first = within(BOOT_MS, 'the guest to boot', once(lines, 'line'));
    await Promise.race([first, this.lost]);
    lines.on('line', (line) => {
      const [number, code] = line.split(' ').map(Number);
      if (number === undefined || code === undefined) return;
      this.waiting.get(number)?.(code);
      this.waiting.delete(number);
    });
  }

  private async ask(number: number, timeoutMs: number): Promise<number> {
    const answered = new Promise<number>((resolve) => this.waiting.set(number, resolve));
    this.talk.write(`${number}\n`);
    return within(timeoutMs + 15_000, `request ${number}`, Promise.race([answered, this.lost]));
  }
}

function machineArguments(folder: string, { devices = [], memoryMiB = 2048 }: BootOptions): string[] {
  const shared = (path: string, tag: string, isReadOnly: boolean): string[] => [
    '-virtfs',
    `local,path=${path.replaceAll(',', ',,')},mount_tag=${tag},security_model=none,multidevs=remap${isReadOnly ? ',readonly=on' : ''}`,
  ];
  const socket = (id: string, name: string): string[] => [
    '-chardev',
    `socket,id=${id},path=${join(folder, name)},server=on,wait=off`,
  ];
  return [
    ...['-accel', 'tcg', '-cpu', 'max', '-M', 'q35', '-m', String(memoryMiB), '-smp', '1'],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-kernel', join(cache, 'vmlinux'), '-initrd', join(cache, 'first-stage.cpio')],
    ...['-append', 'console=ttyS0 quiet loglevel=4 panic=-1 reboot=t random.trust_cpu=on mitigations=off nowatchdog'],
    ...['-serial', `file:${join(folder, 'console')}`],
    ...['-drive', `if=none,id=root,format=raw,readonly=on,file.locking=off,file=${join(cache, 'root.sqfs')}`],
    ...['-device', 'virtio-blk-pci,drive=root'],
    ...shared(fileURLToPath(new URL('../../../tests/lab', import.meta.url)), 'lab', true),
    ...shared(folder, 'talk', false),
    ...shared(dirname(process.execPath), 'host', true),
    ...shared(project, 'project', true),
    ...['-device', 'virtio-serial-pci'],
    ...socket('talk', 'talk.socket'),
    ...['-device', 'virtserialport,chardev=talk,name=talk'],
    ...socket('monitor', 'monitor.socket'),
    ...['-mon', 'chardev=monitor,mode=control'],
    ...devices,
  ];
}

const monitorLineSchema = z.object({
  return: z.unknown().optional(),
  error: z.object({ desc: z.string() }).optional(),
});

/** QEMU's monitor (QMP): one command at a time. */
class Monitor {
  private readonly socket: Socket;
  private readonly lines: AsyncIterator<string, undefined>;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(socket: Socket) {
    this.socket = socket;
    this.lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  static async open(path: string, qemu: ChildProcess): Promise<Monitor> {
    const monitor = new Monitor(await connected(path, qemu));
    await monitor.execute('qmp_capabilities', {});
    return monitor;
  }

  execute(command: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    const result = this.last.then(() => this.exchange(command, parameters));
    this.last = result.catch(() => undefined);
    return result;
  }

  private async exchange(command: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    this.socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
    while (true) {
      const { value, done } = await this.lines.next();
      if (done === true) throw new Error('QEMU has gone');
      const answer = monitorLineSchema.parse(JSON.parse(value));
      if (answer.error !== undefined) throw new Error(`QEMU, ${command}: ${answer.error.desc}`);
      if ('return' in answer) return;
    }
  }
}

/** QEMU makes its sockets when it starts; until then there is nothing to connect to. */
async function connected(path: string, qemu: ChildProcess): Promise<Socket> {
  const until = Date.now() + 20_000;
  while (qemu.exitCode === null && Date.now() < until) {
    const socket = connect(path);
    const isConnected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isConnected) return socket;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('QEMU did not start');
}

async function diedEarly(qemu: ChildProcess): Promise<never> {
  if (qemu.exitCode === null) await once(qemu, 'exit');
  throw new Error('the lab has ended unasked');
}

async function within<Value>(milliseconds: number, what: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the lab waited ${milliseconds} ms for ${what}`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

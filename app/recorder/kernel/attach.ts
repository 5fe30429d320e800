// A virtual drive as a drive of this machine: every program sees it as /dev/srN until it is detached.
import { Worker } from 'node:worker_threads';
import { PacedClock } from '../../base/clock.ts';
import { BurnishError } from '../../base/errors.ts';
import { type AttachMessage, attachMessageSchema, type AttachTask } from './attach-task.ts';
import { VirtualDriveStore } from '../store/virtual-drive-store.ts';
import { KernelDevice, type KernelNodes } from './kernel-device.ts';

export interface AttachOptions {
  /** The folder of the virtual drives. */
  readonly home: string;
  /** Name of the virtual drive. */
  readonly drive: string;
  /** A file for the trace of everything that is asked of the drive. */
  readonly trace?: string;
}

export interface Attached {
  readonly nodes: KernelNodes;
  /** Rejects with BurnishError when the drive cannot be played any longer. */
  readonly broken: Promise<never>;
  /** Takes the drive from the machine and saves its disc. */
  detach(): Promise<void>;
}

/** Throws BurnishError: permission-denied, unsupported-by-drive, no-such-drive, drive-busy. */
export async function attachVirtual(options: AttachOptions): Promise<Attached> {
  // Before the kernel is asked for anything: is there such a drive?
  new VirtualDriveStore(options.home).summary(options.drive);
  const device = await KernelDevice.create(options.drive, new PacedClock());
  let started: Player | undefined;
  try {
    const player = new Player({ ...options, node: device.target });
    started = player;
    await player.reached('ready');
    const nodes = await Promise.race([device.show(), player.broken]);
    return { nodes, broken: player.broken, detach: () => takeAway(device, player) };
  } catch (thrown) {
    // What failed first is what is told; a thread that was left behind would hold the drive and the process.
    await takeAway(device, started).catch(() => undefined);
    throw thrown;
  }
}

/** Ends the thread also where the kernel does not let go of the drive: then the disc is saved all the same. */
async function takeAway(device: KernelDevice, player: Player | undefined): Promise<void> {
  try {
    await device.remove();
  } finally {
    await player?.end();
  }
}

/** The thread that answers the kernel. */
class Player {
  readonly broken: Promise<never>;
  private isBroken = false;
  private readonly worker: Worker;
  private readonly waiting = new Map<AttachMessage['type'], () => void>();

  constructor(task: AttachTask) {
    this.worker = new Worker(new URL('./attach-thread.js', import.meta.url), { workerData: task });
    this.broken = new Promise((_resolve, reject) => {
      this.worker.on('message', (message: unknown) => {
        const told = attachMessageSchema.parse(message);
        if (told.type === 'failed') reject(new BurnishError(told.error));
        else this.waiting.get(told.type)?.();
      });
      this.worker.on('error', reject);
      this.worker.on('exit', () => reject(new Error('the thread that plays the drive has ended')));
    });
    // Whoever waits hears of it; nobody may be waiting.
    this.broken.catch(() => {
      this.isBroken = true;
    });
  }

  reached(type: AttachMessage['type']): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => this.waiting.set(type, resolve)), this.broken]);
  }

  /** Throws when the disc cannot be saved. What broke before was told by `broken`. */
  async end(): Promise<void> {
    if (this.isBroken) return;
    const ended = this.reached('ended');
    this.worker.postMessage('end');
    await ended;
  }
}

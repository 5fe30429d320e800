// A real drive as a Transport, through the native addon. Calls are synchronous and block the thread that opened the
// drive, which is the drive's own; every one has a finite time-out. Nothing is retried here but the opening.
import { PacedClock } from '../base/clock.ts';
import { BurnishError } from '../base/errors.ts';
import { milliseconds } from '../base/units.ts';
import { isAddonMissing, loadAddon } from '../../native/index.ts';
import type { DriveHandle, NativeAddon, SystemFailure } from '../../native/addon.ts';
import { findHolder } from './passthrough-holder.ts';
import { openError } from './passthrough-open-error.ts';
import { outcomeOf } from './passthrough-outcome.ts';
import { verdictOfOpening } from './passthrough-system-errors.ts';
import type { Command, CommandOutcome, Transport } from './transport.ts';

/** udev and desktops look at a drive for moments after every change: keep trying that long. */
const PATIENCE_MS = milliseconds(2000);
const BETWEEN_TRIES_MS = milliseconds(100);

export interface PassthroughOptions {
  /** For a job: nobody else may use the drive. Else only for looking. */
  readonly exclusive: boolean;
}

/**
 * Opens a real drive. Throws BurnishError: 'no-such-drive' (no such node, not an optical drive, or no addon),
 * 'permission-denied', 'drive-busy' (with the mount point or the holder in its details).
 */
export async function openPassthrough(path: string, options: PassthroughOptions): Promise<Transport> {
  const addon = loadAddon();
  if (isAddonMissing(addon)) {
    throw new BurnishError({
      code: 'no-such-drive',
      message: addon.message,
      doing: `opening ${path}`,
      nextStep: 'Install a C++ compiler, run "node native/install.mjs" and try again, or use a virtual drive.',
    });
  }
  const clock = new PacedClock();
  const end = clock.now() + PATIENCE_MS;
  while (true) {
    const opened = addon.open(path, options.exclusive);
    if ('handle' in opened) return new Passthrough(addon, opened.handle, path, clock);
    await failUnlessPassing(path, opened, clock.now() < end);
    await clock.sleep(BETWEEN_TRIES_MS);
  }
}

/** Throws unless the drive is busy in a way that may pass, and there is time left. */
async function failUnlessPassing(path: string, failure: SystemFailure, timeIsLeft: boolean): Promise<void> {
  if (verdictOfOpening(failure) !== 'busy') throw openError(path, failure, undefined);
  const holder = await findHolder(path, failure);
  if (holder?.kind === 'mount' || !timeIsLeft) throw openError(path, failure, holder);
}

class Passthrough implements Transport {
  readonly name: string;
  readonly maxTransferBytes: number;
  readonly clock: PacedClock;
  private readonly addon: NativeAddon;
  private readonly handle: DriveHandle;

  constructor(addon: NativeAddon, handle: DriveHandle, name: string, clock: PacedClock) {
    this.addon = addon;
    this.handle = handle;
    this.name = name;
    this.clock = clock;
    this.maxTransferBytes = addon.maxTransferBytes(handle);
  }

  async execute(command: Command): Promise<CommandOutcome> {
    const { cdb, direction, data, timeoutMs } = command;
    if (data !== undefined && data.length > this.maxTransferBytes) {
      throw new TypeError(`${data.length} bytes are more than the ${this.maxTransferBytes} that ${this.name} can take`);
    }
    return outcomeOf(this.addon.execute(this.handle, cdb, direction, data, timeoutMs));
  }

  async close(): Promise<void> {
    this.addon.close(this.handle);
  }
}

// The images that front ends have opened, by the ids that their openers were told. An id cannot be guessed: who knows it
// may read. Each is closed with the connection that opened it at the latest.
import { randomUUID } from 'node:crypto';
import { BurnishError } from '../../base/errors.ts';
import type { OpenedImage } from '../../contract/browse.ts';
import { driveKey } from '../drive-key.ts';
import { ImageReader } from './image-reader.ts';
import type { BrowseTarget } from './open-source.ts';

/** For one connection: each costs a thread. */
const MOST_OPENED = 16;

interface Opened {
  readonly reader: ImageReader;
  readonly owner: AbortSignal;
  /** Where it is a disc in a drive. */
  readonly drive: string | undefined;
}

export class OpenedImages {
  private readonly home: string;
  private readonly opened = new Map<string, Opened>();
  private readonly owners = new WeakSet<AbortSignal>();

  constructor(home: string) {
    this.home = home;
  }

  /** Throws BurnishError: too many, or what stands against the image. `owner` is aborted when the opener goes. */
  async open(target: BrowseTarget, owner: AbortSignal, signal: AbortSignal): Promise<OpenedImage> {
    const count = [...this.opened.values()].filter((one) => one.owner === owner).length;
    if (count >= MOST_OPENED) throw tooMany();
    const browse = randomUUID();
    const drive = 'drive' in target ? driveKey(target.drive) : undefined;
    const reader = new ImageReader({ home: this.home, browse }, { from: drive === undefined ? 'file' : 'drive' });
    this.opened.set(browse, { reader, owner, drive });
    this.closeWith(owner);
    try {
      return await reader.ask('openImage', target, { signal, progress: () => undefined });
    } catch (thrown) {
      await this.close(browse);
      throw thrown;
    }
  }

  /** Throws BurnishError `invalid-argument` for an image that is not open. */
  reader(browse: string): ImageReader {
    const opened = this.opened.get(browse);
    if (opened === undefined) throw notOpen();
    return opened.reader;
  }

  /** Without effect on an image that is not open. */
  async close(browse: string, why?: BurnishError): Promise<void> {
    const opened = this.opened.get(browse);
    this.opened.delete(browse);
    await opened?.reader.close(why);
  }

  /** A job takes the drive: fulfilled when nobody reads from it any more. Never rejects. */
  async driveTaken(drive: string): Promise<void> {
    const key = driveKey(drive);
    const looking = [...this.opened].filter(([, opened]) => opened.drive === key);
    await Promise.all(looking.map(([browse]) => this.close(browse, taken())));
  }

  private closeWith(owner: AbortSignal): void {
    if (this.owners.has(owner)) return;
    this.owners.add(owner);
    const closeAll = (): void => {
      for (const [browse, opened] of this.opened) if (opened.owner === owner) void this.close(browse);
    };
    owner.addEventListener('abort', closeAll, { once: true });
  }
}

function tooMany(): BurnishError {
  return refused(`${MOST_OPENED} images are open already.`, 'Close one of them.');
}

function notOpen(): BurnishError {
  return refused('This image is not open any more.', 'Open the image again.');
}

function taken(): BurnishError {
  return new BurnishError({
    code: 'drive-busy',
    message: 'A job has taken the drive, so its disc is not looked into any more.',
    doing: 'looking into a disc',
    nextStep: 'Open the disc again when the job has ended.',
  });
}

function refused(message: string, nextStep: string): BurnishError {
  return new BurnishError({ code: 'invalid-argument', message, doing: 'looking into an image', nextStep });
}

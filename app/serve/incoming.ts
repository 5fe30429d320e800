// Files that were dropped on a page whose browser does not tell where they are: copies in BURNISH_HOME/incoming, each in
// a folder of its own. They are kept for seven days, so that a job that waits finds its image again.
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BurnishError } from '../base/errors.ts';

const KEPT_MS = 7 * 86_400_000;
const KEEP_FREE_BYTES = 1_073_741_824;
const MOST_AT_A_TIME = 4;

export class Incoming {
  private readonly folder: string;
  /** Bytes that files under way will still need, an upper bound. */
  private readonly underWay = new Map<symbol, number>();

  constructor(home: string) {
    this.folder = join(home, 'incoming');
  }

  /** Removes what has been lying here for more than seven days, half-sent files too. */
  async removeOld(now = Date.now()): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const path = join(this.folder, name);
      // What another process removed in the meantime is gone, as it should be.
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && now - found.mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
    }
  }

  /**
   * Writes `bytes` of `source` to a file called `name`; its path. Throws BurnishError when there is no room, and
   * rejects when the source breaks off; nothing is left then.
   */
  async receive(source: Readable, name: string, bytes: number): Promise<string> {
    if (this.underWay.size >= MOST_AT_A_TIME) throw tooMany();
    const upload = Symbol(name);
    this.underWay.set(upload, bytes);
    const place = join(this.folder, randomBytes(8).toString('hex'));
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await this.requireRoom(bytes);
      await mkdir(place, { mode: 0o700 });
      const path = join(place, name);
      // A disk that takes no more must not cut the connection off: over it goes the word of it.
      const pieces = source.iterator({ destroyOnReturn: false });
      await pipeline(pieces, createWriteStream(`${path}.part`, { flags: 'wx', mode: 0o600 }));
      await rename(`${path}.part`, path);
      return path;
    } catch (thrown) {
      await rm(place, { recursive: true, force: true });
      throw thrown;
    } finally {
      this.underWay.delete(upload);
    }
  }

  private async requireRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    const needed = [...this.underWay.values()].reduce((sum, one) => sum + one, KEEP_FREE_BYTES);
    if (needed > bavail * bsize) throw noRoom(bytes);
  }
}

function tooMany(): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `${MOST_AT_A_TIME} files are being received already.`,
    doing: 'receiving a file',
    nextStep: 'Wait until one of them has arrived.',
  });
}

function noRoom(bytes: number): BurnishError {
  return new BurnishError({
    code: 'target-unwritable',
    message: 'There is not enough room on the disk for a copy of the file.',
    doing: 'receiving a file',
    nextStep: 'Choose the file where it lies instead of dropping it, or make room in BURNISH_HOME.',
    details: { bytes },
  });
}

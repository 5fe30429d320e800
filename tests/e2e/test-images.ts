// Images to burn: the sample that boots, and files of any length whose every sector is another.
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SAMPLE } from '../cli/burnish-process.ts';

const MEGABYTE = 1024 * 1024;

export class TestImages {
  readonly folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
  }

  /** The sample, under a name of its own. */
  sample(name: string): string {
    const path = join(this.folder, name);
    copyFileSync(SAMPLE, path);
    return path;
  }

  random(name: string, megabytes: number): string {
    const path = join(this.folder, name);
    writeFileSync(path, randomBytes(megabytes * MEGABYTE));
    return path;
  }

  /** A checksum file beside the image: the right one, or one that is not. */
  checksum(image: string, isRight: boolean): void {
    const digest = createHash('sha256')
      .update(isRight ? readFileSync(image) : 'something else')
      .digest('hex');
    writeFileSync(join(this.folder, 'SHA256SUMS'), `${digest}  ${basename(image)}\n`);
  }
}

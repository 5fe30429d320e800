// A file of fixed-size blocks that costs nothing where nothing was written. All access is synchronous: it happens on the
// thread of the drive, and the kernel's page cache makes it a copy.
import { closeSync, constants, existsSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

export class SparseFile {
  /** Undefined: only for looking, and nothing was ever written. */
  private readonly fd: number | undefined;

  /** Opens; creates it where it may be written. */
  constructor(path: string, writable: boolean) {
    if (writable) this.fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644);
    else this.fd = existsSync(path) ? openSync(path, 'r') : undefined;
  }

  /** Fills `target` from byte `position`; what was never written reads as zeros. */
  read(target: Uint8Array, position: number): void {
    let done = 0;
    while (this.fd !== undefined && done < target.length) {
      const count = readSync(this.fd, target, done, target.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    if (done < target.length) target.fill(0, done);
  }

  /** Writes all of `source`, which may be shared memory, at byte `position`. */
  write(source: Uint8Array, position: number): void {
    if (this.fd === undefined) throw new TypeError('a disc opened for looking cannot be written');
    let done = 0;
    while (done < source.length) done += writeSync(this.fd, source, done, source.length - done, position + done);
  }

  /** Forgets everything from byte `position` on: it reads as zeros. */
  cut(position: number): void {
    if (this.fd !== undefined && fstatSync(this.fd).size > position) ftruncateSync(this.fd, position);
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
  }
}

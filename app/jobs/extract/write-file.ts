// One file of a volume as a file of this computer. It never bears its name before it is whole, and never follows a link.
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  ftruncateSync,
  futimesSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { Volume, VolumeEntry } from '../../filesystem/volume.ts';
import { cancelledExtraction } from './extract-errors.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Fails where anything is at that place, a link that leads nowhere included. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
/** Who runs a file should not become somebody else by it, unless the owner comes with it. */
const PERMISSIONS = 0o777;
const PERMISSIONS_WITH_OWNER = 0o7777;
const USUAL_MODE = 0o666;

export interface WriteOptions {
  readonly overwrite: boolean;
  readonly owner: boolean;
  readonly signal: AbortSignal;
  /** Told the bytes written since it was told last. */
  readonly onBytes: (bytes: number) => void;
  /** Lets other work of the thread have its turn, when it is time. */
  readonly turn: () => Promise<void>;
}

export class FileWriter {
  private readonly volume: Volume;
  private readonly options: WriteOptions;
  /** Two, so that one is read while the other is written. */
  private readonly buffers = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)] as const;

  constructor(volume: Volume, options: WriteOptions) {
    this.volume = volume;
    this.options = options;
  }

  /**
   * Writes `file` to `path`. Answers how many of its bytes there were: fewer than it has when the volume has no more of
   * them, or when they cannot be read; the file is then `path` with ".incomplete". Throws what the host's file system
   * does, and BurnishError `cancelled`.
   */
  async write(file: VolumeEntry, path: string): Promise<{ readonly bytes: number; readonly why?: unknown }> {
    if (file.bytes <= CHUNK_BYTES && !this.options.overwrite) return this.writeSmall(file, path);
    return this.writeBeside(file, path);
  }

  /** In one piece: a moment between its making and its end, and nothing that could interrupt it. */
  private async writeSmall(file: VolumeEntry, path: string): Promise<{ bytes: number; why?: unknown }> {
    const into = this.buffers[0].subarray(0, file.bytes);
    const { bytes, why } = await this.read(file, 0, into);
    const descriptor = openSync(bytes < file.bytes ? incomplete(path) : path, CREATE, this.modeOf(file));
    try {
      if (bytes > 0) writeAll(descriptor, into.subarray(0, bytes), 0);
      this.finish(descriptor, file);
    } finally {
      closeSync(descriptor);
    }
    this.options.onBytes(bytes);
    return why === undefined ? { bytes } : { bytes, why };
  }

  private async writeBeside(file: VolumeEntry, path: string): Promise<{ bytes: number; why?: unknown }> {
    const beside = `${path.slice(0, path.lastIndexOf('/') + 1)}.burnish-${process.pid}-${nextNumber++}.part`;
    const descriptor = openSync(beside, CREATE, this.modeOf(file));
    try {
      const written = await this.copy(file, descriptor);
      this.finish(descriptor, file);
      closeSync(descriptor);
      renameSync(beside, written.bytes < file.bytes ? incomplete(path) : path);
      return written;
    } catch (thrown) {
      closeQuietly(descriptor);
      unlinkSync(beside);
      throw thrown;
    }
  }

  private async copy(file: VolumeEntry, descriptor: number): Promise<{ bytes: number; why?: unknown }> {
    const hasHoles = file.packing !== undefined || file.extents.some(({ kind }) => kind === 'hole');
    let position = 0;
    let next = this.readChunk(file, 0, 0);
    for (let turn = 0; position < file.bytes; turn++) {
      const { bytes, why } = await next;
      const chunk = this.buffers[turn % 2 === 0 ? 0 : 1].subarray(0, bytes);
      const end = position + bytes;
      const isLast = bytes < Math.min(CHUNK_BYTES, file.bytes - position) || end >= file.bytes;
      if (!isLast) next = this.readChunk(file, end, turn + 1);
      if (!(hasHoles && isZero(chunk))) await this.put(descriptor, chunk, position, next);
      position = end;
      this.options.onBytes(bytes);
      if (isLast) {
        ftruncateSync(descriptor, position);
        return why === undefined ? { bytes: position } : { bytes: position, why };
      }
      await this.options.turn();
      if (this.options.signal.aborted) {
        await next;
        throw cancelledExtraction();
      }
    }
    return { bytes: position };
  }

  /** The buffers are free again when this rejects. */
  private async put(descriptor: number, chunk: Buffer, position: number, reading: Promise<unknown>): Promise<void> {
    try {
      writeAll(descriptor, chunk, position);
    } catch (thrown) {
      await reading;
      throw thrown;
    }
  }

  private readChunk(file: VolumeEntry, position: number, turn: number): Promise<{ bytes: number; why?: unknown }> {
    const into = this.buffers[turn % 2 === 0 ? 0 : 1].subarray(0, Math.min(CHUNK_BYTES, file.bytes - position));
    return this.read(file, position, into);
  }

  /** What cannot be read ends the file, and is told with it. */
  private async read(file: VolumeEntry, position: number, into: Buffer): Promise<{ bytes: number; why?: unknown }> {
    if (into.length === 0) return { bytes: 0 };
    try {
      return { bytes: await this.volume.read(file, position, into) };
    } catch (why) {
      return { bytes: 0, why };
    }
  }

  private modeOf({ posix }: VolumeEntry): number {
    return posix === undefined ? USUAL_MODE : posix.mode & PERMISSIONS;
  }

  /** The mask of the process has taken from the permissions what the volume gives. */
  private finish(descriptor: number, { posix, times }: VolumeEntry): void {
    const { owner } = this.options;
    if (posix !== undefined) {
      if (owner) fchownSync(descriptor, posix.uid, posix.gid);
      fchmodSync(descriptor, posix.mode & (owner ? PERMISSIONS_WITH_OWNER : PERMISSIONS));
    }
    const seconds = (times.modified ?? NaN) / 1000;
    if (Number.isFinite(seconds)) futimesSync(descriptor, (times.accessed ?? times.modified ?? 0) / 1000, seconds);
  }
}

let nextNumber = 1;

export function incomplete(path: string): string {
  return `${path}.incomplete`;
}

function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  }
}

const ZEROS = Buffer.alloc(CHUNK_BYTES);

function isZero(bytes: Buffer): boolean {
  return bytes.equals(ZEROS.subarray(0, bytes.length));
}

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // It was closed before what went wrong.
  }
}

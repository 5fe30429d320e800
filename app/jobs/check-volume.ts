// Goes through a volume to say what is wrong with it: every directory, the place of every file, and on demand every byte.
import type { BrowseFinding, ExtractResult } from '../contract/browse.ts';
import { shownName } from '../filesystem/shown-name.ts';
import type { Extent, Volume, VolumeEntry } from '../filesystem/volume.ts';
import { walkDirectories } from '../filesystem/walk.ts';
import { BurnishError } from '../base/errors.ts';

export interface VolumeCheck {
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
  readonly findings: readonly BrowseFinding[];
  readonly leftOut: number;
  /** Files that cannot be read whole; the first thousand. */
  readonly hit: ExtractResult['problems'];
  readonly hitCount: number;
}

export interface CheckWork {
  readonly signal: AbortSignal;
  readonly progress: (progress: {
    readonly doneBytes: number;
    readonly totalBytes: number;
    readonly doneFiles: number;
    readonly totalFiles: number;
    readonly name: string;
  }) => void;
}

const MOST_HIT = 1000;
const CHUNK_BYTES = 1024 * 1024;
const BETWEEN_TELLING_MS = 100;

interface Seen {
  readonly entry: VolumeEntry;
  readonly path: string;
}

/** `contents`: read every file too. Throws BurnishError `cancelled`, and as the source does for no reason of the volume. */
export async function checkVolume(volume: Volume, contents: boolean, work: CheckWork): Promise<VolumeCheck> {
  const check = new Check(volume, work);
  await check.look();
  if (contents) await check.readAll();
  if (contents) await check.compareSums();
  return check.result();
}

class Check {
  private readonly volume: Volume;
  private readonly work: CheckWork;
  private readonly files: Seen[] = [];
  private readonly hit: { path: string; what: string }[] = [];
  private readonly hitFiles = new Set<Seen>();
  private folders = 0;
  private bytes = 0;
  private doneBytes = 0;
  private doneFiles = 0;
  private told = performance.now();

  constructor(volume: Volume, work: CheckWork) {
    this.volume = volume;
    this.work = work;
  }

  async look(): Promise<void> {
    for await (const { path, entries } of walkDirectories(this.volume)) {
      this.folders++;
      const folder = path.map((name) => `${shownName(name)}/`).join('');
      for (const entry of entries) {
        if (entry.kind !== 'file') continue;
        const seen = { entry, path: `/${folder}${shownName(entry.name)}` };
        this.files.push(seen);
        this.bytes += entry.bytes;
        const missing = entry.extents.find((extent) => this.isOutside(extent));
        if (missing !== undefined) this.tellHit(seen, 'It lies, in whole or in part, outside the image.');
      }
      await this.turn(folder);
    }
  }

  async readAll(): Promise<void> {
    const into = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    const inOrder = [...this.files].sort((one, other) => beginOf(one) - beginOf(other));
    for (const file of inOrder) {
      const done = await this.readOne(file, into).catch((thrown: unknown) => {
        if (thrown instanceof BurnishError && thrown.code === 'cancelled') throw thrown;
        return thrown instanceof Error ? thrown.message : String(thrown);
      });
      this.doneFiles++;
      if (typeof done === 'string') this.tellHit(file, done);
      else if (done < file.entry.bytes) {
        this.tellHit(file, `Only the first ${done} of ${file.entry.bytes} bytes can be read.`);
      }
    }
  }

  /** With the sums that some writers keep in the volume. */
  async compareSums(): Promise<void> {
    if (this.volume.checksums === undefined) return;
    const byPath = new Map(this.files.map((file) => [file.path, file]));
    for await (const { path, agrees } of this.volume.checksums()) {
      const shown = `/${path?.map(shownName).join('/') ?? ''}`;
      const file = byPath.get(shown);
      if (!agrees && file !== undefined) this.tellHit(file, 'Its bytes do not have the MD5 sum that the volume keeps.');
      await this.turn(shown);
    }
  }

  result(): VolumeCheck {
    const { files, folders, bytes, hit, hitFiles, volume } = this;
    const { findings, leftOut } = volume.log;
    return { files: files.length, folders, bytes, findings, leftOut, hit, hitCount: hitFiles.size };
  }

  private async readOne({ entry, path }: Seen, into: Buffer): Promise<number> {
    let position = 0;
    while (position < entry.bytes) {
      const wanted = into.subarray(0, Math.min(into.length, entry.bytes - position));
      const got = await this.volume.read(entry, position, wanted);
      position += got;
      this.doneBytes += got;
      await this.turn(path);
      if (got < wanted.length) break;
    }
    return position;
  }

  private isOutside({ kind, begin, bytes }: Extent): boolean {
    return kind === 'data' && bytes > 0 && (begin < 0 || begin + bytes > this.volume.imageBytes);
  }

  private tellHit(file: Seen, what: string): void {
    if (this.hitFiles.has(file)) return;
    this.hitFiles.add(file);
    if (this.hit.length < MOST_HIT) this.hit.push({ path: file.path, what });
  }

  private async turn(name: string): Promise<void> {
    if (performance.now() - this.told < BETWEEN_TELLING_MS) return;
    const { doneBytes, bytes: totalBytes, doneFiles, files } = this;
    this.work.progress({ doneBytes, totalBytes, doneFiles, totalFiles: files.length, name });
    await new Promise((resolve) => setImmediate(resolve));
    this.told = performance.now();
    if (this.work.signal.aborted) throw cancelled();
  }
}

function beginOf({ entry }: Seen): number {
  return entry.extents[0]?.begin ?? 0;
}

function cancelled(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'Cancelled before all of the volume was looked at.',
    doing: 'checking a volume',
    nextStep: 'Start again when you are ready.',
  });
}

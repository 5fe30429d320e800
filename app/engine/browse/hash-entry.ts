// Checksums of a file of a volume, in one reading.
import { createHash } from 'node:crypto';
import type { Digests } from '../../contract/job.ts';
import type { Volume, VolumeEntry } from '../../filesystem/volume.ts';
import { BurnishError } from '../../base/errors.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import { givenUp } from '../given-up.ts';

const CHUNK_BYTES = 1024 * 1024;
const BETWEEN_TELLING_MS = 100;

export interface HashWork {
  readonly signal: AbortSignal;
  readonly progress: (progress: { readonly doneBytes: number; readonly totalBytes: number }) => void;
}

export type EntryHash = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** Throws BurnishError: `image-truncated` for a file that is not whole, `cancelled`, and what the source throws. */
export async function hashEntry(
  volume: Volume,
  file: VolumeEntry,
  algorithms: readonly EntryHash[],
  { signal, progress }: HashWork,
): Promise<Digests> {
  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
  const into = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, Math.max(1, file.bytes)));
  let told = performance.now();
  let done = 0;
  while (done < file.bytes) {
    const got = await volume.read(file, done, into.subarray(0, Math.min(into.length, file.bytes - done)));
    if (got === 0) throw incomplete(file, done);
    for (const { hash } of hashes) hash.update(into.subarray(0, got));
    done += got;
    if (performance.now() - told < BETWEEN_TELLING_MS) continue;
    progress({ doneBytes: done, totalBytes: file.bytes });
    await new Promise((resolve) => setImmediate(resolve));
    told = performance.now();
    if (signal.aborted) throw givenUp();
  }
  return Object.fromEntries(hashes.map(({ algorithm, hash }) => [algorithm, hash.digest('hex')]));
}

function incomplete({ name, bytes }: VolumeEntry, done: number): BurnishError {
  return new BurnishError({
    code: 'image-truncated',
    message: `Only the first ${done} of ${bytes} bytes of "${shownName(name)}" can be read.`,
    doing: 'reading a file of the image',
    nextStep: 'Get the image again, or read the disc again.',
  });
}

// Digests of a file, read and hashed on two threads beside the caller's.
import { totalmem } from 'node:os';
import { SECTOR_BYTES } from '../base/units.ts';
import type { ContentHashes, HashAlgorithm } from './content-hash.ts';
import { startFileSource } from './file-source.ts';
import { startHashTap } from './hash-tap.ts';
import { inspectFile } from './image-file.ts';
import { ringCapacity } from './ring-capacity.ts';
import { createRing } from './ring-memory.ts';

export interface HashFileOptions {
  readonly signal?: AbortSignal;
  /** Called ten times a second at most, with bytes hashed and bytes in all. */
  readonly progress?: (bytes: number, totalBytes: number) => void;
}

/**
 * Hashes a file of any length. Throws BurnishError: `image-missing`, `image-unreadable`, `image-truncated` and
 * `image-changed` as the file deserves, `cancelled` when the signal is aborted.
 */
export async function hashFile(
  path: string,
  algorithms: readonly HashAlgorithm[],
  options: HashFileOptions = {},
): Promise<ContentHashes> {
  const { signal, progress } = options;
  const file = await inspectFile(path);
  const capacity = ringCapacity({ chunkBytes: SECTOR_BYTES, systemMemoryBytes: totalmem() });
  const memory = createRing({ ...capacity, consumers: 1 });
  const tap = startHashTap(memory, 0, algorithms, progress && ((bytes) => progress(bytes, file.sizeBytes)));
  const source = startFileSource(memory, file);
  const stop = (): void => void tap.stop();
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    return await tap.hashes;
  } finally {
    signal?.removeEventListener('abort', stop);
    await source.stop();
  }
}

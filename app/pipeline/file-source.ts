// Reads a file into a ring on a thread of its own, so that neither the drive nor the caller waits for the disk.
import { Worker } from 'node:worker_threads';
import { toBurnishError } from '../base/errors.ts';
import type { ImageFile } from './image-file.ts';
import { RingControl, type RingMemory } from './ring-memory.ts';

/** A thread that fills a ring. */
export interface RunningSource {
  /** Resolves when the thread has ended, however it ended; what went wrong travels through the ring. */
  readonly ended: Promise<void>;
  /** Stops the ring for everybody and waits for the thread. Idempotent. */
  stop(): Promise<void>;
}

/** What the thread is told. */
export interface FileSourceTask {
  readonly memory: RingMemory;
  readonly image: ImageFile;
}

/**
 * Starts reading `image` from its first to its last byte, and ends the ring. Fails the ring with `image-missing`,
 * `image-unreadable`, `image-truncated` (shorter than it was) or `image-changed` (size or time differ at the end).
 */
export function startFileSource(memory: RingMemory, image: ImageFile): RunningSource {
  const task: FileSourceTask = { memory, image };
  const control = new RingControl(memory);
  const worker = new Worker(new URL('./file-source-thread.js', import.meta.url), { workerData: task });
  worker.on('error', (error) => control.fail(toBurnishError(error, `reading ${image.path}`).report));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      // A thread that vanished must not leave the others waiting for it.
      const early = new Error('the thread that reads it ended early');
      control.failUnlessEnded(toBurnishError(early, `reading ${image.path}`).report);
      resolve();
    });
  });
  return {
    ended,
    stop: async () => {
      control.cancel();
      await ended;
    },
  };
}

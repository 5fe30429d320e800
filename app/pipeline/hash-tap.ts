// Hashes what passes through a ring, as one of its consumers, on a thread of its own.
import { Worker } from 'node:worker_threads';
import { BurnishError, toBurnishError } from '../base/errors.ts';
import type { ContentHashes, HashAlgorithm } from './content-hash.ts';
import { RingControl, type RingMemory } from './ring-memory.ts';

/** What the thread is told. */
export interface HashTask {
  readonly memory: RingMemory;
  readonly consumer: number;
  readonly algorithms: readonly HashAlgorithm[];
  /** Milliseconds between reports of progress; absent = none. */
  readonly progressMs?: number;
}

/** What the thread says. */
export type HashMessage =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly hashes: ContentHashes };

export interface HashTap {
  /** The hashes once the ring has ended. Rejects with what the ring failed with, or `cancelled`. */
  readonly hashes: Promise<ContentHashes>;
  /** Stops the ring for everybody and waits for the thread. Idempotent. */
  stop(): Promise<void>;
}

const PROGRESS_MS = 100;

/** Starts hashing as consumer `consumer` of the ring. `onProgress` gets the bytes hashed, ten times a second at most. */
export function startHashTap(
  memory: RingMemory,
  consumer: number,
  algorithms: readonly HashAlgorithm[],
  onProgress?: (bytes: number) => void,
): HashTap {
  const task: HashTask = {
    memory,
    consumer,
    algorithms,
    ...(onProgress === undefined ? {} : { progressMs: PROGRESS_MS }),
  };
  const control = new RingControl(memory);
  const worker = new Worker(new URL('./hash-thread.js', import.meta.url), { workerData: task });
  let result: ContentHashes | undefined;
  worker.on('message', (message: HashMessage) => {
    if (message.kind === 'progress') onProgress?.(message.bytes);
    else result = message.hashes;
  });
  worker.on('error', (error) => control.fail(toBurnishError(error, 'hashing').report));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      if (result === undefined) control.fail(toBurnishError(new Error('the thread ended early'), 'hashing').report);
      resolve();
    });
  });
  const hashes = ended.then(() => result ?? Promise.reject(whyClosed(control)));
  // A job that fails elsewhere never looks at the hashes; that is no unhandled rejection.
  hashes.catch(() => undefined);
  return {
    hashes,
    stop: async () => {
      control.cancel();
      await ended;
    },
  };
}

function whyClosed(control: RingControl): BurnishError {
  const failure = control.failure();
  if (failure !== undefined) return new BurnishError(failure);
  return new BurnishError({
    code: 'cancelled',
    message: 'Hashing was cancelled.',
    doing: 'hashing',
    nextStep: 'Start again when you are ready.',
  });
}

// The thread that hashes what passes through a ring.
import { parentPort, workerData } from 'node:worker_threads';
import { BurnishError } from '../base/errors.ts';
import { ContentHasher } from './content-hash.ts';
import type { HashMessage, HashTask } from './hash-tap.ts';
import { RingConsumer } from './ring-consumer.ts';

run(workerData as HashTask);

function run(task: HashTask): void {
  const consumer = new RingConsumer(task.memory, task.consumer);
  try {
    hashAll(consumer, new ContentHasher(task.algorithms), task.progressMs ?? Number.POSITIVE_INFINITY);
  } catch (error) {
    // The ring's own failure or cancel; who started the thread reads it from the ring.
    if (!(error instanceof BurnishError)) throw error;
  }
}

function hashAll(consumer: RingConsumer, hasher: ContentHasher, progressMs: number): void {
  let reported = performance.now();
  for (;;) {
    const slot = consumer.acquireBlocking();
    if (slot === undefined) break;
    hasher.update(slot);
    consumer.release();
    if (performance.now() - reported < progressMs) continue;
    reported = performance.now();
    say({ kind: 'progress', bytes: hasher.bytes });
  }
  say({ kind: 'done', hashes: hasher.finish() });
}

function say(message: HashMessage): void {
  parentPort?.postMessage(message);
}

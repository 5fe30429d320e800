// A drive thread in miniature: pumps a file to nowhere beside a hash tap, then wakes the caller, who is blocked.
import { workerData } from 'node:worker_threads';
import { PacedClock } from '../../app/base/clock.ts';
import { startFileSource } from '../../app/pipeline/file-source.ts';
import { startHashTap } from '../../app/pipeline/hash-tap.ts';
import { inspectImage } from '../../app/pipeline/image-file.ts';
import { pump } from '../../app/pipeline/pump.ts';
import { RateMeter } from '../../app/pipeline/rate-meter.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';

export interface BusyCallerTask {
  readonly path: string;
  /** Word 0 becomes 1 when all is done. */
  readonly done: SharedArrayBuffer;
  /** The SHA-256 of what came through. */
  readonly digest: SharedArrayBuffer;
}

const task = workerData as BusyCallerTask;
const ring = createRing({ slots: 4, slotBytes: 65536, consumers: 2 });
const clock = new PacedClock();
const tap = startHashTap(ring, 1, ['sha256']);
startFileSource(ring, await inspectImage(task.path));
await pump(new RingConsumer(ring, 0), async () => undefined, { clock, meter: new RateMeter(clock) });
const { digests } = await tap.hashes;
new Uint8Array(task.digest).set(Buffer.from(digests.sha256 ?? '', 'hex'));
const words = new Int32Array(task.done);
Atomics.store(words, 0, 1);
Atomics.notify(words, 0);

// A drive in miniature that takes its bytes at a fixed rate for some seconds, and tells whether it ever had to wait.
import { totalmem } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { PacedClock } from '../../app/base/clock.ts';
import { BurnishError } from '../../app/base/errors.ts';
import { kilobytesPerSecond, milliseconds } from '../../app/base/units.ts';
import { startFileSource } from '../../app/pipeline/file-source.ts';
import { startHashTap } from '../../app/pipeline/hash-tap.ts';
import { inspectImage } from '../../app/pipeline/image-file.ts';
import { pump } from '../../app/pipeline/pump.ts';
import { type MeterReading, RateMeter } from '../../app/pipeline/rate-meter.ts';
import { ringCapacity } from '../../app/pipeline/ring-capacity.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';

export interface BusyCallerTask {
  readonly path: string;
  readonly kilobytesPerSecond: number;
  readonly milliseconds: number;
}

export interface BusyCallerReport {
  readonly averageSpeed: number;
  readonly starved: number;
  readonly leastSafety: number;
}

const CHUNK_BYTES = 65536;

const task = workerData as BusyCallerTask;
const rate = kilobytesPerSecond(task.kilobytesPerSecond);
const clock = new PacedClock();
const ring = createRing({
  ...ringCapacity({ chunkBytes: CHUNK_BYTES, rate, systemMemoryBytes: totalmem() }),
  consumers: 2,
});
const consumer = new RingConsumer(ring, 0, clock);
const tap = startHashTap(ring, 1, ['tree']);
const source = startFileSource(ring, await inspectImage(task.path));
const enough = new AbortController();
const readings: MeterReading[] = [];
let due: number | undefined;
let end = Number.POSITIVE_INFINITY;
try {
  await pump(
    consumer,
    async (chunk) => {
      due ??= clock.now();
      end = Math.min(end, due + task.milliseconds);
      due += chunk.length / rate;
      await clock.sleep(milliseconds(due - clock.now()));
      if (clock.now() >= end) enough.abort();
    },
    {
      clock,
      meter: new RateMeter(clock, rate),
      chunkBytes: CHUNK_BYTES,
      signal: enough.signal,
      onReading: (reading) => readings.push(reading),
    },
  );
} catch (error) {
  if (!(error instanceof BurnishError && error.code === 'cancelled')) throw error;
}
await Promise.all([source.ended, tap.stop()]);
const report: BusyCallerReport = {
  averageSpeed: readings.at(-1)?.averageSpeed ?? 0,
  starved: consumer.statistics().consumers[0]?.count ?? 0,
  leastSafety: Math.min(...readings.map((reading) => reading.secondsOfSafety ?? 0)),
};
parentPort?.postMessage(report);

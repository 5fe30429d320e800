// Blu-ray at 16x while the caller does nothing but block its own event loop for two seconds.
import { Worker } from 'node:worker_threads';
import type { BusyCallerReport, BusyCallerTask } from './busy-caller-thread.ts';
import { say } from './report.ts';
import type { TestFile } from './test-file.ts';

const BLOCKED_MS = 2000;

export async function benchBusyCaller(image: TestFile): Promise<void> {
  const task: BusyCallerTask = { path: image.path, kilobytesPerSecond: 71_928, milliseconds: 4000 };
  const worker = new Worker(new URL('./busy-caller-thread.js', import.meta.url), { workerData: task });
  const report = new Promise<BusyCallerReport>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await new Promise((resolve) => worker.once('online', resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);
  const { averageSpeed, starved, leastSafety } = await report;
  say(
    `Blu-ray at 16x, caller blocked for 2 s: ${(averageSpeed / 1000).toFixed(2)} MB/s of 71.93, ` +
      `${starved} times starved, never below ${leastSafety.toFixed(1)} s of safety`,
  );
}

// A thread that a drive keeps waiting cannot tell it; somebody else does.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchForSilence } from '../../app/engine/silence.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A thread whose loop has rested for so many milliseconds in all. */
function threadThatRests(restedMs: () => number): Pick<Worker, 'performance'> {
  const eventLoopUtilization = () => ({ idle: restedMs(), active: 0, utilization: 0 });
  return { performance: { eventLoopUtilization } };
}

it('is told once after half a minute, and again after the next word', () => {
  const told: number[] = [];
  const silence = watchForSilence(
    threadThatRests(() => 7),
    (seconds) => told.push(seconds),
  );
  vi.advanceTimersByTime(29_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(120_000);
  expect(told).toEqual([30]);
  silence.heard();
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(2);
  silence.stop();
  silence.heard();
  vi.advanceTimersByTime(600_000);
  expect(told).toHaveLength(2);
});

it('is nothing to tell of while the thread talks, or rests', () => {
  const told: number[] = [];
  const talking = watchForSilence(
    threadThatRests(() => 7),
    (seconds) => told.push(seconds),
  );
  let rested = 0;
  watchForSilence(
    threadThatRests(() => rested++),
    (seconds) => told.push(seconds),
  );
  for (let second = 0; second < 120; second++) {
    vi.advanceTimersByTime(1000);
    talking.heard();
  }
  expect(told).toEqual([]);
});

it('is seen of a real thread that waits within a call', async () => {
  const word = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    parentPort.once('message', () => { parentPort.postMessage('waits'); Atomics.wait(workerData, 0, 0); });`,
    { eval: true, workerData: word },
  );
  worker.postMessage('wait');
  await once(worker, 'message');
  let told = 0;
  const silence = watchForSilence(worker, () => told++);
  vi.advanceTimersByTime(60_000);
  expect(told).toBe(1);
  silence.stop();
  Atomics.store(word, 0, 1);
  Atomics.notify(word, 0);
  await once(worker, 'exit');
});

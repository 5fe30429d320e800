// Tells that a drive keeps its thread waiting: while the system waits for an answer, the thread itself can say nothing.
import type { Worker } from 'node:worker_threads';

/** Milliseconds between two looks at the thread. */
const LOOK_EVERY_MS = 5000;
/** Milliseconds without an answer that are worth a word; commands that take as long as that are rare. */
const SILENT_MS = 30_000;

export interface Silence {
  /** The thread said something. */
  heard(): void;
  stop(): void;
}

/** Calls `tell` once for each time that the thread neither says anything nor rests for so long. Keeps nothing alive. */
export function watchForSilence(thread: Pick<Worker, 'performance'>, tell: (seconds: number) => void): Silence {
  let since = performance.now();
  let isTold = false;
  let before = thread.performance.eventLoopUtilization();
  const heard = (): void => {
    since = performance.now();
    isTold = false;
  };
  const timer = setInterval(() => {
    const now = thread.performance.eventLoopUtilization();
    const hasRested = now.idle > before.idle;
    before = now;
    // Who rests waits for a person or for time to pass, and not within a command.
    if (hasRested) return heard();
    const silentMs = performance.now() - since;
    if (isTold || silentMs < SILENT_MS) return;
    isTold = true;
    tell(Math.round(silentMs / 1000));
  }, LOOK_EVERY_MS).unref();
  return { heard, stop: () => clearInterval(timer) };
}

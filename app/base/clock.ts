// Time as a port. A real drive lives on the real clock; a virtual recorder may live on a clock that runs faster, or
// that jumps to the next thing anybody waits for, so that an hour of burning passes in a moment and still adds up.
import { type Milliseconds, milliseconds } from './units.ts';

export interface Clock {
  /** How many times as fast as the wall's it runs: 1 for real drives; 0 = unpaced, it jumps and nobody has to be on time. */
  readonly pace: number;
  /** Milliseconds since an arbitrary start; never goes back. */
  now(): Milliseconds;
  /** Resolves when `duration` has passed on this clock. Rejects with the signal's reason when it is aborted first. */
  sleep(duration: Milliseconds, signal?: AbortSignal): Promise<void>;
}

/** The clock on the wall, or one that runs `pace` times as fast (1 = real time). */
export class PacedClock implements Clock {
  readonly pace: number;
  private readonly start = performance.now();

  constructor(pace = 1) {
    this.pace = pace;
  }

  now(): Milliseconds {
    return milliseconds((performance.now() - this.start) * this.pace);
  }

  sleep(duration: Milliseconds, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(asError(signal.reason));
      // A timer takes a millisecond at least; who sleeps for no time wants no more than a turn of the event loop.
      if (duration <= 0) return void setImmediate(resolve);
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(asError(signal?.reason));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, duration / this.pace);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock without pacing: time stands still while anybody works and jumps to the earliest sleeper once everybody in
 * this thread waits. Deterministic as long as nothing in the thread waits for the real world.
 */
export class VirtualClock implements Clock {
  readonly pace = 0;
  private time = 0;
  private sleepers: Sleeper[] = [];
  private scheduled = false;

  now(): Milliseconds {
    return milliseconds(this.time);
  }

  /** Lets time pass at once, without giving anybody else a turn: what a synchronous device does while it works. */
  advance(duration: Milliseconds): void {
    this.time += Math.max(0, duration);
  }

  sleep(duration: Milliseconds, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(asError(signal.reason));
      const sleeper: Sleeper = {
        due: this.time + Math.max(0, duration),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(asError(signal?.reason));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.sleepers.push(sleeper);
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.jump();
    });
  }

  private jump(): void {
    const earliest = this.sleepers.reduce<Sleeper | undefined>(
      (first, other) => (first === undefined || other.due < first.due ? other : first),
      undefined,
    );
    if (earliest === undefined) return;
    this.sleepers = this.sleepers.filter((other) => other !== earliest);
    this.time = Math.max(this.time, earliest.due);
    earliest.wake();
    if (this.sleepers.length > 0) this.schedule();
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

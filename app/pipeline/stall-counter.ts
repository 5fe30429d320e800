// Counts how often and how long one side of the ring waited, in two control words: count, milliseconds.
import type { Clock } from '../base/clock.ts';

export class StallCounter {
  private readonly words: Int32Array;
  private readonly index: number;
  private readonly clock: Clock;
  private since: number | undefined;
  private total = 0;

  /** Counts in `words[index]` and `words[index + 1]`. */
  constructor(words: Int32Array, index: number, clock: Clock) {
    this.words = words;
    this.index = index;
    this.clock = clock;
  }

  /** The side has to wait. Waiting again before `end` is the same stall. */
  begin(): void {
    this.since ??= this.clock.now();
  }

  /** The side got what it waited for; nothing is counted if it did not wait. */
  end(): void {
    if (this.since === undefined) return;
    this.total += this.clock.now() - this.since;
    this.since = undefined;
    Atomics.add(this.words, this.index, 1);
    Atomics.store(this.words, this.index + 1, Math.round(this.total));
  }

  /** Forgets a wait that was none of the other side's fault. */
  discard(): void {
    this.since = undefined;
  }
}

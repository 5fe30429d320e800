// The side of the ring that fills slots: one per ring, in any thread.
import type { Clock } from '../base/clock.ts';
import { PacedClock } from '../base/clock.ts';
import type { ErrorReport } from '../base/errors.ts';
import { RING_STATE, RingControl, type RingMemory, slotViews, WORD } from './ring-memory.ts';
import { StallCounter } from './stall-counter.ts';
import { blockUntilChange, waitForChange } from './word-wait.ts';

export class RingProducer {
  private readonly memory: RingMemory;
  private readonly control: RingControl;
  private readonly views: readonly Uint8Array[];
  private readonly stalls: StallCounter;
  private slot = 0;

  /** `clock` is the one on which stalls are measured. */
  constructor(memory: RingMemory, clock: Clock = new PacedClock()) {
    this.memory = memory;
    this.control = new RingControl(memory);
    this.views = slotViews(memory);
    this.stalls = new StallCounter(this.control.words, WORD.producerStalls, clock);
  }

  /** The next slot to fill; waits for room. Undefined when the ring has failed or was cancelled: stop then. */
  async acquire(): Promise<Uint8Array | undefined> {
    for (;;) {
      const seen = Atomics.load(this.control.words, WORD.room);
      if (this.isClosed()) return undefined;
      if (this.hasRoom()) return this.take();
      this.stalls.begin();
      await waitForChange(this.control.words, WORD.room, seen);
    }
  }

  /** The same, blocking the thread. */
  acquireBlocking(): Uint8Array | undefined {
    for (;;) {
      const seen = Atomics.load(this.control.words, WORD.room);
      if (this.isClosed()) return undefined;
      if (this.hasRoom()) return this.take();
      this.stalls.begin();
      blockUntilChange(this.control.words, WORD.room, seen);
    }
  }

  /** Hands the acquired slot over; its first `length` bytes (1 to the slot's size) are content. */
  commit(length: number): void {
    if (!Number.isInteger(length) || length < 1 || length > this.memory.slotBytes) {
      throw new RangeError(`a slot of ${this.memory.slotBytes} bytes cannot hold ${length}`);
    }
    Atomics.store(this.control.words, this.control.lengthWord(this.slot), length);
    this.slot = (this.slot + 1) % this.memory.slots;
    Atomics.add(this.control.words, WORD.committed, 1);
    this.control.ring(WORD.arrival);
  }

  /** Nothing follows. Consumers still get what was committed. */
  end(): void {
    this.control.end();
  }

  /** Ends the ring for everybody with this failure, unless it failed or was cancelled before. */
  fail(report: ErrorReport): void {
    this.control.fail(report);
  }

  private isClosed(): boolean {
    const state = this.control.state;
    return state === RING_STATE.failed || state === RING_STATE.cancelled;
  }

  private hasRoom(): boolean {
    return this.control.occupied() < this.memory.slots;
  }

  private take(): Uint8Array | undefined {
    this.stalls.end();
    return this.views[this.slot];
  }
}

// A side of the ring that takes slots in order: the drive writer, the hasher. Each consumer sees every slot.
import type { Clock } from '../base/clock.ts';
import { PacedClock } from '../base/clock.ts';
import { BurnishError, type ErrorReport } from '../base/errors.ts';
import { RING_STATE, RingControl, type RingMemory, type RingStatistics, slotViews, WORD } from './ring-memory.ts';
import { StallCounter } from './stall-counter.ts';
import { blockUntilChange, waitForChange } from './word-wait.ts';

export class RingConsumer {
  private readonly memory: RingMemory;
  private readonly control: RingControl;
  private readonly views: readonly Uint8Array[];
  private readonly stalls: StallCounter;
  private readonly releasedWord: number;
  private slot = 0;
  private started = false;

  /** `index` is 0 to the ring's number of consumers - 1; each belongs to one consumer. */
  constructor(memory: RingMemory, index: number, clock: Clock = new PacedClock()) {
    if (!Number.isInteger(index) || index < 0 || index >= memory.consumers) {
      throw new RangeError(`the ring has ${memory.consumers} consumers, and no ${index}`);
    }
    this.memory = memory;
    this.control = new RingControl(memory);
    this.views = slotViews(memory);
    this.releasedWord = this.control.releasedWord(index);
    this.stalls = new StallCounter(this.control.words, this.releasedWord + 1, clock);
  }

  get capacityBytes(): number {
    return this.memory.slots * this.memory.slotBytes;
  }

  /**
   * The content of the next slot, valid until `release`; undefined when everything was taken. Waits for data. Throws
   * the producer's failure as it was reported, or a BurnishError `cancelled`.
   */
  async acquire(): Promise<Uint8Array | undefined> {
    for (;;) {
      const seen = Atomics.load(this.control.words, WORD.arrival);
      const isLast = this.isFinished();
      if (this.pendingSlots() > 0) return this.take();
      if (isLast) return undefined;
      if (this.started) this.stalls.begin();
      await waitForChange(this.control.words, WORD.arrival, seen);
    }
  }

  /** The same, blocking the thread. */
  acquireBlocking(): Uint8Array | undefined {
    for (;;) {
      const seen = Atomics.load(this.control.words, WORD.arrival);
      const isLast = this.isFinished();
      if (this.pendingSlots() > 0) return this.take();
      if (isLast) return undefined;
      if (this.started) this.stalls.begin();
      blockUntilChange(this.control.words, WORD.arrival, seen);
    }
  }

  /** Gives the acquired slot back; its view must not be used any more. */
  release(): void {
    if (this.pendingSlots() === 0) throw new RangeError('there is no slot to release');
    this.slot = (this.slot + 1) % this.memory.slots;
    Atomics.add(this.control.words, this.releasedWord, 1);
    this.control.ringRoom();
  }

  /** Waits until that share of the slots (0 to 1) is filled or the source has ended. Counts as no stall. */
  async waitForFill(share: number): Promise<void> {
    const wanted = Math.min(this.memory.slots, Math.ceil(share * this.memory.slots));
    for (;;) {
      const seen = Atomics.load(this.control.words, WORD.arrival);
      if (this.isFinished() || this.pendingSlots() >= wanted) return;
      await waitForChange(this.control.words, WORD.arrival, seen);
    }
  }

  /** Bytes in the ring that this consumer has not released. */
  pendingBytes(): number {
    const pending = this.pendingSlots();
    let bytes = 0;
    for (let i = 0; i < pending; i++) bytes += this.lengthOf((this.slot + i) % this.memory.slots);
    return bytes;
  }

  /** True once the source has delivered its last byte: from then on it cannot hold anybody up. */
  get isSourceAtEnd(): boolean {
    return this.control.state === RING_STATE.ended;
  }

  /** Stops everybody at this ring: nobody gets another slot. */
  cancel(): void {
    this.control.cancel();
  }

  /** Stops everybody at this ring with a failure of this side. */
  fail(report: ErrorReport): void {
    this.control.fail(report);
  }

  statistics(): RingStatistics {
    return this.control.statistics();
  }

  private pendingSlots(): number {
    return (this.control.committed - Atomics.load(this.control.words, this.releasedWord)) | 0;
  }

  /** True when nothing more will be committed. Must be asked before `pendingSlots` so that the last slot is seen. */
  private isFinished(): boolean {
    const state = this.control.state;
    if (state === RING_STATE.cancelled) throw cancelledError();
    const failure = this.control.failure();
    if (failure !== undefined) throw new BurnishError(failure);
    return state === RING_STATE.ended;
  }

  private lengthOf(slot: number): number {
    return Atomics.load(this.control.words, this.control.lengthWord(slot));
  }

  private take(): Uint8Array | undefined {
    this.stalls.end();
    this.started = true;
    const view = this.views[this.slot];
    const length = this.lengthOf(this.slot);
    return length === this.memory.slotBytes ? view : view?.subarray(0, length);
  }
}

function cancelledError(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'The transfer was cancelled.',
    doing: 'moving data',
    nextStep: 'Start again when you are ready.',
  });
}

// The shared memory of the ring: data slots, and control words through which one producer and several consumers, in
// any threads, agree. Everything here is plain memory, so a `RingMemory` can be posted to a worker as it is.
/// <reference lib="es2024.sharedmemory" />
import type { ErrorReport } from '../base/errors.ts';

export interface RingMemory {
  readonly slots: number;
  readonly slotBytes: number;
  readonly consumers: number;
  readonly data: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
}

export interface RingShape {
  /** At least 2. */
  readonly slots: number;
  readonly slotBytes: number;
  /** How many consumers see every slot, 1 to 8. */
  readonly consumers: number;
}

/** How often and how long one side had to wait for the other, in milliseconds of the clock it lives on. */
export interface Stalls {
  readonly count: number;
  readonly ms: number;
}

export interface RingStatistics {
  /** The producer waited for room: normal where the drive is the slower side. */
  readonly producer: Stalls;
  /** Each consumer waited for data after its first slot: the source was too slow. */
  readonly consumers: readonly Stalls[];
}

/** Where the ring stands. `closing` lasts while a failure's report is being written; nobody acts on it. */
export const RING_STATE = { open: 0, ended: 1, closing: 2, failed: 3, cancelled: 4 } as const;

const CLOSABLE = [RING_STATE.open, RING_STATE.ended];

/** Control words (32 bits each) by index; behind them per consumer words, slot lengths, and the failure's report. */
export const WORD = { state: 0, committed: 1, room: 2, arrival: 3, reportBytes: 4, producerStalls: 5, producerMs: 6 };
const FIXED_WORDS = 8;
/** Words per consumer: slots released, stalls, milliseconds stalled. */
const CONSUMER_WORDS = 3;
const REPORT_LIMIT = 16384;
const PAGE = 4096;
const MOST_BYTES = 1024 * 1024 * 1024;

/** Makes an empty ring. Throws RangeError for a shape out of range (a gibibyte in all is the most). */
export function createRing(shape: RingShape): RingMemory {
  const { slots, slotBytes, consumers } = shape;
  requireInteger('slots', slots, 2, 65536);
  requireInteger('slotBytes', slotBytes, 1, MOST_BYTES);
  requireInteger('consumers', consumers, 1, 8);
  const bytes = slots * slotStride(slotBytes);
  requireInteger('bytes of all slots', bytes, 1, MOST_BYTES);
  const words = FIXED_WORDS + consumers * CONSUMER_WORDS + slots;
  return {
    slots,
    slotBytes,
    consumers,
    // V8 lays a growable buffer on whole pages; a fixed one starts 16 bytes past a page, which costs a copy in DMA.
    data: new SharedArrayBuffer(bytes, { maxByteLength: bytes }),
    control: new SharedArrayBuffer(words * 4 + REPORT_LIMIT),
  };
}

/** The control words of a ring, with the places of what has no fixed place. */
export class RingControl {
  readonly words: Int32Array;
  private readonly memory: RingMemory;
  private readonly reportAt: number;
  /** Free slots at which a waiting producer is woken. */
  private readonly wakeFree: number;

  constructor(memory: RingMemory) {
    this.memory = memory;
    const words = FIXED_WORDS + memory.consumers * CONSUMER_WORDS + memory.slots;
    this.words = new Int32Array(memory.control, 0, words);
    this.reportAt = words * 4;
    this.wakeFree = Math.max(1, Math.floor(memory.slots / 8));
  }

  get state(): number {
    return Atomics.load(this.words, WORD.state);
  }

  /** Slots the producer has committed since the start, modulo 2^32. */
  get committed(): number {
    return Atomics.load(this.words, WORD.committed);
  }

  releasedWord(consumer: number): number {
    return FIXED_WORDS + consumer * CONSUMER_WORDS;
  }

  lengthWord(slot: number): number {
    return FIXED_WORDS + this.memory.consumers * CONSUMER_WORDS + slot;
  }

  /** Slots that the slowest consumer has still to release, 0 to all. */
  occupied(): number {
    const committed = this.committed;
    let most = 0;
    for (let consumer = 0; consumer < this.memory.consumers; consumer++) {
      most = Math.max(most, (committed - Atomics.load(this.words, this.releasedWord(consumer))) | 0);
    }
    return most;
  }

  /**
   * A slot was released. A producer that waits for room is woken when an eighth of the ring is free, and not for every
   * slot: waking costs more than filling one. Consumers never wait while the ring is that full, so this comes about.
   */
  ringRoom(): void {
    const free = this.memory.slots - this.occupied();
    if (free >= this.wakeFree) this.ring(WORD.room);
    else Atomics.add(this.words, WORD.room, 1);
  }

  /** Adds to a word and wakes whoever waits for it to change. */
  ring(word: number): void {
    Atomics.add(this.words, word, 1);
    Atomics.notify(this.words, word);
  }

  /** Everything the producer had is committed. Does nothing when the ring has failed or was cancelled. */
  end(): void {
    if (Atomics.compareExchange(this.words, WORD.state, RING_STATE.open, RING_STATE.ended) === RING_STATE.open) {
      this.wakeAll();
    }
  }

  /** Ends the ring for everybody with this failure. The first failure or cancel stands. */
  fail(report: ErrorReport): void {
    if (this.claim(RING_STATE.closing, CLOSABLE)) this.publish(report);
  }

  /** The same, unless the producer had ended the ring in order. */
  failUnlessEnded(report: ErrorReport): void {
    if (this.claim(RING_STATE.closing, [RING_STATE.open])) this.publish(report);
  }

  /** Ends the ring for everybody: nobody gets another slot. */
  cancel(): void {
    if (this.claim(RING_STATE.cancelled, CLOSABLE)) this.wakeAll();
  }

  private publish(report: ErrorReport): void {
    const bytes = reportBytes(report);
    new Uint8Array(this.memory.control, this.reportAt, bytes.length).set(bytes);
    Atomics.store(this.words, WORD.reportBytes, bytes.length);
    Atomics.store(this.words, WORD.state, RING_STATE.failed);
    this.wakeAll();
  }

  /** The report of the failure; undefined unless the ring has failed. */
  failure(): ErrorReport | undefined {
    if (this.state !== RING_STATE.failed) return undefined;
    const length = Atomics.load(this.words, WORD.reportBytes);
    const copy = new Uint8Array(length);
    copy.set(new Uint8Array(this.memory.control, this.reportAt, length));
    // Written by `publish` of this very program; a schema here would cost each thread 10 MB.
    return JSON.parse(new TextDecoder().decode(copy)) as ErrorReport;
  }

  statistics(): RingStatistics {
    return {
      producer: this.stalls(WORD.producerStalls),
      consumers: Array.from({ length: this.memory.consumers }, (_, i) => this.stalls(this.releasedWord(i) + 1)),
    };
  }

  private stalls(word: number): Stalls {
    return { count: Atomics.load(this.words, word), ms: Atomics.load(this.words, word + 1) };
  }

  /** Moves to `next` from one of `states`, which are in the order in which a ring goes through them. */
  private claim(next: number, states: readonly number[]): boolean {
    return states.some((state) => Atomics.compareExchange(this.words, WORD.state, state, next) === state);
  }

  private wakeAll(): void {
    this.ring(WORD.room);
    this.ring(WORD.arrival);
  }
}

/** One view per slot, made once, so that nothing is allocated while the ring runs. */
export function slotViews(memory: RingMemory): readonly Uint8Array[] {
  const stride = slotStride(memory.slotBytes);
  return Array.from({ length: memory.slots }, (_, i) => new Uint8Array(memory.data, i * stride, memory.slotBytes));
}

function slotStride(slotBytes: number): number {
  return Math.ceil(slotBytes / PAGE) * PAGE;
}

/** A report that is too long for the ring loses its command and details, never its sentence. */
function reportBytes(report: ErrorReport): Uint8Array {
  const whole = new TextEncoder().encode(JSON.stringify(report));
  if (whole.length <= REPORT_LIMIT) return whole;
  const { code, doing, nextStep } = report;
  const message = `${report.message.slice(0, 1000)}...`;
  return new TextEncoder().encode(
    JSON.stringify({ code, message, doing: doing.slice(0, 500), nextStep: nextStep.slice(0, 500) }),
  );
}

function requireInteger(what: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${what} must be ${least} to ${most}, not ${value}`);
  }
}

// Takes what comes out of a ring and hands it to a sink, in order, one write command's worth at a time.
import type { Clock } from '../base/clock.ts';
import { BurnishError } from '../base/errors.ts';
import { milliseconds } from '../base/units.ts';
import type { DriveBuffer, MeterReading, RateMeter } from './rate-meter.ts';
import type { RingConsumer } from './ring-consumer.ts';

/** Takes the bytes; may keep the view until its promise is fulfilled and no longer. */
export type Sink = (chunk: Uint8Array) => Promise<void>;

export interface PumpOptions {
  /** The clock of the sink. */
  readonly clock: Clock;
  readonly meter: RateMeter;
  /** Most bytes of one call of the sink; calls never span slots. Absent = a whole slot. */
  readonly chunkBytes?: number;
  /** Share of the ring that must be filled before the first byte goes out, 0 to 1. Default 0.8; a source's end counts. */
  readonly startLevel?: number;
  /** Cancels after the chunk under way. */
  readonly signal?: AbortSignal;
  /** The drive's own buffer, asked once per reading. */
  readonly driveBuffer?: () => Promise<DriveBuffer | undefined>;
  /** Called every `readingMs` on `clock` and once at the end. */
  readonly onReading?: (reading: MeterReading) => void;
  /** Default 100. */
  readonly readingMs?: number;
}

const START_LEVEL = 0.8;
const READING_MS = 100;
/** A sink that never really waits must still let messages and signals in: after so much time or so many bytes. */
const TURN_MS = 20;
const TURN_BYTES = 1024 * 1024;

/**
 * Runs until the ring ends and returns the bytes moved. Throws what the source failed with, what the sink threw, or
 * BurnishError `cancelled`; in each case the ring is closed for everybody and the sink has finished its last call.
 */
export async function pump(consumer: RingConsumer, sink: Sink, options: PumpOptions): Promise<number> {
  const { signal } = options;
  const onAbort = (): void => consumer.cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal?.aborted) throw cancelled(signal);
    await consumer.waitForFill(options.startLevel ?? START_LEVEL);
    return await new Run(consumer, sink, options).toEnd();
  } catch (error) {
    consumer.cancel();
    throw signal?.aborted && isCancelled(error) ? cancelled(signal) : error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

class Run {
  private readonly consumer: RingConsumer;
  private readonly sink: Sink;
  private readonly options: PumpOptions;
  private total = 0;
  private drainedOfSlot = 0;
  private lastReading: number;
  private lastTurn: number;
  private bytesSinceTurn = 0;

  constructor(consumer: RingConsumer, sink: Sink, options: PumpOptions) {
    this.consumer = consumer;
    this.sink = sink;
    this.options = options;
    this.lastReading = this.lastTurn = options.clock.now();
  }

  async toEnd(): Promise<number> {
    this.options.meter.begin();
    for (;;) {
      const slot = await this.consumer.acquire();
      if (slot === undefined) break;
      await this.drain(slot);
      this.consumer.release();
      this.drainedOfSlot = 0;
    }
    await this.report();
    return this.total;
  }

  private async drain(slot: Uint8Array): Promise<void> {
    const most = this.options.chunkBytes ?? slot.length;
    for (let at = 0; at < slot.length; at += most) {
      if (this.options.signal?.aborted) throw cancelled(this.options.signal);
      const chunk = most >= slot.length ? slot : slot.subarray(at, Math.min(at + most, slot.length));
      await this.sink(chunk);
      this.total += chunk.length;
      this.drainedOfSlot += chunk.length;
      this.options.meter.add(chunk.length);
      await this.pause(chunk.length);
    }
  }

  /** Lets the event loop turn and gives a reading, each when it is due. */
  private async pause(bytes: number): Promise<void> {
    const now = this.options.clock.now();
    this.bytesSinceTurn += bytes;
    if (this.bytesSinceTurn >= TURN_BYTES || now - this.lastTurn >= TURN_MS) {
      this.bytesSinceTurn = 0;
      this.lastTurn = now;
      // On the clock of the sink, so that a clock that jumps does not take the pause for everybody's waiting.
      await this.options.clock.sleep(milliseconds(0));
    }
    if (now - this.lastReading >= (this.options.readingMs ?? READING_MS)) {
      this.lastReading = now;
      await this.report();
    }
  }

  private async report(): Promise<void> {
    const { meter, onReading, driveBuffer } = this.options;
    if (onReading === undefined) return;
    const drive = await driveBuffer?.();
    onReading(
      meter.read({
        hostBytes: this.consumer.pendingBytes() - this.drainedOfSlot,
        hostCapacityBytes: this.consumer.capacityBytes,
        ...(drive === undefined ? {} : { drive }),
      }),
    );
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof BurnishError && error.code === 'cancelled';
}

/** The reason given to the signal when it is one of ours; a plain `cancelled` otherwise. */
function cancelled(signal: AbortSignal): BurnishError {
  if (signal.reason instanceof BurnishError) return signal.reason;
  return new BurnishError({
    code: 'cancelled',
    message: 'The transfer was cancelled.',
    doing: 'moving data',
    nextStep: 'Start again when you are ready.',
  });
}

// The pump and its meter on a clock that stands still while anybody works: exact times, no waiting.
import { expect, test } from 'vitest';
import { VirtualClock } from '../../app/base/clock.ts';
import { BurnishError } from '../../app/base/errors.ts';
import { kilobytesPerSecond, milliseconds } from '../../app/base/units.ts';
import { pump } from '../../app/pipeline/pump.ts';
import { type MeterReading, RateMeter } from '../../app/pipeline/rate-meter.ts';
import { ringCapacity } from '../../app/pipeline/ring-capacity.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';
import { RingProducer } from '../../app/pipeline/ring-producer.ts';
import { feed, type Source } from '../../app/pipeline/source.ts';

const SLOT = 65536;
const MIB = 1024 * 1024;

/** A source of counted bytes that stops for a while at one place. */
class StallingSource implements Source {
  private position = 0;
  private readonly clock: VirtualClock;
  private readonly stallAt: number;
  private readonly stallMs: number;

  constructor(clock: VirtualClock, stallAt: number, stallMs: number) {
    this.clock = clock;
    this.stallAt = stallAt;
    this.stallMs = stallMs;
  }

  async read(target: Uint8Array): Promise<number> {
    if (this.position === this.stallAt) await this.clock.sleep(milliseconds(this.stallMs));
    target[0] = (this.position / SLOT) & 0xff;
    this.position += target.length;
    return target.length;
  }
}

interface Transfer {
  readonly slots: number;
  readonly totalBytes: number;
  readonly stallAt: number;
  readonly stallMs: number;
  readonly kBs: number;
  readonly startLevel?: number;
}

/** Moves from a stalling source to a drive of a fixed speed that sleeps for each chunk. */
async function transfer(options: Transfer): Promise<{
  readonly consumer: RingConsumer;
  readonly readings: readonly MeterReading[];
  readonly starts: readonly number[];
}> {
  const clock = new VirtualClock();
  const ring = createRing({ slots: options.slots, slotBytes: SLOT, consumers: 1 });
  const consumer = new RingConsumer(ring, 0, clock);
  const source = new StallingSource(clock, options.stallAt, options.stallMs);
  const readings: MeterReading[] = [];
  const starts: number[] = [];
  const sink = async (chunk: Uint8Array): Promise<void> => {
    starts.push(clock.now());
    await clock.sleep(milliseconds(chunk.length / options.kBs));
  };
  const [moved] = await Promise.all([
    pump(consumer, sink, {
      clock,
      meter: new RateMeter(clock, kilobytesPerSecond(options.kBs)),
      driveBuffer: async () => ({ sizeBytes: 2 * MIB, usedBytes: MIB }),
      onReading: (reading) => readings.push(reading),
      ...(options.startLevel === undefined ? {} : { startLevel: options.startLevel }),
    }),
    feed(new RingProducer(ring, clock), source, options.totalBytes),
  ]);
  expect(moved).toBe(options.totalBytes);
  return { consumer, readings, starts };
}

test('a steady transfer runs at the speed of the sink, and the meter says so', async () => {
  const { readings } = await transfer({ slots: 16, totalBytes: 400 * SLOT, stallAt: -1, stallMs: 0, kBs: 4000 });
  const last = readings.at(-1);
  expect(last?.bytes).toBe(400 * SLOT);
  expect(last?.elapsedMs).toBeCloseTo((400 * SLOT) / 4000, 6);
  // 25 MiB went out in 6.5536 s; the one in the drive's buffer is not on the disc.
  expect(last?.averageSpeed).toBeCloseTo(3840, 6);
  expect(last?.currentSpeed).toBeCloseTo(4000, 6);
  expect(last?.hostFill).toBe(0);
  const middle = readings[30];
  expect(middle?.hostFill).toBeGreaterThan(0.8);
  expect(middle?.driveFill).toBe(0.5);
  const buffered = (middle?.hostFill ?? 0) * 16 * SLOT + MIB;
  expect(middle?.secondsOfSafety).toBeCloseTo(buffered / 4_000_000, 6);
});

test('a stall of the source empties the ring, is counted, and shows as falling safety', async () => {
  const { consumer, readings } = await transfer({
    slots: 16,
    totalBytes: 200 * SLOT,
    stallAt: 100 * SLOT,
    stallMs: 5000,
    kBs: 4000,
  });
  const { consumers } = consumer.statistics();
  expect(consumers[0]?.count).toBe(1);
  // 16 slots and the one under way last 17 * 16.4 ms of the 5 s.
  expect(consumers[0]?.ms).toBeGreaterThan(4700);
  expect(consumers[0]?.ms).toBeLessThan(5000);
  const least = Math.min(...readings.slice(0, -1).map((reading) => reading.secondsOfSafety ?? Number.NaN));
  expect(least).toBeLessThan((2 * SLOT + MIB) / 4_000_000 + 0.1);
  const slowest = Math.min(...readings.map((reading) => reading.currentSpeed));
  expect(slowest).toBeLessThan(2000);
});

test('the first byte goes out when the ring is filled to the start level, or the source has ended', async () => {
  const stall = { slots: 10, stallMs: 3000, kBs: 4000 };
  const held = await transfer({ ...stall, totalBytes: 40 * SLOT, stallAt: 7 * SLOT });
  expect(held.starts[0]).toBe(3000);
  expect(held.consumer.statistics().consumers[0]?.count).toBe(0);
  const released = await transfer({ ...stall, totalBytes: 40 * SLOT, stallAt: 7 * SLOT, startLevel: 0.7 });
  expect(released.starts[0]).toBe(0);
  const short = await transfer({ ...stall, totalBytes: 3 * SLOT, stallAt: -1 });
  expect(short.starts[0]).toBe(0);
});

test('a sink that never waits still lets timers and messages in', async () => {
  const clock = new VirtualClock();
  const ring = createRing({ slots: 4, slotBytes: SLOT, consumers: 1 });
  const consumer = new RingConsumer(ring, 0, clock);
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 0);
  const endless = feed(new RingProducer(ring), new StallingSource(clock, -1, 0), Number.MAX_SAFE_INTEGER);
  const run = pump(consumer, async () => undefined, { clock, meter: new RateMeter(clock), signal: abort.signal });
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  await endless;
});

test('the reason of an abort comes out of the pump when it is one of ours', async () => {
  const clock = new VirtualClock();
  const ring = createRing({ slots: 4, slotBytes: SLOT, consumers: 1 });
  const reason = new BurnishError({ code: 'drive-lost', message: 'Gone.', doing: 'writing', nextStep: 'Look.' });
  const abort = new AbortController();
  const run = pump(new RingConsumer(ring, 0), async () => undefined, {
    clock,
    meter: new RateMeter(clock),
    signal: abort.signal,
  });
  abort.abort(reason);
  await expect(run).rejects.toBe(reason);
});

test('a source that ends early or throws fails the pump with its own report', async () => {
  const run = (source: Source): Promise<number> => {
    const clock = new VirtualClock();
    const ring = createRing({ slots: 4, slotBytes: SLOT, consumers: 1 });
    void feed(new RingProducer(ring), source, 10 * SLOT);
    return pump(new RingConsumer(ring, 0), async () => undefined, { clock, meter: new RateMeter(clock) });
  };
  let left = 3;
  const short: Source = { read: async (target) => (left-- > 0 ? target.length : 0) };
  await expect(run(short)).rejects.toMatchObject({
    code: 'image-truncated',
    report: { details: { foundBytes: 3 * SLOT, sizeBytes: 10 * SLOT } },
  });
  const broken: Source = { read: () => Promise.reject(new Error('a bug')) };
  await expect(run(broken)).rejects.toMatchObject({ code: 'internal' });
  const lying: Source = { read: async (target) => target.length + 1 };
  await expect(run(lying)).rejects.toMatchObject({ code: 'internal' });
});

test('the ring holds 4 s of the rate within its bounds, in whole write commands', () => {
  const plenty = 64 * 1024 * MIB;
  const bytes = (rate: number | undefined, chunkBytes: number, systemMemoryBytes: number): number => {
    const { slots, slotBytes } = ringCapacity({
      chunkBytes,
      systemMemoryBytes,
      ...(rate === undefined ? {} : { rate: kilobytesPerSecond(rate) }),
    });
    expect(slotBytes % chunkBytes).toBe(0);
    return slots * slotBytes;
  };
  const near = (found: number, wanted: number): void => {
    expect(found).toBeLessThanOrEqual(wanted);
    expect(found).toBeGreaterThan(wanted - MIB);
  };
  near(bytes(11_080, 32_768, plenty), 44_320_000); // DVD 8x
  near(bytes(44_955, 65_536, plenty), 179_820_000); // BD 10x
  near(bytes(71_928, 65_536, plenty), 192 * MIB); // BD 16x
  near(bytes(1_411, 2048 * 27, plenty), 16 * MIB);
  near(bytes(undefined, 2048, plenty), 16 * MIB);
  near(bytes(71_928, 65_536, 1024 * MIB), 128 * MIB);
});

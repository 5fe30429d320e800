// The ring by itself: order, back-pressure, several consumers, and how ends, failures and cancels travel.
import { expect, test } from 'vitest';
import { VirtualClock } from '../../app/base/clock.ts';
import type { ErrorReport } from '../../app/base/errors.ts';
import { milliseconds } from '../../app/base/units.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';
import { RingProducer } from '../../app/pipeline/ring-producer.ts';

const failure: ErrorReport = {
  code: 'image-unreadable',
  message: 'The image cannot be read.',
  doing: 'reading',
  nextStep: 'Copy it again.',
  details: { position: 4096 },
};

async function put(producer: RingProducer, text: string): Promise<void> {
  const slot = await producer.acquire();
  if (slot === undefined) throw new Error('the ring is closed');
  slot.set(new TextEncoder().encode(text));
  producer.commit(text.length);
}

async function take(consumer: RingConsumer): Promise<string | undefined> {
  const slot = await consumer.acquire();
  if (slot === undefined) return undefined;
  const text = Buffer.from(slot).toString();
  consumer.release();
  return text;
}

test('every consumer sees every slot in order, then the end', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 2 });
  const producer = new RingProducer(ring);
  const words = ['one', 'two', 'three', 'four', 'five'];
  const filling = (async () => {
    for (const word of words) await put(producer, word);
    producer.end();
  })();
  const drain = async (index: number): Promise<string[]> => {
    const consumer = new RingConsumer(ring, index);
    const seen: string[] = [];
    for (let text = await take(consumer); text !== undefined; text = await take(consumer)) seen.push(text);
    return seen;
  };
  const [first, second] = await Promise.all([drain(0), drain(1), filling]);
  expect(first).toEqual(words);
  expect(second).toEqual(words);
});

test('that the source is at its end is known while the last slots still wait', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 1 });
  const producer = new RingProducer(ring);
  const consumer = new RingConsumer(ring, 0);
  await put(producer, 'a');
  expect(consumer.isSourceAtEnd).toBe(false);
  producer.end();
  expect(consumer.isSourceAtEnd).toBe(true);
  expect(await take(consumer)).toBe('a');
});

test('the producer gets no room until the slowest consumer has released', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 2 });
  const producer = new RingProducer(ring);
  const quick = new RingConsumer(ring, 0);
  const slow = new RingConsumer(ring, 1);
  await put(producer, 'a');
  await put(producer, 'b');
  await take(quick);
  await take(quick);
  let gotRoom = false;
  const third = put(producer, 'c').then(() => {
    gotRoom = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(gotRoom).toBe(false);
  expect(await take(slow)).toBe('a');
  await third;
  expect(await take(slow)).toBe('b');
  expect(await take(slow)).toBe('c');
});

test('slots start on pages, however odd their size', () => {
  const ring = createRing({ slots: 3, slotBytes: 5000, consumers: 1 });
  const producer = new RingProducer(ring);
  const slot = producer.acquireBlocking();
  expect(slot?.length).toBe(5000);
  expect(slot?.byteOffset).toBe(0);
  producer.commit(5000);
  expect(producer.acquireBlocking()?.byteOffset).toBe(8192);
});

test('a failure of the source reaches every consumer as it was reported, and the producer is told to stop', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 2 });
  const producer = new RingProducer(ring);
  const waiting = new RingConsumer(ring, 0).acquire();
  producer.fail(failure);
  await expect(waiting).rejects.toMatchObject({ report: failure });
  await expect(new RingConsumer(ring, 1).acquire()).rejects.toMatchObject({ report: failure });
  expect(await producer.acquire()).toBeUndefined();
});

test('a cancel wakes a producer that waits for room, and the first cause stands', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 1 });
  const producer = new RingProducer(ring);
  const consumer = new RingConsumer(ring, 0);
  await put(producer, 'a');
  await put(producer, 'b');
  const blocked = producer.acquire();
  consumer.cancel();
  expect(await blocked).toBeUndefined();
  producer.fail(failure);
  await expect(consumer.acquire()).rejects.toMatchObject({ code: 'cancelled' });
});

test('a failure after the end still reaches who has not taken everything', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 2 });
  const producer = new RingProducer(ring);
  await put(producer, 'a');
  producer.end();
  new RingConsumer(ring, 0).fail(failure);
  await expect(new RingConsumer(ring, 1).acquire()).rejects.toMatchObject({ code: 'image-unreadable' });
});

test('a report that is longer than the ring has room for keeps its code and the start of its sentence', async () => {
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 1 });
  new RingProducer(ring).fail({ ...failure, message: 'x'.repeat(100_000) });
  const error: unknown = await new RingConsumer(ring, 0).acquire().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'image-unreadable' });
  expect((error as Error).message.startsWith('xxxx')).toBe(true);
});

test('stalls are counted by side on the given clock', async () => {
  const clock = new VirtualClock();
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 1 });
  const producer = new RingProducer(ring, clock);
  const consumer = new RingConsumer(ring, 0, clock);
  await put(producer, 'a');
  await take(consumer);
  const starved = take(consumer);
  await clock.sleep(milliseconds(5000));
  await put(producer, 'b');
  await starved;
  await put(producer, 'c');
  await put(producer, 'd');
  const full = put(producer, 'e');
  await clock.sleep(milliseconds(700));
  await take(consumer);
  await full;
  expect(consumer.statistics()).toEqual({
    producer: { count: 1, ms: 700 },
    consumers: [{ count: 1, ms: 5000 }],
  });
});

test('waiting for the first slot and for the end is no stall', async () => {
  const clock = new VirtualClock();
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 1 });
  const producer = new RingProducer(ring, clock);
  const consumer = new RingConsumer(ring, 0, clock);
  const first = take(consumer);
  await clock.sleep(milliseconds(1000));
  await put(producer, 'a');
  await first;
  const end = take(consumer);
  await clock.sleep(milliseconds(1000));
  producer.end();
  expect(await end).toBeUndefined();
  expect(consumer.statistics().consumers).toEqual([{ count: 0, ms: 0 }]);
});

test('shapes and lengths out of range are refused', () => {
  expect(() => createRing({ slots: 1, slotBytes: 8, consumers: 1 })).toThrow(RangeError);
  expect(() => createRing({ slots: 2, slotBytes: 0, consumers: 1 })).toThrow(RangeError);
  expect(() => createRing({ slots: 2, slotBytes: 2 ** 30, consumers: 1 })).toThrow(RangeError);
  const ring = createRing({ slots: 2, slotBytes: 8, consumers: 1 });
  expect(() => new RingConsumer(ring, 1)).toThrow(RangeError);
  expect(() => new RingConsumer(ring, 0).release()).toThrow(RangeError);
  const producer = new RingProducer(ring);
  producer.acquireBlocking();
  expect(() => producer.commit(9)).toThrow(RangeError);
  expect(() => producer.commit(0)).toThrow(RangeError);
});

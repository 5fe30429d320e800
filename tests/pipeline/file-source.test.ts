// Files through the source thread and the pump: whole, changing, shrinking, missing.
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PacedClock } from '../../app/base/clock.ts';
import { startFileSource } from '../../app/pipeline/file-source.ts';
import { inspectImage } from '../../app/pipeline/image-file.ts';
import { pump, type Sink } from '../../app/pipeline/pump.ts';
import { RateMeter } from '../../app/pipeline/rate-meter.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';
import { coreutilsDigest } from './coreutils.ts';

const SLOT = 65536;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-pipeline-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A file whose content has no period that a slot could hide. */
function makeImage(bytes: number): string {
  const path = join(folder, 'image.iso');
  const content = Buffer.alloc(bytes);
  for (let i = 0, state = 1; i + 4 <= bytes; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    content.writeInt32LE(state, i);
  }
  writeFileSync(path, content);
  return path;
}

/** Moves an image through a ring of 8 slots; `onSlot` runs before each chunk of the sink. */
async function move(path: string, sink: Sink, chunkBytes = SLOT): Promise<number> {
  const image = await inspectImage(path);
  const ring = createRing({ slots: 8, slotBytes: SLOT, consumers: 1 });
  const source = startFileSource(ring, image);
  const clock = new PacedClock();
  try {
    return await pump(new RingConsumer(ring, 0), sink, { clock, meter: new RateMeter(clock), chunkBytes });
  } finally {
    await source.stop();
  }
}

test('every byte arrives once, in order, in chunks of the wanted size', async () => {
  const path = makeImage(3 * 1024 * 1024 + 2048);
  const hash = createHash('sha256');
  const sizes = new Set<number>();
  const moved = await move(
    path,
    async (chunk) => {
      hash.update(chunk);
      sizes.add(chunk.length);
    },
    32768,
  );
  expect(moved).toBe(3 * 1024 * 1024 + 2048);
  expect(sizes).toEqual(new Set([32768, 2048]));
  expect(hash.digest('hex')).toBe(coreutilsDigest('sha256sum', path));
});

test('a file that shrinks while it is read is image-truncated', async () => {
  const path = makeImage(4 * 1024 * 1024);
  const run = move(path, async () => truncateSync(path, 1024 * 1024));
  await expect(run).rejects.toMatchObject({ code: 'image-truncated', report: { details: { sizeBytes: 4194304 } } });
});

test('a file that grows or is touched while it is read is image-changed', async () => {
  const grown = makeImage(1024 * 1024);
  await expect(move(grown, async () => appendFileSync(grown, 'more'))).rejects.toMatchObject({ code: 'image-changed' });
  const touched = makeImage(1024 * 1024);
  const change = move(touched, async () => utimesSync(touched, new Date(0), new Date(0)));
  await expect(change).rejects.toMatchObject({ code: 'image-changed' });
});

test('a file that is gone when the thread opens it is image-missing', async () => {
  const path = makeImage(2048);
  const image = await inspectImage(path);
  rmSync(path);
  const ring = createRing({ slots: 8, slotBytes: SLOT, consumers: 1 });
  const source = startFileSource(ring, image);
  await expect(new RingConsumer(ring, 0).acquire()).rejects.toMatchObject({ code: 'image-missing' });
  await source.ended;
});

test('what is no image of sectors is refused by name before anything starts', async () => {
  const path = join(folder, 'odd.iso');
  await expect(inspectImage(path)).rejects.toMatchObject({ code: 'image-missing' });
  await expect(inspectImage(folder)).rejects.toMatchObject({ code: 'image-unreadable' });
  writeFileSync(path, '');
  await expect(inspectImage(path)).rejects.toMatchObject({ code: 'image-empty' });
  writeFileSync(path, 'x'.repeat(2049));
  await expect(inspectImage(path)).rejects.toMatchObject({ code: 'image-not-sectors' });
});

test('an abort ends the pump after the chunk under way and stops the thread', async () => {
  const image = await inspectImage(makeImage(4 * 1024 * 1024));
  const ring = createRing({ slots: 8, slotBytes: SLOT, consumers: 1 });
  const source = startFileSource(ring, image);
  const clock = new PacedClock();
  const abort = new AbortController();
  let chunks = 0;
  const run = pump(
    new RingConsumer(ring, 0),
    async () => {
      chunks += 1;
      abort.abort();
    },
    { clock, meter: new RateMeter(clock), signal: abort.signal },
  );
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  await source.ended;
  expect(chunks).toBe(1);
});

test('what the sink throws comes out of the pump, and the thread ends', async () => {
  const image = await inspectImage(makeImage(4 * 1024 * 1024));
  const ring = createRing({ slots: 8, slotBytes: SLOT, consumers: 1 });
  const source = startFileSource(ring, image);
  const clock = new PacedClock();
  const fault = new Error('the drive is gone');
  const run = pump(new RingConsumer(ring, 0), () => Promise.reject(fault), { clock, meter: new RateMeter(clock) });
  await expect(run).rejects.toBe(fault);
  await source.ended;
});

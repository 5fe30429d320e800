// A caller whose event loop stands still holds up nobody: source, drive and hash threads go on without it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { startFileSource } from '../../app/pipeline/file-source.ts';
import { startHashTap } from '../../app/pipeline/hash-tap.ts';
import { inspectImage } from '../../app/pipeline/image-file.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';
import type { BusyCallerTask } from './busy-caller-thread.ts';
import { coreutilsDigest } from './coreutils.ts';

test('a whole transfer runs from start to end while the caller is blocked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'burnish-busy-'));
  try {
    const path = join(folder, 'image.iso');
    writeFileSync(path, Buffer.alloc(64 * 1024 * 1024, 'all work and no play makes jack a dull boy\n'));
    const done = new SharedArrayBuffer(4);
    const digest = new SharedArrayBuffer(32);
    const task: BusyCallerTask = { path, done, digest };
    const worker = new Worker(new URL('./busy-caller-thread.js', import.meta.url), { workerData: task });
    // Blocks this thread and its event loop until the other thread has seen the end.
    expect(Atomics.wait(new Int32Array(done), 0, 0, 60_000)).toBe('ok');
    const expected = coreutilsDigest('sha256sum', path);
    expect(Buffer.from(new Uint8Array(digest)).toString('hex')).toBe(expected);
    await new Promise((resolve) => worker.once('exit', resolve));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('threads that wait in a ring end when they are told to, and so do the ones that were never used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'burnish-busy-'));
  try {
    const path = join(folder, 'image.iso');
    writeFileSync(path, Buffer.alloc(1024 * 1024));
    const ring = createRing({ slots: 2, slotBytes: 2048, consumers: 2 });
    const tap = startHashTap(ring, 1, ['tree']);
    const source = startFileSource(ring, await inspectImage(path));
    const slow = new RingConsumer(ring, 0);
    await slow.waitForFill(1);
    await Promise.all([source.stop(), tap.stop()]);
    await expect(tap.hashes).rejects.toMatchObject({ code: 'cancelled' });
    await expect(slow.acquire()).rejects.toMatchObject({ code: 'cancelled' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

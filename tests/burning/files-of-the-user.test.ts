// What a job writes beside the disc: receipts, traces, images. None of it may cost the user a file.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBurnishError } from '../../app/base/errors.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import { runJob } from '../../app/engine/run-job.ts';
import { burnRequest, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const BLOCKS = 300;
let image: string;
let content: Buffer;
beforeAll(() => {
  image = bench.path('image.iso');
  content = randomBytes(BLOCKS * 2048);
  writeFileSync(image, content);
});

describe('a file that is there already', () => {
  it('is not replaced by a receipt, unless it is one', async () => {
    const drive = bench.recorder('receipts', 'dvd+rw');
    const { result } = await bench.burn(drive, image, { receipt: image });
    expect(result).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'target-exists' } });
    expect(readFileSync(image).equals(content)).toBe(true);
    const receipt = bench.path('burn.json');
    expect((await bench.burn(drive, image, { receipt })).result.outcome).toBe('done');
    expect((await bench.burn(drive, image, { receipt })).result).toMatchObject({ outcome: 'done', receipt });
  });

  it('is not replaced by a trace, unless it is one', async () => {
    const drive = bench.recorder('traces', 'dvd+rw');
    const run = (trace: string) =>
      bench.engine.start(burnRequest(drive, image), {
        confirmed: true,
        log: 'faults',
        trace,
        onEvent: () => undefined,
      }).result;
    expect(await run(image)).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'target-exists' } });
    expect(readFileSync(image).equals(content)).toBe(true);
    const trace = bench.path('burn.trace');
    expect((await run(trace)).outcome).toBe('done');
    expect((await run(trace)).outcome).toBe('done');
  });
});

it('two burns that end in the same second keep two receipts', async () => {
  const drives = ['one', 'two', 'three'].map((name) => bench.recorder(name, 'dvd+r'));
  const receipts = join(bench.home, 'receipts');
  const before = existsSync(receipts) ? readdirSync(receipts).length : 0;
  const ended = await Promise.all(drives.map((drive) => bench.burn(drive, image)));
  expect(new Set(ended.map(({ result }) => result.receipt)).size).toBe(3);
  expect(readdirSync(receipts)).toHaveLength(before + 3);
});

it.skipIf(process.platform === 'win32')('a receipt that is a pipe or a device is none, at once', async () => {
  const drive = bench.recorder('piped', 'dvd+r');
  const pipe = bench.path('pipe');
  execFileSync('mkfifo', [pipe]);
  for (const receipt of [pipe, '/dev/zero', bench.home]) {
    const { result } = await bench.run({ job: 'verify', drive, receipt });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'receipt-invalid' } });
  }
});

/** A volume of `blocks` sectors after ECMA-119 8.4, as far as a reader needs it to know its length. */
function volume(blocks: number): Buffer {
  const bytes = randomBytes(blocks * 2048);
  const descriptor = Buffer.alloc(2048);
  descriptor.write('\x01CD001\x01', 0, 'latin1');
  descriptor.writeUInt32LE(blocks, 80);
  descriptor.writeUInt32BE(blocks, 84);
  descriptor.writeUInt16LE(2048, 128);
  descriptor.writeUInt16BE(2048, 130);
  descriptor.copy(bytes, 16 * 2048);
  return bytes;
}

describe('the last two blocks of a CD that cannot be read', () => {
  const request = { job: 'image', overwrite: false, whole: true } as const;

  it('are no run-out when the volume needs them', async () => {
    const iso = bench.path('volume.iso');
    writeFileSync(iso, volume(BLOCKS));
    const drive = bench.recorder('short', 'cd-r');
    await bench.burn(drive, iso, { mode: 'sao' });
    bench.engine.virtual.setFaults('short', { unreadable: [{ from: BLOCKS - 2, count: 2 }] });
    const output = bench.path('short.iso');
    const { result } = await bench.run({ ...request, drive, output });
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'read-failed', details: { firstBadSector: BLOCKS - 2 } },
    });
    expect(existsSync(output)).toBe(false);
  });

  it('are no run-out before the end of the track', async () => {
    const drive = bench.recorder('part', 'cd-r');
    await bench.burn(drive, image);
    bench.engine.virtual.setFaults('part', { unreadable: [{ from: 98, count: 2 }] });
    const { result } = await bench.run({ ...request, drive, output: bench.path('part.iso'), blocks: 100 });
    expect(result).toMatchObject({
      outcome: 'failed',
      error: { code: 'read-failed', details: { badSectors: 2, firstBadSector: 98 } },
    });
  });
});

it.skipIf(!existsSync('/dev/full'))('a full disk is said to be full', () => {
  const file = openSync('/dev/full', 'w');
  try {
    writeSync(file, 'x');
    expect.unreachable();
  } catch (thrown) {
    expect(toBurnishError(thrown, 'writing').code).toBe('target-unwritable');
  } finally {
    closeSync(file);
  }
  expect(toBurnishError(new Error('a bug'), 'writing').code).toBe('internal');
});

it('a drive that fails to close takes nothing back that went wrong before, and no "done" stands', async () => {
  const run = async (request: JobRequest) => {
    const transport = await bench.engine.virtual.open('closing', { exclusive: true });
    const close = transport.close.bind(transport);
    transport.close = () => close().then(() => Promise.reject(new Error('not kept')));
    return runJob(transport, {
      ...{ home: bench.home, request, confirmed: true, confirmation: Promise.resolve(), log: 'faults' },
      signal: new AbortController().signal,
      emit: () => undefined,
    });
  };
  const drive = bench.recorder('closing', 'dvd+r');
  expect(await run({ job: 'blank', drive })).toMatchObject({ error: { code: 'medium-unsuitable' } });
  expect(await run(burnRequest(drive, image))).toMatchObject({ outcome: 'failed', fate: 'unknown' });
});

it('a good burn whose receipt cannot be kept says just that', async () => {
  const drive = bench.recorder('unkept', 'dvd+r');
  const receipt = join(image, 'receipt.json');
  expect((await bench.burn(drive, image, { receipt })).result).toMatchObject({
    outcome: 'failed',
    fate: 'usable',
    error: { code: 'target-unwritable' },
  });
});

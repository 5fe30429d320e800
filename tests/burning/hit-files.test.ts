// A disc with bad sectors: which files they belong to, and that the others are whole.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleBytes, sampleSource, sampleTree, volumeOf } from '../filesystem/sample-images.ts';
import { Workbench } from './workbench.ts';

const SAMPLE = 'iso/rr-joliet.iso';
const FILES = Object.values(sampleTree('src')).filter((what) => what.startsWith('file')).length;
const bench = new Workbench();
const image = bench.path('sample.iso');
let noise = 0;

beforeAll(async () => {
  writeFileSync(image, sampleBytes(SAMPLE));
  const volume = await volumeOf(sampleSource(SAMPLE), 'rock-ridge');
  const entry = (await volume.list(volume.root)).find(({ name }) => name === 'noise.bin');
  noise = (entry?.extents[0]?.begin ?? 0) / 2048;
});

afterAll(() => bench.remove());

it('verified against the image, and against the receipt alone', async () => {
  const drive = bench.recorder('later', 'dvd+r');
  const burned = await bench.burn(drive, image);
  expect(burned.result.outcome).toBe('done');
  bench.engine.virtual.setFaults('later', { unreadable: [{ from: noise + 1, count: 2 }] });
  const hit = { files: ['/noise.bin'], count: 1, structures: [], whole: FILES - 1 };
  const withImage = await bench.run({ job: 'verify', drive, image });
  expect(withImage.result).toMatchObject({ outcome: 'failed', badSectorCount: 2, hit });
  const withReceipt = await bench.run({ job: 'verify', drive, receipt: burned.result.receipt });
  expect(withReceipt.result).toMatchObject({ outcome: 'failed', hit });
});

it('told after a burn too', async () => {
  const drive = bench.recorder('now', 'dvd+r', { faults: { unreadable: [{ from: noise, count: 1 }] } });
  const { result } = await bench.burn(drive, image);
  expect(result).toMatchObject({ outcome: 'failed', hit: { files: ['/noise.bin'], whole: FILES - 1 } });
});

it('not told of files that a folder would have led to: nothing is said to be whole', async () => {
  const drive = bench.recorder('folder', 'dvd+r');
  await bench.burn(drive, image);
  const volume = await volumeOf(sampleSource(SAMPLE), 'rock-ridge');
  const root = (volume.root.extents[0]?.begin ?? 0) / 2048;
  bench.engine.virtual.setFaults('folder', { unreadable: [{ from: root, count: 1 }] });
  const { result } = await bench.run({ job: 'verify', drive, image });
  expect(result.hit?.structures).toContain('/');
  expect(result.hit).not.toHaveProperty('whole');
});

// Moves the file of its argument through the ring of a burn at 16x Blu-ray, unpaced, hash tree on, and tells its peak.
import { totalmem } from 'node:os';
import { PacedClock } from '../../app/base/clock.ts';
import { kilobytesPerSecond } from '../../app/base/units.ts';
import { startFileSource } from '../../app/pipeline/file-source.ts';
import { startHashTap } from '../../app/pipeline/hash-tap.ts';
import { inspectImage } from '../../app/pipeline/image-file.ts';
import { pump } from '../../app/pipeline/pump.ts';
import { RateMeter } from '../../app/pipeline/rate-meter.ts';
import { ringCapacity } from '../../app/pipeline/ring-capacity.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';
import { gigabytesPerSecond, say } from './report.ts';

const start = performance.now();
const rate = kilobytesPerSecond(71_928);
const ring = createRing({
  ...ringCapacity({ chunkBytes: 65536, rate, systemMemoryBytes: totalmem() }),
  consumers: 2,
});
const clock = new PacedClock();
const tap = startHashTap(ring, 1, ['tree']);
const source = startFileSource(ring, await inspectImage(process.argv[2] ?? ''));
const moved = await pump(new RingConsumer(ring, 0), async () => undefined, { clock, meter: new RateMeter(clock) });
const { tree } = await tap.hashes;
await source.ended;
const ms = performance.now() - start;
const peak = process.resourceUsage().maxRSS / 1000;
say(
  `${moved} bytes in ${(ms / 1000).toFixed(0)} s (${gigabytesPerSecond(moved, ms)}), ` +
    `peak memory ${peak.toFixed(0)} MB, ${(tree?.nodes.length ?? 0) / 32} nodes kept`,
);

// The image on its way to the drive: file, ring, hasher. It starts before the drive is prepared, so that the ring is full
// when the first block is due.
import { totalmem } from 'node:os';
import { kilobytesPerSecond, SECTOR_BYTES } from '../base/units.ts';
import type { Medium } from '../mmc/medium.ts';
import type { WritePlan } from '../mmc/recipe.ts';
import { startFileSource } from '../pipeline/file-source.ts';
import { startHashTap } from '../pipeline/hash-tap.ts';
import { ringCapacity } from '../pipeline/ring-capacity.ts';
import { RingConsumer } from '../pipeline/ring-consumer.ts';
import { createRing } from '../pipeline/ring-memory.ts';
import type { HashTree } from '../pipeline/tree-hash.ts';
import type { JobContext } from './job.ts';
import type { SourceImage } from './source-image.ts';

export interface ImageFlow {
  /** The side of the ring that the drive drains. */
  readonly writer: RingConsumer;
  /** Bytes of one WRITE. */
  readonly chunkBytes: number;
  /** Waits until the ring is filled well enough to begin, or the image has ended. Throws what the source failed with. */
  filled(): Promise<void>;
  /** The hash tree of all that went through. */
  tree(): Promise<HashTree>;
  /** Ends the threads, whatever they are doing. */
  close(): Promise<void>;
}

const WRITER = 0;
const HASHER = 1;
/** Share of the ring that is filled before the first block goes out (MMC reference 2.0.11). */
const START_LEVEL = 0.8;

export function startImageFlow(image: SourceImage, medium: Medium, plan: WritePlan, context: JobContext): ImageFlow {
  const { clock } = context.drive;
  const chunkBytes = plan.chunkBlocks * SECTOR_BYTES;
  const rate = plan.speed ?? medium.writeSpeeds[0];
  // The seconds that count are those on the wall, in which the source is read.
  const drain = rate === undefined ? {} : { rate: kilobytesPerSecond(rate * clock.pace) };
  const shape = ringCapacity({ chunkBytes, ...drain, systemMemoryBytes: totalmem() });
  const ring = createRing({ ...shape, consumers: 2 });
  const tap = startHashTap(ring, HASHER, ['tree']);
  const source = startFileSource(ring, image.file);
  const writer = new RingConsumer(ring, WRITER, clock);
  const stop = (): void => writer.cancel();
  context.signal.addEventListener('abort', stop, { once: true });
  if (context.signal.aborted) stop();
  return {
    writer,
    chunkBytes,
    filled: () => writer.waitForFill(START_LEVEL),
    tree: async () => {
      const { tree } = await tap.hashes;
      if (tree === undefined) throw new Error('the tree was asked for and not made');
      return tree;
    },
    close: async () => {
      context.signal.removeEventListener('abort', stop);
      await Promise.all([source.stop(), tap.stop()]);
    },
  };
}

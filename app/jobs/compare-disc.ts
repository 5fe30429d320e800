// Compares what is on a disc with the hash tree of what should be there, piece by piece, without the image at hand;
// with the image, the sectors within a wrong piece are told apart.
import { type FileHandle, open } from 'node:fs/promises';
import { SECTOR_BYTES } from '../base/units.ts';
import { startHashTap } from '../pipeline/hash-tap.ts';
import { RateMeter } from '../pipeline/rate-meter.ts';
import { createRing } from '../pipeline/ring-memory.ts';
import { RingProducer } from '../pipeline/ring-producer.ts';
import { type ByteRange, differingRanges, type HashTree, PIECE_BYTES } from '../pipeline/tree-hash.ts';
import { BadSectors } from './bad-sectors.ts';
import { requireNotCancelled } from './cancelled.ts';
import { DiscReader } from './disc-reader.ts';
import type { JobContext } from './job.ts';
import { requireOneDisc } from './one-disc.ts';
import type { StageProgress } from './progress.ts';

export interface ExpectedContent {
  /** Where the content begins on the disc. */
  readonly start: number;
  readonly blocks: number;
  readonly tree: HashTree;
  /** The image, where it is at hand. */
  readonly imagePath?: string;
}

export interface DiscComparison {
  readonly bad: BadSectors;
  readonly averageSpeed: number;
}

/** 16 MiB between the drive and the hashing: reading needs no more. */
const SLOTS = 64;
const SLOT_BYTES = 4 * PIECE_BYTES;
/** A wrong range is compared sector by sector in steps of this size. */
const STEP_BLOCKS = PIECE_BYTES / SECTOR_BYTES;
/** Steps that are read again to name their sectors; a disc with more wrong is bad as a whole. */
const MOST_STEPS = 512;

/** Throws BurnishError for what is not the disc's fault, `medium-changed` among it; the disc's faults are in the answer. */
export async function compareDisc(
  context: JobContext,
  expected: ExpectedContent,
  progress: StageProgress,
): Promise<DiscComparison> {
  const bad = new BadSectors();
  const { mediumChanges } = context.drive;
  const { tree, averageSpeed } = await hashDisc(context, expected, progress, bad);
  requireOneDisc(context.drive, mediumChanges);
  const wrong = differingRanges(expected.tree, tree);
  if (wrong.length > 0) await locate(context, expected, wrong, bad);
  requireOneDisc(context.drive, mediumChanges);
  return { bad, averageSpeed };
}

async function hashDisc(
  context: JobContext,
  expected: ExpectedContent,
  progress: StageProgress,
  bad: BadSectors,
): Promise<{ tree: HashTree; averageSpeed: number }> {
  const { drive } = context;
  const ring = createRing({ slots: SLOTS, slotBytes: SLOT_BYTES, consumers: 1 });
  const tap = startHashTap(ring, 0, ['tree']);
  const producer = new RingProducer(ring, drive.clock);
  const meter = new RateMeter(drive.clock);
  const reader = new DiscReader(drive, { fromMedium: true, goOn: () => requireNotCancelled(context, 'verifying') });
  const totalBytes = expected.blocks * SECTOR_BYTES;
  try {
    meter.begin();
    for (let done = 0; done < totalBytes; ) {
      requireNotCancelled(context, 'verifying');
      const slot = await producer.acquire();
      if (slot === undefined) break;
      const length = Math.min(slot.length, totalBytes - done);
      const start = expected.start + done / SECTOR_BYTES;
      await reader.read(start, slot.subarray(0, length), (block, answer) => bad.add(block, 1, 'unreadable', answer));
      producer.commit(length);
      meter.add(length);
      done += length;
      const { currentSpeed, averageSpeed } = meter.read({ hostBytes: 0, hostCapacityBytes: 0 });
      progress.report({ doneBytes: done, totalBytes, speed: currentSpeed, averageSpeed });
      await turn();
    }
    producer.end();
  } catch (thrown) {
    await tap.stop();
    throw thrown;
  }
  const { tree } = await tap.hashes;
  if (tree === undefined) throw new Error('the tree was asked for and not made');
  const { averageSpeed } = meter.read({ hostBytes: 0, hostCapacityBytes: 0 });
  return { tree, averageSpeed };
}

/** Turns wrong ranges into wrong sectors: by comparing with the image where it is at hand, else as they are. */
async function locate(
  context: JobContext,
  expected: ExpectedContent,
  wrong: readonly ByteRange[],
  bad: BadSectors,
): Promise<void> {
  const image = expected.imagePath === undefined ? undefined : await open(expected.imagePath, 'r');
  let steps = 0;
  try {
    for (const { offset, length } of wrong) {
      const start = offset / SECTOR_BYTES;
      const end = start + Math.ceil(length / SECTOR_BYTES);
      const before = bad.count;
      for (let at = start; image !== undefined && at < end && steps++ < MOST_STEPS; at += STEP_BLOCKS) {
        const step = { base: expected.start, start: at, blocks: Math.min(STEP_BLOCKS, end - at) };
        await compareSectors(context, image, step, bad);
      }
      // Not to be told apart, or equal at the second reading: the first was wrong all the same, and a disc that wavers
      // is not good.
      const isNamed = bad.count > before || hasUnreadable(bad, expected.start + start, end - start);
      if (!isNamed) bad.add(expected.start + start, end - start, 'differs');
    }
  } finally {
    await image?.close();
  }
}

async function compareSectors(
  context: JobContext,
  image: FileHandle,
  step: { base: number; start: number; blocks: number },
  bad: BadSectors,
): Promise<void> {
  const wanted = Buffer.alloc(step.blocks * SECTOR_BYTES);
  const found = Buffer.alloc(wanted.length);
  await image.read(wanted, 0, wanted.length, step.start * SECTOR_BYTES);
  const reader = new DiscReader(context.drive, {
    fromMedium: true,
    goOn: () => requireNotCancelled(context, 'verifying'),
  });
  const unreadable = new Set<number>();
  await reader.read(step.base + step.start, found, (block) => unreadable.add(block));
  for (let i = 0; i < step.blocks; i++) {
    const sector = step.base + step.start + i;
    const at = i * SECTOR_BYTES;
    const isEqual = wanted.compare(found, at, at + SECTOR_BYTES, at, at + SECTOR_BYTES) === 0;
    if (!isEqual && !unreadable.has(sector)) bad.add(sector, 1, 'differs');
  }
}

function hasUnreadable(bad: BadSectors, start: number, blocks: number): boolean {
  for (let sector = start; sector < start + blocks; sector++) if (bad.isUnreadable(sector)) return true;
  return false;
}

/** Lets messages in: a transport that never really waits would keep the thread to itself. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

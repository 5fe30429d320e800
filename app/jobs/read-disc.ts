// Reads an extent of a disc into a file and hashes it in the same pass. Zero pieces become holes where the file system can.
// Where sectors cannot be read it goes on, to name them all, and fails at the end.
import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { FailedCommand } from '../base/errors.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import { startHashTap } from '../pipeline/hash-tap.ts';
import { RateMeter } from '../pipeline/rate-meter.ts';
import { createRing } from '../pipeline/ring-memory.ts';
import { RingProducer } from '../pipeline/ring-producer.ts';
import { PIECE_BYTES, type HashTree } from '../pipeline/tree-hash.ts';
import { BadSectors } from './bad-sectors.ts';
import { requireNotCancelled } from './cancelled.ts';
import { DiscFault } from './disc-fault.ts';
import { DiscReader } from './disc-reader.ts';
import { type JobContext, notice } from './job.ts';
import { requireOneDisc } from './one-disc.ts';
import type { StageProgress } from './progress.ts';

export interface ReadTask {
  readonly start: number;
  readonly blocks: number;
  readonly path: string;
  /** So many blocks at the very end may be unreadable run-out and are then left away. */
  readonly runOut: number;
}

export interface DiscRead {
  readonly tree: HashTree;
  readonly bytes: number;
  readonly averageSpeed: number;
}

const SLOTS = 64;
const SLOT_BYTES = 4 * PIECE_BYTES;

/** Throws BurnishError: `read-failed` with all sectors that cannot be read, `medium-changed`, and what a drive gives. */
export async function readDiscToFile(task: ReadTask, context: JobContext, progress: StageProgress): Promise<DiscRead> {
  const ring = createRing({ slots: SLOTS, slotBytes: SLOT_BYTES, consumers: 1 });
  const tap = startHashTap(ring, 0, ['tree']);
  const file = openSync(task.path, 'w', 0o644);
  try {
    const { bytes, averageSpeed } = await copyExtent(
      task,
      file,
      new RingProducer(ring, context.drive.clock),
      context,
      progress,
    );
    ftruncateSync(file, bytes);
    fsyncSync(file);
    const { tree } = await tap.hashes;
    if (tree === undefined) throw new Error('the tree was asked for and not made');
    return { tree, bytes, averageSpeed };
  } finally {
    closeSync(file);
    await tap.stop();
  }
}

async function copyExtent(
  task: ReadTask,
  file: number,
  producer: RingProducer,
  context: JobContext,
  progress: StageProgress,
): Promise<{ bytes: number; averageSpeed: number }> {
  const meter = new RateMeter(context.drive.clock);
  const reader = new DiscReader(context.drive, {
    fromMedium: false,
    goOn: () => requireNotCancelled(context, 'reading'),
  });
  const idle = { hostBytes: 0, hostCapacityBytes: 0 };
  const totalBytes = task.blocks * SECTOR_BYTES;
  const bad = new BadSectors();
  const { mediumChanges } = context.drive;
  meter.begin();
  let done = 0;
  while (done < totalBytes) {
    requireNotCancelled(context, 'reading');
    const slot = await producer.acquire();
    if (slot === undefined) break;
    const part = slot.subarray(0, partLength(slot.length, totalBytes - done, task.runOut));
    const whole = await readPart({ ...task, bad }, reader, done, part, context);
    requireOneDisc(context.drive, mediumChanges);
    if (whole.length > 0) {
      writeUnlessZero(file, whole, done);
      producer.commit(whole.length);
      meter.add(whole.length);
    }
    done += whole.length;
    const { currentSpeed, averageSpeed } = meter.read(idle);
    progress.report({ doneBytes: done, totalBytes, speed: currentSpeed, averageSpeed });
    await new Promise((resolve) => setImmediate(resolve));
    if (whole.length < part.length) break;
  }
  producer.end();
  if (bad.count > 0) throw unreadableSectors(bad);
  return { bytes: done, averageSpeed: meter.read(idle).averageSpeed };
}

/** Bytes to read next: all that fits, but the run-out is not divided between two parts, for it is told by its end. */
function partLength(slotBytes: number, leftBytes: number, runOut: number): number {
  const behind = leftBytes - slotBytes;
  return behind > 0 && behind < runOut * SECTOR_BYTES ? slotBytes - PIECE_BYTES : Math.min(slotBytes, leftBytes);
}

/** Reads a part; at the very end of a track-at-once CD the part may come back shorter by its run-out. */
async function readPart(
  task: ReadTask & { readonly bad: BadSectors },
  reader: DiscReader,
  done: number,
  part: Uint8Array,
  context: JobContext,
): Promise<Uint8Array> {
  const start = task.start + done / SECTOR_BYTES;
  const unreadable: { readonly block: number; readonly answer: FailedCommand | undefined }[] = [];
  await reader.read(start, part, (block, answer) => unreadable.push({ block, answer }));
  const runOut = runOutOf(
    task,
    unreadable.map(({ block }) => block),
  );
  for (const { block, answer } of unreadable.slice(0, unreadable.length - runOut)) {
    if (task.bad.count === 0)
      notice(context, 'warning', `Sector ${block} cannot be read: the rest is read to find all such sectors.`);
    task.bad.add(block, 1, 'unreadable', answer);
  }
  if (runOut > 0) {
    notice(context, 'info', `The last ${runOut} blocks are the run-out of a track written at once; they hold no data.`);
  }
  return part.subarray(0, part.length - runOut * SECTOR_BYTES);
}

/** How many of the unreadable blocks are the run-out: the very last ones of the extent, and no more of them than it has. */
function runOutOf(task: ReadTask, unreadable: readonly number[]): number {
  const end = task.start + task.blocks;
  let count = 0;
  while (unreadable.at(-1 - count) === end - 1 - count) count++;
  return count <= task.runOut ? count : 0;
}

/** Holes cost nothing, and most of a rewritable disc is one. */
function writeUnlessZero(file: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(PIECE_BYTES, bytes.length - at));
    if (isZero(piece)) continue;
    for (let sent = 0; sent < piece.length; )
      sent += writeSync(file, piece, sent, piece.length - sent, position + at + sent);
  }
}

const ZEROS = Buffer.alloc(PIECE_BYTES);

function isZero(piece: Buffer): boolean {
  return piece.compare(ZEROS, 0, piece.length) === 0;
}

/** With the image that was asked for. */
export function unreadableSectors(bad: BadSectors): DiscFault {
  const first = bad.ranges[0]?.start ?? 0;
  const message =
    bad.count === 1
      ? `Sector ${first} of the disc cannot be read, so there is no whole image of it.`
      : `${bad.count} sectors of the disc cannot be read, the first at ${first}, so there is no whole image of it.`;
  return new DiscFault(
    {
      code: 'read-failed',
      message,
      doing: 'reading the disc',
      fate: 'untouched',
      nextStep: 'Clean the disc and try again, or try another drive.',
    },
    bad,
  );
}

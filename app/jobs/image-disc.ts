// Image a disc: its 2048-byte sectors into a file, written beside its target and renamed when it is whole.
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import { mediumKindFacts } from '../contract/media.ts';
import type { ImageRequest } from '../contract/job.ts';
import { readVolumeDescriptors } from '../filesystem/volume-descriptors.ts';
import { withImageSectors } from '../image/image-sectors.ts';
import type { Medium } from '../mmc/medium.ts';
import { readMedium } from '../mmc/read-medium.ts';
import { BadSectors } from './bad-sectors.ts';
import { announce, type DoneResult, type JobContext, notice } from './job.ts';
import { planJob } from './plan.ts';
import { StageProgress } from './progress.ts';
import { readDiscToFile, unreadableSectors } from './read-disc.ts';
import { rootText } from './tree-root.ts';
import { receiptsIn } from './receipt-file.ts';

export async function image(request: ImageRequest, context: JobContext): Promise<DoneResult> {
  const output = resolve(request.output);
  await requireTarget(output, request.overwrite);
  const medium = await readMedium(context.drive, context.identity);
  const extent = await extentOf(medium, request, context);
  await context.confirm(
    planJob(context, medium, {
      job: 'image',
      steps: [extent.words, `The image is written to ${output}.`],
      warnings: [],
      changesDisc: false,
    }),
  );
  announce(context, 'read', 'Reading the disc');
  const partial = `${output}.${process.pid}.part`;
  try {
    const read = await readImage(extent, partial, context);
    await publish(partial, output, request.overwrite);
    const { bytes, averageSpeed, tree } = read;
    return {
      verdict: `The disc is in ${output}: ${bytes / SECTOR_BYTES} sectors, all read${read.isAsBurned ? ', exactly the image that was burned' : ''}.`,
      digests: { tree: rootText(tree) },
      bytes,
      averageSpeed,
    };
  } finally {
    await rm(partial, { force: true });
  }
}

/**
 * Gives the finished file its name. One that has appeared under that name meanwhile is not replaced unasked, and what was
 * read is not thrown away either.
 */
async function publish(partial: string, output: string, overwrite: boolean): Promise<void> {
  if (overwrite) return rename(partial, output);
  const kept = `${output}.${process.pid}.read`;
  try {
    await link(partial, output);
  } catch (cause) {
    // File systems without hard links say so in many ways; there, looking first is the best there is.
    const isTaken = (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') || (await exists(output));
    if (!isTaken) return rename(partial, output);
    await rename(partial, kept);
    throw targetExists(`${output} has appeared while the disc was read: the image is in ${kept}.`, kept);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function targetExists(message: string, path: string): BurnishError {
  return new BurnishError({
    code: 'target-exists',
    message,
    doing: 'writing the image file',
    nextStep: 'Choose another name, or allow it to be replaced.',
    details: { path },
  });
}

/** What is to be read. */
interface Extent {
  readonly words: string;
  readonly start: number;
  readonly blocks: number;
  /** Burns of ours that may be what is on the disc: their length and root tell it exactly. */
  readonly candidates: readonly { readonly blocks: number; readonly root: string }[];
  /** CD written track at once: the last two blocks are run-out, which the drive counts and cannot read. */
  readonly runOut: number;
}

async function readImage(extent: Extent, partial: string, context: JobContext) {
  const progress = new StageProgress(context, 'read');
  for (const candidate of extent.candidates) {
    const attempt = await readDiscToFile({ ...extent, blocks: candidate.blocks, path: partial }, context, progress);
    if (rootText(attempt.tree) === candidate.root) return { ...attempt, isAsBurned: true };
    notice(context, 'info', 'The disc was changed since it was burned: all of it is read.');
  }
  const whole = await readDiscToFile({ ...extent, path: partial }, context, progress);
  await requireWholeVolume(partial, extent, whole.bytes);
  return { ...whole, isAsBurned: false };
}

async function extentOf(medium: Medium, request: ImageRequest, context: JobContext): Promise<Extent> {
  const label = mediumKindFacts(medium.kind).label;
  if (medium.readableBlocks === 0 || medium.state === 'unformatted') {
    throw unsuitable(`The ${label} is blank: there is nothing to read.`, 'Insert a disc with data on it.');
  }
  if (medium.tracks.some((track) => !track.isData && !track.isBlank)) {
    throw unsuitable(
      `The ${label} has audio tracks, which do not fit an image of 2048-byte sectors.`,
      'Rip the audio tracks instead.',
    );
  }
  const all = request.blocks ?? medium.readableBlocks;
  if (all > medium.readableBlocks) {
    throw unsuitable(`The ${label} holds ${medium.readableBlocks} sectors, not ${all}.`, 'Ask for fewer sectors.');
  }
  const isExplicit = request.blocks !== undefined || request.whole;
  const candidates = isExplicit ? [] : await burnsOnto(medium, context);
  const expected = candidates[0]?.blocks;
  const words =
    expected === undefined
      ? `${all} sectors (${label}) are read.`
      : `${expected} sectors (${label}) are read, as many as were burned; all ${all} if the disc was changed since.`;
  return { words, start: 0, blocks: all, candidates, runOut: mayEndInRunOut(medium, all) ? RUN_OUT_BLOCKS : 0 };
}

/**
 * Media are written in whole ECC blocks and a rewritable is always full, so a disc cannot tell how long the image was.
 * Our receipts can: one of the same medium is a candidate, and its hash tree proves it or not.
 */
async function burnsOnto(medium: Medium, context: JobContext): Promise<Extent['candidates']> {
  for await (const { medium: burned, tree } of receiptsIn(context.receipts)) {
    const isSameMedium = burned.kind === medium.kind && burned.id === medium.mediaId && burned.startLba === 0;
    const fits = burned.blocks <= medium.readableBlocks && hasNothingBehind(medium, burned.blocks);
    if (isSameMedium && fits) return [{ blocks: burned.blocks, root: tree.root }];
  }
  return [];
}

/** On media that are written in order, a second session or track would be lost; on others nothing is known anyway. */
function hasNothingBehind(medium: Medium, blocks: number): boolean {
  if (medium.state === 'overwritable') return true;
  const longestPadding = 300;
  return (
    medium.tracks.filter((track) => !track.isBlank).length <= 1 && medium.readableBlocks - blocks <= longestPadding
  );
}

const RUN_OUT_BLOCKS = 2;

/** Only a CD has run-out, and only at the end of all that its drive counts. */
function mayEndInRunOut(medium: Medium, blocks: number): boolean {
  return mediumKindFacts(medium.kind).family === 'cd' && blocks === medium.readableBlocks;
}

/** What was left away as run-out is none where the volume that was read needs it. */
async function requireWholeVolume(path: string, extent: Extent, bytes: number): Promise<void> {
  const found = bytes / SECTOR_BYTES;
  if (found === extent.blocks) return;
  const needed = (await withImageSectors(path, readVolumeDescriptors)).primary?.blocks;
  if (needed === undefined || needed <= found || needed > extent.blocks) return;
  const bad = new BadSectors();
  bad.add(extent.start + found, extent.blocks - found, 'unreadable');
  throw unreadableSectors(bad);
}

async function requireTarget(output: string, overwrite: boolean): Promise<void> {
  const existing = await stat(output).catch(() => undefined);
  if (existing !== undefined && (!overwrite || !existing.isFile())) {
    throw targetExists(`${output} exists already.`, output);
  }
  const probe = `${output}.${process.pid}.part`;
  try {
    await (await open(probe, 'w')).close();
    await rm(probe);
  } catch (cause) {
    throw new BurnishError(
      {
        code: 'target-unwritable',
        message: `${output} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
        doing: 'preparing the image file',
        nextStep: 'Choose a folder that you may write to.',
        details: { path: output },
      },
      cause,
    );
  }
}

function unsuitable(message: string, nextStep: string): BurnishError {
  return new BurnishError({ code: 'medium-unsuitable', message, doing: 'looking at the disc', nextStep });
}

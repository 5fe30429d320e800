// Verify a disc against an image, or against the receipt of its burn with no image at hand.
import { BurnishError } from '../base/errors.ts';
import { mediumKindFacts } from '../contract/media.ts';
import type { JobPlan, VerifyRequest } from '../contract/job.ts';
import type { Medium } from '../mmc/medium.ts';
import { readMedium } from '../mmc/read-medium.ts';
import type { HashTree } from '../pipeline/tree-hash.ts';
import { hashFile } from '../pipeline/hash-file.ts';
import { compareDisc, type DiscComparison, type ExpectedContent } from './compare-disc.ts';
import { discDiffers } from './disc-fault.ts';
import { type HitFiles, hitFiles } from './hit-files.ts';
import { announce, type DoneResult, type JobContext } from './job.ts';
import { requireOneDisc } from './one-disc.ts';
import { type PlanWords, planJob } from './plan.ts';
import { StageProgress } from './progress.ts';
import { rootText } from './tree-root.ts';
import { readReceipt, treeOf } from './receipt-file.ts';
import { openSourceImage } from './source-image.ts';

/** What the disc is held against. */
interface Reference {
  readonly name: string;
  readonly blocks: number;
  /** Where the content begins; absent = the start of the last data track. */
  readonly start?: number;
  readonly tree: () => Promise<HashTree>;
  readonly imagePath?: string;
}

export async function verify(request: VerifyRequest, context: JobContext): Promise<DoneResult> {
  const reference = await openReference(request, context);
  const medium = await readMedium(context.drive, context.identity);
  const { mediumChanges } = context.drive;
  const start = reference.start ?? lastDataTrack(medium);
  requireReadable(medium, start, reference);
  await context.confirm(planVerify(context, medium, reference, start));
  announce(context, 'verify', `Comparing the disc with ${reference.name}`);
  const tree = await reference.tree();
  const expected: ExpectedContent = {
    start,
    blocks: reference.blocks,
    tree,
    ...(reference.imagePath === undefined ? {} : { imagePath: reference.imagePath }),
  };
  const comparison = await compareDisc(context, expected, new StageProgress(context, 'verify'));
  requireOneDisc(context.drive, mediumChanges);
  if (comparison.bad.count > 0) {
    throw differs(reference, comparison, await hitFiles(context, expected, comparison.bad));
  }
  return {
    verdict: `The disc is good: all ${reference.blocks} sectors are equal to ${reference.name}.`,
    digests: { tree: rootText(tree) },
    bytes: reference.blocks * 2048,
    averageSpeed: comparison.averageSpeed,
    badSectorCount: 0,
  };
}

function planVerify(context: JobContext, medium: Medium, reference: Reference, start: number): JobPlan {
  const words: PlanWords = {
    job: 'verify',
    steps: [`${reference.blocks} sectors are read from the disc and compared with ${reference.name}.`],
    warnings: [],
    changesDisc: false,
  };
  return planJob(context, medium, words, start);
}

async function openReference(request: VerifyRequest, context: JobContext): Promise<Reference> {
  if (request.receipt !== undefined && request.image === undefined) return receiptReference(request.receipt);
  if (request.image !== undefined && request.receipt === undefined) return imageReference(request.image, context);
  throw new BurnishError({
    code: 'invalid-argument',
    message: 'A disc is verified against an image or against a receipt, exactly one of the two.',
    doing: 'reading the request',
    fate: 'untouched',
    nextStep: 'Name an image, or a receipt with --receipt.',
  });
}

async function receiptReference(path: string): Promise<Reference> {
  const receipt = await readReceipt(path);
  return {
    name: `the receipt of ${receipt.image.name}`,
    blocks: receipt.medium.blocks,
    start: receipt.medium.startLba,
    tree: async () => treeOf(receipt),
  };
}

async function imageReference(path: string, context: JobContext): Promise<Reference> {
  const image = await openSourceImage(path, { allowTruncated: true });
  const tree = async (): Promise<HashTree> => {
    const hashes = await hashFile(path, ['tree'], { signal: context.signal });
    if (hashes.tree === undefined) throw new Error('the tree was asked for and not made');
    return hashes.tree;
  };
  return { name: image.name, blocks: image.blocks, imagePath: path, tree };
}

function lastDataTrack(medium: Medium): number {
  const tracks = medium.tracks.filter((track) => track.isData && !track.isBlank);
  return tracks.at(-1)?.start ?? 0;
}

function requireReadable(medium: Medium, start: number, reference: Reference): void {
  if (medium.state !== 'blank' && start + reference.blocks <= medium.readableBlocks) return;
  const label = mediumKindFacts(medium.kind).label;
  const what =
    medium.readableBlocks === 0
      ? `The ${label} is blank: there is nothing on it to compare with ${reference.name}.`
      : `The ${label} holds ${medium.readableBlocks} sectors, fewer than ${reference.name} needs (${start + reference.blocks}).`;
  throw new BurnishError({
    code: 'verify-mismatch',
    message: what,
    doing: 'comparing the disc',
    nextStep: 'Check that this is the right disc.',
    details: { readableBlocks: medium.readableBlocks, neededBlocks: start + reference.blocks },
  });
}

function differs(reference: Reference, { bad }: DiscComparison, hit: HitFiles | undefined): BurnishError {
  const first = bad.ranges[0]?.start ?? 0;
  const isUnreadable = bad.ranges.some((range) => range.why === 'unreadable');
  return discDiffers(
    {
      message: `The disc differs from ${reference.name}: ${bad.count} of ${reference.blocks} sectors are different or cannot be read, the first at ${first}.`,
      nextStep: isUnreadable
        ? 'Clean the disc and try another drive; copy what can still be read.'
        : 'Check that this is the disc that was burned from it.',
    },
    bad,
    hit,
  );
}

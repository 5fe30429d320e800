// Burn an image: plan, confirm, check the image, and for each copy prepare, write, close, verify, write the receipt.
// The source is read once a copy; its hash tree is made in the same pass and is what the disc is compared with.
import { resolve } from 'node:path';
import { BurnishError, toBurnishError } from '../base/errors.ts';
import { kilobytesPerSecond } from '../base/units.ts';
import type { BurnRequest } from '../contract/job.ts';
import { mediumKindFacts } from '../contract/media.ts';
import type { Drive } from '../mmc/drive.ts';
import type { Medium } from '../mmc/medium.ts';
import { waitUntilReady } from '../mmc/ready.ts';
import type { DiscLayout, Recipe, RecipeOptions, WritePlan } from '../mmc/recipe.ts';
import { recipeFor } from '../mmc/recipes/recipe-for.ts';
import { BUSY_CAP } from '../mmc/timeouts.ts';
import { type CheckedAgainst, checkAgainstChecksumFile } from './check-image.ts';
import { mustBeBlanked } from './after-stop.ts';
import { cancelledAfterBurning, cancelledWhile } from './cancelled.ts';
import { compareDisc, type DiscComparison, type ExpectedContent } from './compare-disc.ts';
import { discDiffers } from './disc-fault.ts';
import { type HitFiles, hitFiles } from './hit-files.ts';
import { announce, type DoneResult, type JobContext, notice } from './job.ts';
import { type PlanWords, planJob } from './plan.ts';
import { StageProgress } from './progress.ts';
import { composeReceipt, keepReceipt } from './receipt.ts';
import { requireReceiptPlace } from './receipt-file.ts';
import { requireSameMedium, type SeenMedium, seeMedium } from './same-medium.ts';
import { openSourceImage, type SourceImage } from './source-image.ts';
import { rootText } from './tree-root.ts';
import { ejectDisc, waitForNextDisc } from './tray.ts';
import { usualBurnMs } from './usual-time.ts';
import { type Recorded, recordImage } from './record-image.ts';

/** One burn of one disc, as the stages hand it on. */
interface Copy {
  readonly number: number;
  readonly request: BurnRequest;
  readonly image: SourceImage;
  readonly seen: SeenMedium;
  readonly medium: Medium;
  readonly plan: WritePlan;
  readonly layout: DiscLayout;
  readonly checked: CheckedAgainst | undefined;
}

export async function burn(request: BurnRequest, context: JobContext): Promise<DoneResult> {
  if (request.receipt !== undefined) await requireReceiptPlace(resolve(request.receipt));
  const image = await openSourceImage(request.image, { allowTruncated: request.allowTruncated });
  const layout: DiscLayout = { tracks: [{ type: 'data', blocks: image.blocks }] };
  const seen = await seeMedium(context);
  const { medium } = seen;
  const plan = planWriting(medium, layout, request);
  await context.confirm(planJob(context, medium, burnWords(request, image, medium, plan), plan.startLba));
  const checked = await checkImage(request, image, context);
  let result = await burnCopy({ number: 1, request, image, seen, medium, plan, layout, checked }, context);
  for (let number = 2; number <= request.copies; number++) {
    try {
      const next = await nextMedium(number, context, request);
      const nextPlan = planWriting(next.medium, layout, request);
      const copy = { number, request, image, seen: next, medium: next.medium, plan: nextPlan, layout, checked };
      result = await burnCopy(copy, context);
    } catch (thrown) {
      throw afterGoodCopies(toBurnishError(thrown, `burning disc ${number}`), number - 1, request.copies);
    }
  }
  return result;
}

/** What went wrong with a later disc does not take away from those before it. */
function afterGoodCopies(error: BurnishError, done: number, copies: number): BurnishError {
  const discs = done === 1 ? '1 disc' : `${done} discs`;
  return error.with({ message: `${discs} of ${copies} burned. The next one: ${error.report.message}` });
}

function planWriting(medium: Medium, layout: DiscLayout, request: BurnRequest): WritePlan {
  const options: RecipeOptions = {
    simulate: request.simulate,
    finalize: request.finalize,
    ...(request.speed === undefined ? {} : { speed: kilobytesPerSecond(request.speed) }),
    ...(request.mode === undefined ? {} : { mode: request.mode }),
    ...(request.streaming === undefined ? {} : { streaming: request.streaming }),
  };
  return recipeOf(medium).plan(medium, layout, options);
}

/** Throws BurnishError 'medium-unsuitable' for pressed discs. */
function recipeOf(medium: Medium): Recipe<Drive> {
  const recipe = recipeFor(medium.kind);
  if (recipe !== undefined) return recipe;
  const { label } = mediumKindFacts(medium.kind);
  throw new BurnishError({
    code: 'medium-unsuitable',
    message: `A ${label} cannot be written.`,
    doing: 'planning the burn',
    fate: 'untouched',
    nextStep: 'Insert a disc that can be written.',
  });
}

/** The addresses inside an ISO 9660 or UDF volume count from the start of the disc (ECMA-119 6.2, ECMA-167 3/8.1). */
const BEHIND_OTHERS =
  'An image made for the start of a disc is written behind what is there: most computers will not show its files.';

function burnWords(request: BurnRequest, image: SourceImage, medium: Medium, plan: WritePlan): PlanWords {
  const steps = [...plan.steps];
  const isVerified = request.verify && !plan.simulate;
  if (request.checkChecksum)
    steps.unshift('A checksum file beside the image is looked for, and the image checked against it.');
  if (isVerified) {
    steps.push('The disc is read back and compared with the image, and a receipt is kept.');
  }
  if (request.copies > 1) steps.push(`This is done ${request.copies} times; a new disc is asked for each time.`);
  if (request.eject) steps.push('The disc is ejected.');
  const speed = plan.speed ?? medium.writeSpeeds[0] ?? 0;
  return {
    job: 'burn',
    steps: [
      `${image.name}${image.label === '' ? '' : ` ("${image.label}")`}, ${image.blocks} sectors, is burned.`,
      ...steps,
    ],
    warnings: [...plan.warnings, ...(plan.startLba > 0 ? [BEHIND_OTHERS] : [])],
    changesDisc: !plan.simulate,
    ...(plan.loses === undefined ? {} : { loses: plan.loses }),
    ...(speed === 0 ? {} : { usualMs: usualBurnMs(plan, speed, isVerified) * request.copies }),
  };
}

async function checkImage(
  request: BurnRequest,
  image: SourceImage,
  context: JobContext,
): Promise<CheckedAgainst | undefined> {
  if (!request.checkChecksum) return undefined;
  announce(context, 'check-image', 'Checking the image against its checksum file');
  return checkAgainstChecksumFile(image, context, new StageProgress(context, 'check-image'));
}

async function burnCopy(copy: Copy, context: JobContext): Promise<DoneResult> {
  const { request, plan } = copy;
  const recipe = recipeOf(copy.medium);
  if (context.signal.aborted) throw cancelledWhile('preparing', 'untouched');
  await requireSameMedium(copy.seen, context);
  const recorded = await recordImage({ ...copy, recipe, copies: request.copies }, context);
  if (plan.simulate) {
    return {
      verdict: 'The simulation went through: the drive took everything, and nothing was written to the disc.',
      fate: 'untouched',
      ...measured(recorded),
    };
  }
  const result = request.verify ? await verifyCopy(copy, recorded, context) : unverified(recorded);
  if (request.eject || copy.number < request.copies) await ejectDisc(context);
  return result;
}

function unverified(recorded: Recorded): DoneResult {
  return {
    verdict: 'The disc is burned and closed as planned, but it was not read back: verify it to be sure.',
    fate: 'usable',
    ...measured(recorded),
  };
}

function measured(recorded: Recorded): Pick<DoneResult, 'bytes' | 'averageSpeed' | 'digests'> {
  return { bytes: recorded.bytes, averageSpeed: recorded.averageSpeed, digests: { tree: rootText(recorded.tree) } };
}

async function verifyCopy(copy: Copy, recorded: Recorded, context: JobContext): Promise<DoneResult> {
  const { image, plan, request } = copy;
  announce(context, 'verify', 'Reading the disc back and comparing', copy.number, request.copies);
  const expected = { start: plan.startLba, blocks: image.blocks, tree: recorded.tree, imagePath: image.file.path };
  const comparison = await readBack(expected, context).catch((thrown: unknown) => {
    throw notVerified(toBurnishError(thrown, 'comparing the disc with the image'));
  });
  if (comparison.bad.count > 0) throw notEqual(copy, comparison, await hitFiles(context, expected, comparison.bad));
  const receipt = composeReceipt({ ...copy, recorded, comparison }, context);
  const path = await keepReceipt(receipt, request.receipt, context);
  return {
    verdict: `The disc is good: all ${image.blocks} sectors of ${image.name} were read back and are equal.`,
    fate: 'usable',
    ...measured(recorded),
    receipt: path,
    badSectorCount: 0,
  };
}

async function readBack(expected: ExpectedContent, context: JobContext): Promise<DiscComparison> {
  // After the close some drives tell of their own disc as of a new one: that is heard before its sectors are compared.
  await waitUntilReady(context.drive, { doing: 'reading the disc back', capMs: BUSY_CAP.spinUp });
  return compareDisc(context, expected, new StageProgress(context, 'verify'));
}

/** The burn came to its end, and whether it is good nobody has seen. */
function notVerified(error: BurnishError): BurnishError {
  if (error.code === 'cancelled') return cancelledAfterBurning();
  const then = 'The disc is burned and closed: verify it afterwards.';
  return error.with({ fate: 'unknown', nextStep: `${error.report.nextStep} ${then}` });
}

function notEqual(copy: Copy, { bad }: DiscComparison, hit: HitFiles | undefined): BurnishError {
  const isOnce = !copy.medium.isErasable && copy.medium.state !== 'overwritable';
  const first = bad.ranges[0]?.start ?? copy.plan.startLba;
  return discDiffers(
    {
      message: `The disc is bad: ${bad.count} of ${copy.image.blocks} sectors differ from the image or cannot be read, the first at ${first}.`,
      fate: isOnce ? 'lost' : 'usable',
      nextStep: isOnce
        ? 'Burn a new disc, at a lower speed or of another brand.'
        : `${mustBeBlanked(copy.medium.kind, 'usable') ? 'Blank it and burn' : 'Burn'} it again at a lower speed, or use another disc.`,
    },
    bad,
    hit,
  );
}

/** Nobody is asked before the later discs, so they must be such that nothing can be lost on them. */
async function nextMedium(number: number, context: JobContext, request: BurnRequest): Promise<SeenMedium> {
  announce(context, 'wait-for-disc', `Waiting for disc ${number} of ${request.copies}`, number, request.copies);
  await waitForNextDisc(context);
  const seen = await seeMedium(context);
  const { kind, state } = seen.medium;
  if (state === 'blank' || state === 'unformatted') {
    notice(context, 'info', `Disc ${number}: going on.`);
    return seen;
  }
  throw new BurnishError({
    code: 'medium-not-blank',
    message: `Disc ${number} is a ${mediumKindFacts(kind).label} that has been used before, and only the first disc was confirmed: it is left as it is.`,
    doing: 'waiting for the next disc',
    fate: 'untouched',
    nextStep: 'Start again with blank discs; a disc that may be overwritten is burned on its own, which asks first.',
  });
}

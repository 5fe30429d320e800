// A virtual drive with a blank disc, the recipes on one side and raw CDBs on the other: what the recipes did is judged
// by commands that are built by hand.
import { BurnishError, type DiscFate } from '../../../app/base/errors.ts';
import { type Lba, lba, milliseconds, sectorCount } from '../../../app/base/units.ts';
import type { FaultPlan } from '../../../app/contract/fault-plan.ts';
import type { MediumKind } from '../../../app/contract/media.ts';
import { type CommandEvent, Drive } from '../../../app/mmc/drive.ts';
import { identifyDrive } from '../../../app/mmc/identity.ts';
import type { Medium } from '../../../app/mmc/medium.ts';
import { readMedium } from '../../../app/mmc/read-medium.ts';
import type { DiscLayout, RecipeOptions, Recording, WritePlan } from '../../../app/mmc/recipe.ts';
import { recipeFor } from '../../../app/mmc/recipes/recipe-for.ts';
import type { BlankOptions } from '../../../app/recorder/media/family.ts';
import type { Command, CommandOutcome, Transport } from '../../../app/scsi/transport.ts';
import { type Bench, makeBench, type RawDrive } from '../../recorder/raw-drive.ts';

export const DEFAULTS: RecipeOptions = { simulate: false, finalize: true };

export interface BurningBench {
  readonly bench: Bench;
  readonly raw: RawDrive;
  readonly drive: Drive;
  /** Commands as they were sent: hexadecimal CDB, without reads and status questions. */
  readonly changes: string[];
  medium(): Promise<Medium>;
}

/** Commands that change nothing. */
export const LOOKING: ReadonlySet<number> = new Set([
  0x00, 0x03, 0x12, 0x23, 0x25, 0x28, 0x43, 0x46, 0x4a, 0x51, 0x52, 0x5a, 0x5c, 0xa8, 0xac, 0xad, 0xbe,
]);

/** Runs `work` with a blank disc of this kind in a new drive. */
export async function withBlankDisc(
  kind: MediumKind,
  work: (lab: BurningBench) => Promise<void>,
  options: {
    readonly faults?: FaultPlan;
    readonly blank?: BlankOptions;
    readonly intercept?: Interceptor;
    /** Changes an answer of the recorder in place. */
    readonly distort?: (command: Command) => void;
  } = {},
): Promise<void> {
  const bench = makeBench();
  try {
    bench.store.insertBlank('lab', kind, options.blank);
    if (options.faults !== undefined) bench.store.setFaults('lab', options.faults);
    const raw = await bench.open();
    const changes: string[] = [];
    const observe = ({ request }: CommandEvent): void => {
      if (!LOOKING.has(request.cdb[0] ?? 0)) changes.push(Buffer.from(request.cdb).toString('hex'));
    };
    const drive = new Drive(intercepted(raw.recorder, options.intercept, options.distort), { observe });
    const medium = async (): Promise<Medium> => readMedium(drive, await identifyDrive(drive));
    await work({ bench, raw, drive, changes, medium });
  } finally {
    await bench.dispose();
  }
}

/**
 * What stands between the recipe and the recorder: a sense instead of an answer ("5/26/00"), "GOOD" for a command that is
 * swallowed, another command in its place, or undefined to let it pass.
 */
export type Interceptor = (command: Command) => string | Command | undefined;

function intercepted(recorder: Transport, intercept?: Interceptor, distort?: (command: Command) => void): Transport {
  return {
    name: recorder.name,
    maxTransferBytes: recorder.maxTransferBytes,
    clock: recorder.clock,
    close: () => recorder.close(),
    execute: async (command) => {
      const verdict = intercept?.(command);
      if (verdict === undefined) {
        const outcome = await recorder.execute(command);
        distort?.(command);
        return outcome;
      }
      if (typeof verdict !== 'string') return recorder.execute(verdict);
      return { ...answered(verdict), residual: verdict === 'GOOD' ? 0 : (command.data?.length ?? 0) };
    },
  };
}

function answered(verdict: string): CommandOutcome {
  const common = { delivery: 'delivered', residual: 0, durationMs: milliseconds(1) } as const;
  if (verdict === 'GOOD') return { ...common, status: 0, sense: new Uint8Array(0) };
  const [key = 0, asc = 0, ascq = 0] = verdict.split('/').map((part) => Number.parseInt(part, 16));
  return {
    ...common,
    status: 2,
    sense: Uint8Array.of(0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, asc, ascq, 0, 0, 0, 0),
  };
}

/** Bytes that tell their place, so that a block at a wrong address is found. */
export function content(blocks: number, blockBytes = 2048, seed = 1): Uint8Array {
  const bytes = new Uint8Array(blocks * blockBytes);
  const words = new Uint32Array(bytes.buffer);
  const perBlock = blockBytes / 4;
  for (let block = 0; block < blocks; block++) {
    words.fill(block * 2_654_435_761 + seed, block * perBlock, (block + 1) * perBlock);
  }
  return bytes;
}

export function dataLayout(blocks: number): DiscLayout {
  return { tracks: [{ type: 'data', blocks: sectorCount(blocks) }] };
}

export function planFor(medium: Medium, layout: DiscLayout, options: RecipeOptions): WritePlan {
  const recipe = recipeFor(medium.kind);
  if (recipe === undefined) throw new Error(`no recipe for ${medium.kind}`);
  return recipe.plan(medium, layout, options);
}

export async function begin(
  lab: BurningBench,
  layout: DiscLayout,
  options: RecipeOptions = DEFAULTS,
): Promise<Recording> {
  const medium = await lab.medium();
  const recipe = recipeFor(medium.kind);
  if (recipe === undefined) throw new Error(`no recipe for ${medium.kind}`);
  lab.changes.length = 0;
  return recipe.begin(lab.drive, medium, layout, recipe.plan(medium, layout, options), () => undefined);
}

/** Writes one track in chunks, the last one shorter. */
export async function writeTrack(
  recording: Recording,
  index: number,
  bytes: Uint8Array,
  blockBytes = 2048,
): Promise<void> {
  await recording.beginTrack(index);
  const chunk = recording.plan.chunkBlocks * blockBytes;
  for (let at = 0; at < bytes.length; at += chunk) await recording.write(bytes.subarray(at, at + chunk));
  await recording.endTrack();
}

/** The whole burn of one data track. Returns where it was written. */
export async function burn(
  lab: BurningBench,
  bytes: Uint8Array,
  options: RecipeOptions = DEFAULTS,
): Promise<{ readonly plan: WritePlan; readonly start: Lba }> {
  const recording = await begin(lab, dataLayout(bytes.length / 2048), options);
  await writeTrack(recording, 0, bytes);
  await recording.finish(() => undefined);
  return { plan: recording.plan, start: lba(recording.plan.startLba) };
}

/** What `differsAt` says when nothing differs. */
export const SAME = 'same';

/** Reads by raw READ (10) and compares: the address of the first block that differs, or its refusal. */
export async function differsAt(raw: RawDrive, start: number, expected: Uint8Array): Promise<string> {
  const blocks = expected.length / 2048;
  const chunk = Math.min(32, Math.floor(raw.recorder.maxTransferBytes / 2048));
  for (let at = 0; at < blocks; at += chunk) {
    const count = Math.min(chunk, blocks - at);
    const answer = await raw.read(start + at, count);
    if (answer.verdict !== 'GOOD') return `READ at ${start + at}: ${answer.verdict}`;
    const wanted = expected.subarray(at * 2048, (at + count) * 2048);
    if (Buffer.compare(answer.data, wanted) !== 0) return `blocks from ${start + at} differ`;
  }
  return SAME;
}

/** The code and the fate of what a work throws. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<{ readonly code: string; readonly fate: DiscFate | undefined; readonly message: string }> {
  try {
    await work;
  } catch (thrown) {
    if (!(thrown instanceof BurnishError)) throw thrown;
    return { code: thrown.code, fate: thrown.report.fate, message: thrown.message };
  }
  throw new Error('it did not fail');
}

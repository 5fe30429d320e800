// The writing of one copy: the recipe begins, the source flows through the ring to the drive and the hasher, the recipe
// closes the disc. What goes wrong says what became of the disc.
import { BurnishError, type DiscFate, toBurnishError } from '../base/errors.ts';
import type { Medium } from '../mmc/medium.ts';
import type { DiscLayout, Recipe, Recording, WritePlan } from '../mmc/recipe.ts';
import type { Drive } from '../mmc/drive.ts';
import { pump } from '../pipeline/pump.ts';
import { type MeterReading, RateMeter } from '../pipeline/rate-meter.ts';
import type { RingStatistics } from '../pipeline/ring-memory.ts';
import type { HashTree } from '../pipeline/tree-hash.ts';
import { advised } from './after-stop.ts';
import { cancelledAfterBurning, cancelledWhile } from './cancelled.ts';
import { type ImageFlow, startImageFlow } from './image-flow.ts';
import { announce, type JobContext } from './job.ts';
import { requirePlausibleTime } from './plausible-time.ts';
import { StageProgress } from './progress.ts';
import type { SourceImage } from './source-image.ts';
import { SpeedCurve } from './speed-curve.ts';

export interface RecordingTask {
  readonly number: number;
  readonly copies: number;
  readonly image: SourceImage;
  readonly medium: Medium;
  readonly recipe: Recipe<Drive>;
  readonly plan: WritePlan;
  readonly layout: DiscLayout;
}

/** What was written and how it went. */
export interface Recorded {
  readonly tree: HashTree;
  readonly bytes: number;
  readonly averageSpeed: number;
  readonly speedCurve: SpeedCurve;
  readonly stalls: RingStatistics;
  /** Times the drive stopped and linked; absent where it does not count them. */
  readonly links?: number;
}

export async function recordImage(task: RecordingTask, context: JobContext): Promise<Recorded> {
  const { drive } = context;
  announce(context, 'prepare', 'Preparing drive and disc', task.number, task.copies);
  if (context.signal.aborted) throw cancelledWhile('preparing', 'untouched');
  const flow = startImageFlow(task.image, task.medium, task.plan, context);
  try {
    const preparing = new StageProgress(context, 'prepare');
    const recording = await task.recipe.begin(drive, task.medium, task.layout, task.plan, preparing.busy);
    const startedAt = drive.clock.now();
    const recorded = await writeOrGiveUp(task, recording, flow, context);
    await close(task, recording, context);
    requirePlausibleTime(task.medium, task.plan.totalBlocks, drive.clock.now() - startedAt);
    return recorded;
  } catch (thrown) {
    throw advised(toBurnishError(thrown, 'burning'), task.plan.kind);
  } finally {
    await flow.close();
  }
}

async function close(task: RecordingTask, recording: Recording, context: JobContext): Promise<void> {
  announce(context, 'close', closingTitle(task.plan), task.number, task.copies);
  await recording.finish(new StageProgress(context, 'close').busy);
}

function closingTitle(plan: WritePlan): string {
  if (plan.simulate) return 'Ending the simulation';
  return plan.finalize ? 'Closing the disc' : 'Closing the session';
}

/** A recording that does not come to its end is brought to the best state it can have before the error is passed on. */
async function writeOrGiveUp(
  task: RecordingTask,
  recording: Recording,
  flow: ImageFlow,
  context: JobContext,
): Promise<Recorded> {
  try {
    await flow.filled();
    announce(context, 'write', task.plan.simulate ? 'Simulating' : 'Writing', task.number, task.copies);
    // The last moment at which the disc stays as it is.
    if (context.signal.aborted) throw cancelledWhile('preparing', 'untouched');
    await recording.beginTrack(0);
    const recorded = await write(task, recording, flow, context);
    await recording.endTrack();
    return recorded;
  } catch (thrown) {
    const error = toBurnishError(thrown, 'writing');
    if (error.code === 'cancelled' && recording.isWritten && !task.plan.simulate) {
      await recording.endTrack();
      await close(task, recording, context);
      throw cancelledAfterBurning();
    }
    if (isDriveGone(error)) throw error.with({ fate: error.report.fate ?? 'unknown' });
    const fate = await giveUp(task, recording, context, error);
    if (error.code === 'cancelled')
      throw cancelledWhile(task.plan.simulate ? 'simulating' : 'writing', fate, task.plan.kind);
    throw error.with({ fate });
  }
}

/** No more commands for a drive that does not answer or has lost its state. */
function isDriveGone(error: BurnishError): boolean {
  return ['drive-lost', 'command-timeout', 'medium-changed', 'no-medium', 'internal'].includes(error.code);
}

async function giveUp(
  task: RecordingTask,
  recording: Recording,
  context: JobContext,
  error: BurnishError,
): Promise<DiscFate> {
  announce(context, 'close', 'Stopping', task.number, task.copies);
  try {
    const fate = await recording.cancel(new StageProgress(context, 'close').busy);
    return error.report.fate === 'lost' ? 'lost' : fate;
  } catch (alsoThrown) {
    const second = toBurnishError(alsoThrown, 'stopping the recording');
    return error.report.fate ?? second.report.fate ?? 'unknown';
  }
}

async function write(
  task: RecordingTask,
  recording: Recording,
  flow: ImageFlow,
  context: JobContext,
): Promise<Recorded> {
  const { clock, transport } = context.drive;
  const { writer, chunkBytes } = flow;
  const progress = new StageProgress(context, 'write');
  const speedCurve = new SpeedCurve();
  let last: MeterReading | undefined;
  const onReading = (reading: MeterReading): void => {
    last = reading;
    speedCurve.add(reading.elapsedMs, reading.currentSpeed);
    progress.report(writeProgress(reading, task.image.file.sizeBytes, writer.isSourceAtEnd));
  };
  await pump(writer, (chunk) => recording.write(chunk), {
    clock,
    meter: new RateMeter(clock, task.plan.speed ?? task.medium.writeSpeeds[0]),
    chunkBytes,
    startLevel: 0,
    signal: context.signal,
    driveBuffer: () => recording.driveBuffer(),
    onReading,
  });
  const tree = await flow.tree();
  if (last === undefined) throw new Error('the burn ended without its measures');
  const { bytes, averageSpeed } = last;
  const links = transport.links === undefined ? {} : { links: transport.links };
  return { tree, bytes, averageSpeed, speedCurve, stalls: writer.statistics(), ...links };
}

/** What lies in the buffers once the image has been read lasts to the end, however few seconds it is. */
function writeProgress(reading: MeterReading, totalBytes: number, isSourceAtEnd: boolean) {
  const { secondsOfSafety } = reading;
  return {
    doneBytes: reading.bytes,
    totalBytes,
    speed: reading.currentSpeed,
    averageSpeed: reading.averageSpeed,
    hostBuffer: reading.hostFill,
    ...(reading.driveFill === undefined ? {} : { driveBuffer: reading.driveFill }),
    ...(secondsOfSafety === undefined || isSourceAtEnd ? {} : { secondsOfSafety }),
  };
}

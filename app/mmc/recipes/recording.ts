// A recording under way, the same for every medium: the order of the calls, the counting of blocks, padding, locking,
// what a failure means for the disc. What differs per family stands behind `RecordingSteps`.
import { BurnishError, type DiscFate, toBurnishError } from '../../base/errors.ts';
import { ceilTo, type Lba, lba } from '../../base/units.ts';
import { allowRemoval } from '../commands/tray.ts';
import { selectWriteParameters, type WriteParameters } from '../commands/write-parameters.ts';
import type { Drive } from '../drive.ts';
import type { BusyProgress, DiscLayout, Recording, WritePlan } from '../recipe.ts';
import { flush } from './closing.ts';
import { DriveBufferGauge } from './drive-buffer-gauge.ts';
import { isOutOfSight, lockTray, releaseTray, withFate } from './failure.ts';
import type { Witness } from './proof.ts';
import type { FateOfDisc } from './disc-fate.ts';
import { fateShownByDisc } from './shown-fate.ts';
import type { TrackWriter } from './track-writer.ts';

/** Where the content of a track begins, and how it is filled up. */
export interface TrackOpening {
  readonly start: Lba;
  readonly blockBytes: number;
  /** Writes are multiples of so many blocks; the last one is filled with zeros. 1 = any number. */
  readonly alignment: number;
  /** Blocks of zeros to be written before the content. */
  readonly zerosBefore: number;
  /** Blocks of zeros after the content, beyond alignment. */
  readonly zerosAfter: number;
}

/** What a family of media does at each turn. Every step throws a BurnishError, with or without fate. */
export interface RecordingSteps {
  openTrack(index: number): Promise<TrackOpening>;
  /** All blocks of the track were accepted by the drive: flush, and close it where the medium wants that. */
  closeTrack(index: number): Promise<void>;
  /** After the last track: flush and close what is to be closed. */
  close(progress: BusyProgress): Promise<void>;
  /** Compares the disc with what must have become of it; `witnesses` are the first and the last block of content. */
  prove(witnesses: readonly Witness[]): Promise<void>;
  /** Stops in the middle: flushes and leaves the disc as usable as it can be. */
  abandon(progress: BusyProgress): Promise<void>;
}

export interface RecordingParts {
  readonly drive: Drive;
  readonly plan: WritePlan;
  readonly layout: DiscLayout;
  readonly writer: TrackWriter;
  readonly steps: RecordingSteps;
  readonly fate: FateOfDisc;
  /** The mode page that was set; after a test write it is set once more without the test. */
  readonly parameters?: WriteParameters;
}

type Phase = 'between tracks' | 'in a track' | 'ended' | 'failed';

export class SequencedRecording implements Recording {
  readonly plan: WritePlan;
  private readonly parts: RecordingParts;
  private readonly gauge: DriveBufferGauge;
  private phase: Phase = 'between tracks';
  private track = -1;
  private opening: TrackOpening | undefined;
  /** Bytes of content that the current track still lacks, and those that every full write has. */
  private bytesLeft = 0;
  private chunkBytes = 0;
  private fateOfStop: DiscFate = 'untouched';
  private readonly witnesses: Witness[] = [];

  constructor(parts: RecordingParts) {
    this.parts = parts;
    this.plan = parts.plan;
    this.gauge = new DriveBufferGauge(parts.drive, parts.plan.kind, parts.writer);
  }

  get isWritten(): boolean {
    const isLast = this.track === this.parts.layout.tracks.length - 1;
    return isLast && this.phase === 'in a track' && this.bytesLeft === 0;
  }

  async beginTrack(index: number): Promise<void> {
    this.require('between tracks', index === this.track + 1, `track ${index + 1} begun out of order`);
    const layout = this.parts.layout.tracks[index];
    if (layout === undefined) throw misuse(`track ${index + 1} is not in the layout`);
    await this.guard(`preparing track ${index + 1}`, async () => {
      const { writer, steps } = this.parts;
      const opening = await steps.openTrack(index);
      writer.moveTo(opening.start, opening.blockBytes);
      if (opening.zerosBefore > 0) await writer.writeZeros(opening.zerosBefore);
      this.opening = opening;
      this.bytesLeft = layout.blocks * opening.blockBytes;
      this.chunkBytes = this.plan.chunkBlocks * opening.blockBytes;
    });
    this.track = index;
    this.phase = 'in a track';
  }

  async write(blocks: Uint8Array): Promise<void> {
    if (this.phase !== 'in a track') throw misuse(`a write while ${this.phase}`);
    const { length } = blocks;
    if (length !== this.chunkBytes && (length > this.chunkBytes || length !== this.bytesLeft)) {
      throw misuse(`a write of ${length} bytes where ${Math.min(this.chunkBytes, this.bytesLeft)} are due`);
    }
    if (length > this.bytesLeft) throw misuse('more blocks than the layout announced');
    try {
      await this.parts.writer.write(length === this.chunkBytes ? blocks : this.filled(blocks));
    } catch (thrown) {
      throw await this.failed(thrown, 'writing');
    }
    this.bytesLeft -= length;
    if (this.witnesses.length === 0 || this.bytesLeft === 0) this.keepWitnesses(blocks);
  }

  async endTrack(): Promise<void> {
    this.require('in a track', this.bytesLeft === 0, `a track ended with ${this.bytesLeft} bytes missing`);
    await this.guard(`ending track ${this.track + 1}`, async () => {
      const zeros = this.opening?.zerosAfter ?? 0;
      if (zeros > 0) await this.parts.writer.writeZeros(zeros);
      await this.parts.steps.closeTrack(this.track);
    });
    this.phase = 'between tracks';
  }

  async finish(progress: BusyProgress): Promise<void> {
    const { layout, steps, drive } = this.parts;
    this.require('between tracks', this.track === layout.tracks.length - 1, 'finished before the last track');
    await this.guard('closing the disc', async () => {
      await steps.close(progress);
      await this.endTestWrite();
      // Closing may make a drive announce a new medium, which is what it then is.
      drive.recording = false;
      await steps.prove(this.witnesses);
    });
    this.phase = 'ended';
    await allowRemoval(drive);
  }

  async cancel(progress: BusyProgress): Promise<DiscFate> {
    if (this.phase === 'failed') return this.fateOfStop;
    if (this.phase === 'ended') throw misuse('cancelled after the end');
    await this.guard('stopping', async () => {
      await this.parts.steps.abandon(progress);
      await this.endTestWrite();
    });
    this.phase = 'failed';
    this.parts.drive.recording = false;
    this.fateOfStop = await this.settledFate();
    await allowRemoval(this.parts.drive);
    return this.fateOfStop;
  }

  /**
   * A drive left in test mode would give the addresses of the trial to whoever asks next. In the middle of an announced
   * session it does not take the page; then it stays for the next burn, which sets its own.
   */
  private async endTestWrite(): Promise<void> {
    const { drive, parameters } = this.parts;
    if (parameters?.testWrite !== true) return;
    await drive.execute(selectWriteParameters({ ...parameters, testWrite: false }), {
      doing: 'ending the simulation',
      accept: ({ sense }) => sense?.key === 5 && !sense.deferred,
    });
  }

  driveBuffer(): Promise<{ readonly sizeBytes: number; readonly usedBytes: number } | undefined> {
    return this.phase === 'failed' || this.phase === 'ended' ? Promise.resolve(undefined) : this.gauge.read();
  }

  /** Keeps a copy of the first block of all and of the last block of each track. */
  private keepWitnesses(blocks: Uint8Array): void {
    const { address } = this.parts.writer;
    const blockBytes = this.opening?.blockBytes ?? 1;
    const count = ceilTo(blocks.length / blockBytes, this.opening?.alignment ?? 1);
    const start = address - count;
    if (this.witnesses.length === 0) this.witnesses.push({ address: lba(start), block: blocks.slice(0, blockBytes) });
    if (this.bytesLeft > 0) return;
    const last = blocks.length / blockBytes - 1;
    this.witnesses.push({ address: lba(start + last), block: blocks.slice(last * blockBytes) });
  }

  /** The last blocks of a track with zeros behind them, up to the alignment of the medium. */
  private filled(blocks: Uint8Array): Uint8Array {
    const alignment = (this.opening?.alignment ?? 1) * (this.opening?.blockBytes ?? 1);
    const length = ceilTo(blocks.length, alignment);
    if (length === blocks.length) return blocks;
    const whole = new Uint8Array(length);
    whole.set(blocks);
    return whole;
  }

  private require(phase: Phase, condition: boolean, otherwise: string): void {
    if (this.phase !== phase) throw misuse(`${otherwise}: the recording is ${this.phase}`);
    if (!condition) throw misuse(otherwise);
  }

  private async guard(doing: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      throw await this.failed(thrown, doing);
    }
  }

  /** Ends the recording after an error: the disc's fate is settled and the tray is free again. */
  private async failed(thrown: unknown, doing: string): Promise<BurnishError> {
    const { drive, fate } = this.parts;
    const first = toBurnishError(thrown, doing);
    const wasWriting = this.phase === 'in a track';
    this.phase = 'failed';
    drive.recording = false;
    if (wasWriting && !isOutOfSight(first)) await this.flushWhatIsLeft();
    const reachable = !isOutOfSight(first) && first.code !== 'busy-too-long';
    const error = withFate(first, reachable ? await this.settledFate() : fate.now());
    this.fateOfStop = error.report.fate ?? 'unknown';
    await releaseTray(drive, error);
    return error;
  }

  /** What the drive has taken before the error may still reach the disc. That error is what counts, not one of this. */
  private async flushWhatIsLeft(): Promise<void> {
    const doing = 'flushing what was written before the error';
    try {
      await flush(this.parts.drive, { doing, fate: this.parts.fate.now() });
    } catch (thrown) {
      if (!(thrown instanceof BurnishError)) throw thrown;
    }
  }

  /** Where the disc may contradict what was sent, it is asked; one that does not answer leaves it unknown. */
  private async settledFate(): Promise<DiscFate> {
    const fate = this.parts.fate.now();
    if (fate !== 'appendable') return fate;
    try {
      return await fateShownByDisc(this.parts.drive, this.plan.kind);
    } catch (thrown) {
      if (!(thrown instanceof BurnishError)) throw thrown;
      return 'unknown';
    }
  }
}

function misuse(what: string): BurnishError {
  return new BurnishError({
    code: 'internal',
    message: `Burnish called its recording out of order: ${what}.`,
    doing: 'recording',
    nextStep: 'Please report this with the log.',
  });
}

/**
 * Locks the tray, prepares drive and medium, and hands out the recording. Whatever fails before that leaves the tray
 * free and says what became of the disc.
 */
export async function openRecording(
  drive: Drive,
  fate: FateOfDisc,
  prepare: () => Promise<RecordingParts>,
): Promise<Recording> {
  await lockTray(drive);
  try {
    const parts = await prepare();
    drive.recording = true;
    return new SequencedRecording(parts);
  } catch (thrown) {
    const error = withFate(toBurnishError(thrown, 'preparing the recording'), fate.now());
    await releaseTray(drive, error);
    throw error;
  }
}

// Track at once (MMC-5 4.2.3.4): the drive writes link, pregap and run-out of each track; the session is closed at the
// end. No CLOSE TRACK: flushing ends the track, and some drives fail on the command or lose their next address by it.
import { BurnishError } from '../../base/errors.ts';
import { type Lba, lba } from '../../base/units.ts';
import { CLOSE } from '../commands/close-track-session.ts';
import type { DiscInformation } from '../commands/read-disc-information.ts';
import { INVISIBLE_TRACK } from '../commands/read-track-information.ts';
import { BLOCK_TYPE, TRACK_MODE, WRITE_TYPE, type WriteParameters } from '../commands/write-parameters.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { BusyProgress, DiscLayout, Recording, TrackLayout, WritePlan } from '../recipe.ts';
import type { BlockWriter } from './block-writer.ts';
import { contentWriter } from './cd-content-writer.ts';
import { blockBytesOf, controlOf, SHORTEST_TRACK } from './cd-placement.ts';
import { closeAndWait, flush } from './closing.ts';
import { FateOfDisc } from './disc-fate.ts';
import {
  proveProgress,
  proveSession,
  proveUntouched,
  requireDiscInformation,
  requireTrackInformation,
  type WrittenTrack,
} from './proof.ts';
import { proveTableOfContents } from './prove-toc.ts';
import { openRecording, type RecordingSteps, type TrackOpening } from './recording.ts';
import { setWriteParameters } from './set-write-parameters.ts';
import { setWriteSpeed } from './speed.ts';

/** 2 seconds behind a data track keep the read-ahead of operating systems out of its run-out blocks. */
const DATA_PADDING = 150;

/** Blocks of zeros behind the content of a track. */
export function zerosAfterTrack(track: TrackLayout): number {
  const padding = track.type === 'data' ? DATA_PADDING : 0;
  return Math.max(padding, SHORTEST_TRACK - track.blocks);
}

export function beginTrackAtOnce(
  drive: Drive,
  medium: Medium,
  layout: DiscLayout,
  plan: WritePlan,
): Promise<Recording> {
  const fate = new FateOfDisc(plan.kind, plan.mode, plan.simulate);
  return openRecording(drive, fate, async () => {
    const writer = contentWriter(drive, layout, plan, fate);
    const speed = await setWriteSpeed(drive, medium, plan.speed);
    const before = await requireDiscInformation(drive);
    // The first track is prepared here, so that a refusal comes before anything is written.
    const steps = new TrackAtOnceSteps({ drive, layout, plan, fate, before, writer });
    await steps.prepareFirst();
    const parameters = parametersOf(layout.tracks[0], plan);
    return { drive, layout, writer, fate, plan: speed.extend(plan), steps, parameters };
  });
}

function parametersOf(track: TrackLayout | undefined, plan: WritePlan): WriteParameters {
  const isAudio = track?.type === 'audio';
  return {
    writeType: WRITE_TYPE.TRACK_AT_ONCE,
    bufe: true,
    testWrite: plan.simulate,
    multiSession: plan.finalize ? 0 : 3,
    trackMode: track === undefined ? TRACK_MODE.DATA : controlOf(track),
    blockType: isAudio ? BLOCK_TYPE.RAW : BLOCK_TYPE.MODE_1,
  };
}

interface TrackAtOnceParts {
  readonly drive: Drive;
  readonly layout: DiscLayout;
  readonly plan: WritePlan;
  readonly fate: FateOfDisc;
  readonly before: DiscInformation;
  readonly writer: BlockWriter;
}

class TrackAtOnceSteps implements RecordingSteps {
  private readonly parts: TrackAtOnceParts;
  private readonly written: WrittenTrack[] = [];
  private first: TrackOpening | undefined;

  constructor(parts: TrackAtOnceParts) {
    this.parts = parts;
  }

  async prepareFirst(): Promise<void> {
    this.first = await this.prepare(0);
  }

  async openTrack(index: number): Promise<TrackOpening> {
    return index === 0 && this.first !== undefined ? this.first : this.prepare(index);
  }

  async closeTrack(index: number): Promise<void> {
    const { drive, fate, plan } = this.parts;
    await flush(drive, { doing: `flushing track ${index + 1}`, fate: fate.now() });
    const track = this.written[index];
    if (track !== undefined && !plan.simulate) await proveProgress(drive, INVISIBLE_TRACK, track.start);
  }

  async close(progress: BusyProgress): Promise<void> {
    const { drive, plan, fate } = this.parts;
    if (plan.simulate) return;
    const doing = plan.finalize ? 'closing the disc' : 'closing the session';
    await closeAndWait(drive, CLOSE.SESSION, 0, { doing, fate: fate.now(), progress });
  }

  async prove(): Promise<void> {
    const { drive, before, layout, plan } = this.parts;
    if (plan.simulate) return proveUntouched(drive, before);
    await proveSession(drive, before, this.written, plan.finalize);
    const ordered = layout.tracks.map((track, i) => ({
      number: this.written[i]?.number ?? 0,
      control: controlOf(track),
    }));
    await proveTableOfContents(drive, ordered, plan.finalize);
  }

  /** Flushing ends the track where it is, once it is as long as a track must be; the session stays open. */
  async abandon(progress: BusyProgress): Promise<void> {
    const { writer, fate } = this.parts;
    const start = this.written.at(-1)?.start ?? writer.address;
    if (fate.written) await writer.writeZeros(SHORTEST_TRACK - (writer.address - start));
    await flush(this.parts.drive, { doing: 'stopping', fate: this.parts.fate.now(), progress });
  }

  private async prepare(index: number): Promise<TrackOpening> {
    const { drive, layout, plan, before } = this.parts;
    const track = layout.tracks[index];
    if (track === undefined) throw new RangeError(`no track ${index + 1}`);
    await setWriteParameters(drive, parametersOf(track, plan));
    const open = await requireTrackInformation(drive, INVISIBLE_TRACK);
    const isFirstOfDisc = index === 0 && before.status === 'blank';
    // Some drives answer -150 for a blank disc; the start of the track is right there.
    const start = isFirstOfDisc && (open.nextWritableAddress ?? -1) < 0 ? open.start : open.nextWritableAddress;
    const zerosAfter = zerosAfterTrack(track);
    this.requireAddress(index, start);
    this.written.push({ number: open.track, start, blocks: track.blocks + zerosAfter });
    return { start, blockBytes: blockBytesOf(track), alignment: 1, zerosBefore: 0, zerosAfter };
  }

  /** The first track must begin where the plan says, and each later one behind the one before. */
  private requireAddress(index: number, start: Lba | undefined): asserts start is Lba {
    const { plan } = this.parts;
    const previous = this.written.at(-1);
    const earliest = previous === undefined ? plan.startLba : lba(previous.start + previous.blocks);
    // A simulating drive need not move on: nothing was written.
    const isRight = index === 0 ? start === plan.startLba : start !== undefined && (plan.simulate || start >= earliest);
    if (isRight) return;
    throw new BurnishError({
      code: index === 0 ? 'medium-changed' : 'drive-confused',
      message: `Track ${index + 1} was to begin at block ${earliest}${index === 0 ? '' : ' or later'}, and the drive says ${start ?? 'nothing'}.`,
      doing: 'looking where the disc is written next',
      nextStep: 'Eject the disc, insert it again, and look at its state.',
      details: { planned: earliest, ...(start === undefined ? {} : { found: start }) },
    });
  }
}

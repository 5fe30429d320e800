// DVD-R, DVD-R DL and DVD-RW in sequential mode (ECMA-279, -338, -359; MMC-6 4.3.6.1): the write parameters page rules how
// it is written: incrementally in packets of 16 blocks, or disc at once after a reservation. Both can be simulated.
import { z } from 'zod';
import { ceilTo } from '../../../base/units.ts';
import type { MediumKind } from '../../../contract/media.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../../check-condition.ts';
import { FEATURE } from '../../features.ts';
import type { WriteParameters } from '../../write-parameters.ts';
import type { TrackInformation } from '../disc-state.ts';
import { mediaFacts, writeSpeedsOf } from '../media-facts.ts';
import type { MediumFeature, Operation } from '../medium.ts';
import { layerBoundary, physicalFormat, prerecordedInformation } from '../structures.ts';
import { SequentialMedium } from './sequential-medium.ts';
import { blankTrackList, isBlank, type Track, type TrackList, trackListSchema } from './track-list.ts';

export const dvdMinusStateSchema = trackListSchema.extend({
  mode: z.literal('sequential'),
  kind: z.enum(['dvd-r', 'dvd-r-dl', 'dvd-rw']),
  blocks: z.number().int().min(64),
  layers: z.number().int().min(1).max(2),
  isRecording: z.boolean(),
  /** The reservation is one of disc at once: nothing else goes on this disc. */
  isDiscAtOnce: z.boolean(),
  /** BLANK type 1 left no room for incremental recording: feature 21h is gone. */
  isMinimallyBlanked: z.boolean(),
});
export type DvdMinusState = z.infer<typeof dvdMinusStateSchema>;

export const INCREMENTAL = 0;
export const DISC_AT_ONCE = 2;
const PACKET_BLOCKS = 16;
/** Frames, as the page has it by default; without meaning on a DVD. */
const DEFAULT_AUDIO_PAUSE = 150;
/** Catalog number, ISRC and sub-header follow: a DVD has none. */
const MCN_OFFSET = 16;
const CLOSE_TRACK = 1;
const CLOSE_SESSION = 2;
/** First border-out and next border-in; smaller from the second border on. */
const FIRST_BORDER_BLOCKS = 24_576;
const BORDER_BLOCKS = 6_144;
/** The drive records at least so many blocks, lead-out included: about 1 GB. */
const LEAST_RECORDED_BLOCKS = 380_000;
const CLOSE_SESSION_MS = 30_000;
const MINIMAL_BLANK_MS = 25_000;

export function blankDvdMinus(kind: DvdMinusState['kind'], blocks: number, layers: number): DvdMinusState {
  return {
    ...blankTrackList(blocks),
    mode: 'sequential',
    kind,
    blocks,
    layers,
    isRecording: false,
    isDiscAtOnce: false,
    isMinimallyBlanked: false,
  };
}

export class DvdMinus extends SequentialMedium<DvdMinusState> {
  /** The true state, while the other one is only played through. */
  private untouched: DvdMinusState | undefined;

  get kind(): MediumKind {
    return this.state.kind;
  }

  protected override get isErasable(): boolean {
    return this.state.kind === 'dvd-rw';
  }

  protected override get canContinue(): boolean {
    return !this.state.isDiscAtOnce;
  }

  protected override get visibleTracks(): TrackList {
    return this.untouched ?? this.state;
  }

  features(): readonly MediumFeature[] {
    const { isFinalized, isMinimallyBlanked, isDiscAtOnce } = this.untouched ?? this.state;
    const isIncremental = !isFinalized && !isMinimallyBlanked && !isDiscAtOnce;
    return [
      { code: FEATURE.randomReadable },
      { code: FEATURE.dvdRead },
      ...(isIncremental ? [{ code: FEATURE.incrementalStreamingWritable }] : []),
      ...(this.isErasable ? [{ code: FEATURE.formattable }] : []),
      { code: FEATURE.dvdMinusWrite },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return writeSpeedsOf(this.state.kind, this.state.layers);
  }

  maximumReadSpeed(): number {
    return mediaFacts(this.state.kind).readSpeed;
  }

  /**
   * Track mode 5. Links and packets are of 16 blocks, and count only where the page says that they are valid (growisofs sends
   * them for a disc at once too, and wodim leaves them as it found them). Disc at once: one session.
   */
  override checkWriteParameters(parameters: WriteParameters): void {
    if (!parameters.testWrite) this.endSimulation();
    this.dropReservation();
    const isIncremental = parameters.writeType === INCREMENTAL;
    const allowsNext = parameters.multisession === 3;
    if (!isIncremental && parameters.writeType !== DISC_AT_ONCE) throw invalidParameterField(PAGE + 2, 3);
    if (parameters.multisession !== 0 && !(allowsNext && isIncremental && this.state.layers === 1)) {
      throw invalidParameterField(PAGE + 3, 7);
    }
    if (parameters.copy) throw invalidParameterField(PAGE + 3, 4);
    if (parameters.trackMode !== 5) throw invalidParameterField(PAGE + 3, 3);
    if (parameters.dataBlockType !== 8) throw invalidParameterField(PAGE + 4, 3);
    const { linkSizeValid, linkSize, fixedPacket, packetBlocks } = parameters;
    if (linkSizeValid && linkSize !== PACKET_BLOCKS) throw invalidParameterField(PAGE + 5);
    if (parameters.sessionFormat !== 0) throw invalidParameterField(PAGE + 8);
    if (fixedPacket && packetBlocks !== PACKET_BLOCKS) throw invalidParameterField(PAGE + 10);
    if (parameters.hostApplicationCode !== 0) throw invalidParameterField(PAGE + 7);
    if (parameters.audioPause !== 0 && parameters.audioPause !== DEFAULT_AUDIO_PAUSE)
      throw invalidParameterField(PAGE + 14);
    const ofCd = parameters.page.subarray(MCN_OFFSET).findIndex((byte) => byte !== 0);
    if (ofCd >= 0) throw invalidParameterField(PAGE + MCN_OFFSET + ofCd);
  }

  protected admitWrite(track: Track, { lba, blocks }: { readonly lba: number; readonly blocks: number }): boolean {
    const parameters = this.drive.writeParameters;
    if (parameters.writeType === INCREMENTAL) this.admitPacket(lba, blocks);
    else if (parameters.writeType !== DISC_AT_ONCE) refuse(SENSE.illegalModeForTrack);
    else if (!track.isReserved || !this.state.isDiscAtOnce) refuse(SENSE.commandSequenceError);
    this.matchSimulation(parameters.testWrite);
    return parameters.testWrite;
  }

  private admitPacket(lba: number, blocks: number): void {
    if (this.state.isMinimallyBlanked || this.state.isDiscAtOnce) refuse(SENSE.illegalModeForTrack);
    if (lba % PACKET_BLOCKS !== 0) refuse(SENSE.invalidAddressForWrite);
    if (blocks % PACKET_BLOCKS !== 0) refuse(SENSE.invalidPacketSize);
  }

  private matchSimulation(wanted: boolean): void {
    if (wanted && this.untouched === undefined) {
      this.untouched = this.state;
      this.state = structuredClone(this.state);
    } else if (!wanted) {
      this.endSimulation();
    }
  }

  private endSimulation(): void {
    if (this.untouched === undefined) return;
    this.state = this.untouched;
    this.untouched = undefined;
  }

  protected override save(): void {
    if (this.untouched === undefined) super.save();
  }

  /** Under disc at once the reservation is the one and only track of a blank disc. */
  override reserveTrack(blocks: number): void {
    const parameters = this.drive.writeParameters;
    this.matchSimulation(parameters.testWrite);
    if (parameters.writeType === INCREMENTAL) {
      if (this.state.isMinimallyBlanked) refuse(SENSE.illegalModeForTrack);
      return super.reserveTrack(blocks);
    }
    if (parameters.writeType !== DISC_AT_ONCE || !isBlank(this.state)) refuse(SENSE.illegalModeForTrack);
    const [track] = this.state.tracks;
    const size = ceilTo(blocks, PACKET_BLOCKS);
    if (track === undefined || size > this.state.blocks) refuse(SENSE.endOfUserArea);
    track.end = size;
    track.isReserved = true;
    this.state.isDiscAtOnce = true;
  }

  /** The reservation of a disc at once is the drive's own until something is written: nothing is on the disc yet. */
  private dropReservation(): void {
    const [track] = this.state.tracks;
    if (!this.state.isDiscAtOnce || track?.isOpen !== true || track.next > track.start) return;
    this.state = { ...this.state, ...blankTrackList(this.state.blocks), isDiscAtOnce: false };
  }

  /** A disc at once that stopped in the middle cannot be taken up again once the drive lets go of it. */
  private breakOff(): void {
    const [track] = this.state.tracks;
    if (!this.state.isDiscAtOnce || track?.isOpen !== true || track.next === track.start) return;
    track.isDamaged = true;
    track.isLost = true;
    this.save();
  }

  /** Without BUFE there is no link: what was written is lost. */
  override underrun(): boolean {
    if (!this.state.isRecording) return false;
    if (this.drive.writeParameters.bufe) return true;
    this.loseTrack();
    refuse(SENSE.lossOfStreaming);
  }

  /** A disc at once that has all its blocks is finished here, lead-out included. */
  override synchronizeCache(): Operation {
    const flush = super.synchronizeCache();
    const [track] = this.state.tracks;
    if (!this.state.isDiscAtOnce || track?.isOpen !== true || track.next < track.end) return flush;
    const fillMs = this.drive.writingTimeMs(Math.max(0, LEAST_RECORDED_BLOCKS - track.end) * 2048);
    return {
      busyAs: 'long-write',
      durationMs: CLOSE_SESSION_MS + fillMs,
      finish: () => {
        this.endTrack(track);
        this.endSession(true, false);
        this.endSimulation();
      },
    };
  }

  override closeTrackSession(closeFunction: number, number: number): Operation {
    if (this.state.isDiscAtOnce && this.state.tracks.some((track) => track.isOpen && !track.isDamaged)) {
      refuse(SENSE.commandSequenceError);
    }
    if (closeFunction === CLOSE_TRACK) return this.closeTrack(number);
    if (closeFunction !== CLOSE_SESSION) throw invalidCdbField(2, 2);
    if (number !== 0) throw invalidCdbField(4);
    const operation = this.closeSession(this.drive.writeParameters.multisession !== 3);
    return {
      ...operation,
      finish: () => {
        operation.finish();
        this.endSimulation();
      },
    };
  }

  protected sessionGap(): number {
    return this.state.closedSessions <= 1 ? FIRST_BORDER_BLOCKS : BORDER_BLOCKS;
  }

  protected closeSessionMs(): number {
    return CLOSE_SESSION_MS;
  }

  protected trackModeOf(track: Track): Pick<TrackInformation, 'trackMode' | 'packet' | 'fixedPacket'> {
    const packet = !this.state.isDiscAtOnce && !(track.next === track.start && this.state.isMinimallyBlanked);
    // FP would say that nothing but fixed packets may follow; growisofs refuses such a track, and drives do not set it.
    return { trackMode: 5, packet, fixedPacket: false };
  }

  /** DVD-RW: 0 the whole disc, 1 minimal. */
  override blank(type: number, address: number): Operation {
    if (!this.isErasable) refuse(SENSE.cannotWriteMedium);
    return blankDvdRw(type, address, this.drive.writingTimeMs(this.state.blocks * 2048), () => {
      this.untouched = undefined;
      this.sectors.cut(0);
      this.state = { ...blankDvdMinus('dvd-rw', this.state.blocks, 1), isMinimallyBlanked: type === 1 };
      this.save();
    });
  }

  override discStructure(format: number): Uint8Array | undefined {
    const { kind, blocks, layers } = this.state;
    if (format === 0x00 || format === 0x10) return physicalFormat({ kind, blocks, layers });
    if (format === 0x01) return new Uint8Array(4);
    if (format === 0x04) return new Uint8Array(2048);
    if (format === 0x0e) return prerecordedInformation();
    if (format === 0x20 && layers === 2) return layerBoundary(true, blocks / 2);
    return undefined;
  }

  override unmount(): void {
    this.endSimulation();
    super.unmount();
    this.breakOff();
  }
}

/** Page 05h begins after the header of 8 bytes. */
const PAGE = 8;

/** BLANK of a DVD-RW, whatever mode it is in. */
export function blankDvdRw(type: number, address: number, fullMs: number, finish: () => void): Operation {
  if (type > 1) throw invalidCdbField(1, 2);
  if (address !== 0) throw invalidCdbField(2);
  return { busyAs: 'operation', durationMs: type === 0 ? fullMs : MINIMAL_BLANK_MS, finish };
}

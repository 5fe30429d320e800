// Track at once (MMC-6 4.2.3.8): a track begins with the first WRITE at its start, ends with SYNCHRONIZE CACHE, and is
// followed by two run-out blocks.
import { refuse, SENSE } from '../check-condition.ts';
import type { WriteRequest } from '../media/medium.ts';
import type { WriteParameters } from '../write-parameters.ts';
import { type CdDisc, RUN_OUT_BLOCKS } from './cd-disc.ts';
import { type Area, type CdTrack, MAIN_BYTES, type StoredKind } from './disc-schema.ts';
import { putNewTrack } from './new-track.ts';
import {
  type CdRecording,
  dataModeOf,
  LEAST_TRACK_BLOCKS,
  MOST_TRACKS,
  requireNext,
  storedKindOf,
} from './recording.ts';

export class TrackAtOnce implements CdRecording {
  private readonly disc: CdDisc;
  private readonly parameters: () => WriteParameters;
  isFlushed = true;
  private current: { readonly track: CdTrack; readonly area: Area; readonly limit: number } | undefined;

  constructor(disc: CdDisc, parameters: () => WriteParameters) {
    this.disc = disc;
    this.parameters = parameters;
  }

  get nextWritable(): number | undefined {
    return this.current?.area.to ?? (this.unfinished() === undefined ? this.disc.nextTrackStart() : undefined);
  }

  get isUnderWay(): boolean {
    return this.current !== undefined;
  }

  /** The track that is being written. */
  get openTrack(): CdTrack | undefined {
    return this.current?.track;
  }

  blockBytes(): number {
    const kind = storedKindOf(this.parameters());
    return kind === undefined ? 2048 : MAIN_BYTES[kind];
  }

  write(request: WriteRequest): void {
    const { lba, blocks, source } = request;
    const current = this.current ?? this.begin(lba, blocks);
    requireNext(lba, current.area.to);
    if (storedKindOf(this.parameters()) !== current.area.kind) refuse(SENSE.illegalModeForTrack, { information: lba });
    if (lba + blocks > current.limit) refuse(SENSE.endOfUserArea, { information: lba });
    this.isFlushed = false;
    this.disc.append(current.area, blocks, source);
    current.track.nextWritable = current.area.to;
    if (current.track.state === 'open') current.track.end = current.area.to;
  }

  /** Ends the track when it is long enough; a shorter one stays open until it is. */
  flushed(): void {
    const current = this.current;
    this.isFlushed = true;
    if (current === undefined) return;
    const { track, area, limit } = current;
    const isReserved = track.state === 'reserved';
    if (isReserved ? area.to < limit : area.to - track.start < LEAST_TRACK_BLOCKS) return this.disc.save();
    track.end = area.to;
    track.state = 'complete';
    this.current = undefined;
    this.disc.save();
  }

  interrupted(): void {
    const current = this.current;
    if (current === undefined) return;
    // A reserved track can be written on later.
    current.track.damaged = current.track.state === 'open' || !this.isFlushed;
    this.current = undefined;
    this.disc.save();
  }

  /** Reserves a track of `blocks` (RESERVE TRACK); `checked` only looks whether it is possible. */
  reserve(blocks: number): void {
    if (this.current !== undefined || this.unfinished() !== undefined) refuse(SENSE.commandSequenceError);
    const kind = storedKindOf(this.parameters()) ?? refuse(SENSE.illegalModeForTrack);
    const start = this.disc.nextTrackStart();
    if (blocks < LEAST_TRACK_BLOCKS || start + blocks + RUN_OUT_BLOCKS > this.disc.state.lastLeadOut) {
      refuse(SENSE.endOfUserArea, { information: start });
    }
    const track = this.newTrack(start, kind);
    track.state = 'reserved';
    track.end = start + blocks;
    this.disc.save();
  }

  /** A track that was begun in another time or cut short: nothing may follow it before it is closed. */
  private unfinished(): CdTrack | undefined {
    return this.disc.state.tracks.find((track) => track.state === 'open' && track !== this.current?.track);
  }

  private begin(lba: number, blocks: number): NonNullable<TrackAtOnce['current']> {
    if (this.disc.isFinalized()) refuse(SENSE.writeProtected);
    if (this.unfinished() !== undefined) refuse(SENSE.invalidAddressForWrite, { information: lba });
    const kind = storedKindOf(this.parameters()) ?? refuse(SENSE.illegalModeForTrack, { information: lba });
    const reserved = this.disc.state.tracks.find((track) => track.state === 'reserved' && track.nextWritable === lba);
    if (reserved !== undefined) return this.continueReserved(reserved, kind, lba);
    const start = this.disc.nextTrackStart();
    requireNext(lba, start);
    const limit = this.disc.state.lastLeadOut - RUN_OUT_BLOCKS;
    if (this.disc.nextTrackNumber() > MOST_TRACKS || lba + blocks > limit) {
      refuse(SENSE.endOfUserArea, { information: lba });
    }
    const track = this.newTrack(start, kind);
    this.current = { track, area: this.disc.addArea(start, kind, 0, true), limit };
    return this.current;
  }

  private continueReserved(track: CdTrack, kind: Area['kind'], lba: number): NonNullable<TrackAtOnce['current']> {
    const { control, dataMode } = track;
    if (control !== this.parameters().trackMode || dataMode !== dataModeOf(kind)) {
      refuse(SENSE.illegalModeForTrack, { information: lba });
    }
    const begun = this.disc.state.areas.find((area) => area.from === track.start && area.to === lba);
    const area = begun !== undefined && lba > track.start ? begun : this.disc.addArea(track.start, kind, 0, true);
    if (area.kind !== kind) refuse(SENSE.illegalModeForTrack, { information: lba });
    this.current = { track, area, limit: track.end };
    return this.current;
  }

  private newTrack(start: number, kind: StoredKind): CdTrack {
    const track = putNewTrack(this.disc, this.parameters(), start, kind);
    this.disc.save();
    return track;
  }
}

/** Free blocks from an address on for one more track written at once. */
export function freeBlocks(disc: CdDisc, from: number): number {
  return Math.max(0, disc.state.lastLeadOut - RUN_OUT_BLOCKS - from);
}

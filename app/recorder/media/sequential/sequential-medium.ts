// Media that are written sequentially in blocks of 2048 bytes: DVD-R, DVD-RW, DVD+R, BD-R. What they have in common:
// every write goes to the NWA of an open track; tracks and sessions are closed; nothing is written twice.
import { ceilTo } from '../../../base/units.ts';
import { CheckCondition, invalidCdbField, refuse, SENSE } from '../../check-condition.ts';
import type { DiscFolder } from '../../store/disc-folder.ts';
import type { SparseFile } from '../../store/sparse-file.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from '../disc-state.ts';
import { type DriveServices, type Operation, type ReadRequest, VirtualMedium, type WriteRequest } from '../medium.ts';
import {
  closedBlocks,
  invisibleTrack,
  isBlank,
  isUntouched,
  lastSession,
  lastSessionState,
  type Track,
  trackAt,
  type TrackList,
  tracksOfSession,
} from './track-list.ts';

export interface SequentialState extends TrackList {
  blocks: number;
  layers: number;
  /** Data were taken that are not yet safely on the disc. */
  isRecording: boolean;
}

const FLUSH_MS = 500;
const CLOSE_TRACK_MS = 2_000;
const INCOMPLETE_TRACK = 0xff;

export abstract class SequentialMedium<State extends SequentialState> extends VirtualMedium {
  protected state: State;
  protected readonly disc: DiscFolder;
  protected readonly drive: DriveServices;
  protected readonly sectors: SparseFile;
  private readonly snapshot = (): unknown => this.state;
  private current: Track | undefined;

  constructor(disc: DiscFolder, drive: DriveServices, state: State) {
    super();
    this.disc = disc;
    this.drive = drive;
    this.state = state;
    this.sectors = disc.file('data.bin');
    if (state.isRecording) this.afterPowerCut();
  }

  /** Checks the mode of writing; throws before anything is stored. True: a simulation, nothing reaches the disc. */
  protected abstract admitWrite(track: Track, request: WriteRequest): boolean;
  /** Blocks between the end of the last closed session and the first track of the next. */
  protected abstract sessionGap(): number;
  /** How long closing a session takes. */
  protected abstract closeSessionMs(): number;
  /** READ TRACK INFORMATION bytes 5 and 6 as this medium fills them. */
  protected abstract trackModeOf(track: Track): Pick<TrackInformation, 'trackMode' | 'packet' | 'fixedPacket'>;

  protected get isErasable(): boolean {
    return false;
  }

  /** Recording can go on after a power cut at the NWA. */
  protected get canContinue(): boolean {
    return true;
  }

  /** The list that READ DISC INFORMATION tells about; a simulation does not show in it. */
  protected get visibleTracks(): TrackList {
    return this.state;
  }

  protected get isBlankDisc(): boolean {
    return isBlank(this.state);
  }

  override get layers(): number {
    return this.state.layers;
  }

  totalBlocks(): number {
    return this.state.blocks;
  }

  readableBlocks(): number {
    return closedBlocks(this.visibleTracks);
  }

  discInformation(): DiscInformation {
    const list = this.visibleTracks;
    const session = lastSession(list);
    const tracks = tracksOfSession(list, session);
    return {
      erasable: this.isErasable,
      lastSessionState: lastSessionState(list),
      discStatus: list.isFinalized ? 2 : isBlank(list) ? 0 : 1,
      sessions: session,
      firstTrack: 1,
      firstTrackInLastSession: tracks[0]?.number ?? 1,
      lastTrackInLastSession: tracks.at(-1)?.number ?? 1,
      backgroundFormat: 0,
      discType: 0,
      lastSessionLeadInStart: 0xffff_ffff,
      lastPossibleLeadOutStart: list.isFinalized ? 0xffff_ffff : this.state.blocks,
      unrestricted: true,
      opcTables: 0,
    };
  }

  trackInformation(address: TrackAddress): TrackInformation {
    const track = this.addressed(address);
    if (address.openOnly && !track.isOpen) throw invalidCdbField(1, 2);
    const isWritable = track.isOpen && !track.isLost;
    return {
      track: track.number,
      session: track.session,
      damaged: track.isDamaged,
      copy: false,
      ...this.trackModeOf(track),
      reserved: track.isReserved,
      blank: track.isOpen && track.next === track.start,
      dataMode: 1,
      start: track.start,
      ...(isWritable ? { nextWritable: track.next } : {}),
      freeBlocks: isWritable ? track.end - track.next : 0,
      packetBlocks: this.eccBlocks,
      blocks: track.end - track.start,
      ...(track.next > track.start ? { lastRecorded: track.next - 1 } : {}),
    };
  }

  private addressed(address: TrackAddress): Track {
    const { tracks } = this.state;
    if (address.by === 'lba') {
      const track = trackAt(this.state, address.value);
      if (track === undefined) refuse(SENSE.lbaOutOfRange);
      return track;
    }
    const found =
      address.by === 'session'
        ? tracksOfSession(this.state, address.value)[0]
        : (tracks.find((track) => track.number === address.value) ??
          (address.value === INCOMPLETE_TRACK ? tracks.findLast((track) => track.isOpen) : undefined));
    if (found === undefined) throw invalidCdbField(2);
    return found;
  }

  override read({ lba, blocks, target }: ReadRequest): void {
    for (let at = lba; at < lba + blocks; ) {
      const track = trackAt(this.state, at);
      const recorded = track === undefined ? 0 : track.isOpen ? track.next : track.end;
      if (recorded <= at) {
        refuse(at >= this.readableBlocks() ? SENSE.lbaOutOfRange : SENSE.unrecoveredRead, { information: at });
      }
      at = recorded;
    }
    this.sectors.read(target, lba * 2048);
  }

  override write(request: WriteRequest): void {
    const { lba, blocks, source } = request;
    const track = this.trackForWriting(lba, blocks);
    const isSimulation = this.admitWrite(track, request);
    const written = isSimulation ? this.trackForWriting(lba, blocks) : track;
    if (!isSimulation) this.sectors.write(source, lba * 2048);
    written.next += blocks;
    this.current = written;
    if (isSimulation) {
      this.state.isRecording = true;
    } else if (this.state.isRecording) {
      this.disc.recorded(source.length, this.snapshot);
    } else {
      this.state.isRecording = true;
      this.save();
    }
  }

  /** The open track whose NWA is `lba` and that has room for so many blocks. */
  private trackForWriting(lba: number, blocks: number): Track {
    if (this.state.isFinalized) refuse(SENSE.writeProtected);
    const { current } = this;
    const isCurrent = current !== undefined && current.isOpen && current.next === lba && lba < current.end;
    const track = isCurrent ? current : this.searchOpenTrack(lba);
    if (track.isLost) refuse(SENSE.illegalModeForTrack);
    if (lba + blocks > track.end) refuse(track.isReserved ? SENSE.endOfUserArea : SENSE.lbaOutOfRange);
    return track;
  }

  private searchOpenTrack(lba: number): Track {
    if (lba < 0 || lba >= this.state.blocks) refuse(SENSE.lbaOutOfRange, { information: lba });
    const candidates = this.state.tracks.filter((track) => track.isOpen && track.next === lba);
    if (candidates.length === 0) refuse(SENSE.invalidAddressForWrite, { information: lba });
    const track = candidates.find((one) => lba < one.end);
    if (track === undefined) refuse(SENSE.endOfUserArea);
    return track;
  }

  /** Nothing of the buffer is lost; the last ECC block is filled with zeros. */
  override synchronizeCache(): Operation {
    return { busyAs: 'long-write', durationMs: this.state.isRecording ? FLUSH_MS : 0, finish: () => this.flush() };
  }

  protected flush(): void {
    if (!this.state.isRecording) return;
    this.state.isRecording = false;
    for (const track of this.state.tracks) {
      if (!track.isOpen || track.next === track.start) continue;
      track.next = Math.min(track.end, ceilTo(track.next, this.eccBlocks));
      if (!track.isLost) track.isDamaged = false;
    }
    this.save();
  }

  override abortRecording(): void {
    if (this.state.isRecording) this.loseTrack();
  }

  /** The recording broke off: the track is damaged, and lost where it cannot be continued. */
  protected loseTrack(): void {
    this.state.isRecording = false;
    const { current } = this;
    if (current === undefined) return;
    current.next = Math.max(current.start, Math.floor(current.next / this.eccBlocks) * this.eccBlocks);
    current.isDamaged = true;
    current.isLost = !this.canContinue;
    this.save();
  }

  private afterPowerCut(): void {
    this.current = this.state.tracks.findLast((track) => track.isOpen && track.next > track.start);
    this.loseTrack();
  }

  /** CLOSE TRACK: the real number of an open track that has data; a reserved one is filled with zeros. */
  protected closeTrack(number: number): Operation {
    const track = this.state.tracks.find((one) => one.number === number);
    if (track?.isOpen !== true) throw invalidCdbField(4);
    // what is still in the buffer must be synchronized first
    if (isUntouched(track) || this.state.isRecording) refuse(SENSE.commandSequenceError);
    const fillMs = track.isReserved ? this.drive.writingTimeMs((track.end - track.next) * 2048) : 0;
    return { busyAs: 'operation', durationMs: CLOSE_TRACK_MS + fillMs, finish: () => this.endTrack(track) };
  }

  protected endTrack(track: Track): void {
    this.flush();
    track.isOpen = false;
    track.isDamaged = false;
    track.isLost = false;
    if (!track.isReserved) {
      track.end = ceilTo(track.next, this.eccBlocks);
      if (track === this.state.tracks.at(-1)) this.openTrack(track.end);
    }
    track.next = track.end;
    this.current = undefined;
    this.save();
  }

  protected openTrack(start: number): void {
    const { tracks } = this.state;
    const number = (tracks.at(-1)?.number ?? 0) + 1;
    tracks.push(
      invisibleTrack(number, this.state.closedSessions + 1, Math.min(start, this.state.blocks), this.state.blocks),
    );
  }

  /** CLOSE SESSION: every track in it must be closed, and there must be one, unless the disc is only finalized. */
  protected closeSession(isFinal: boolean): Operation {
    if (this.state.isFinalized) refuse(SENSE.commandSequenceError);
    const tracks = tracksOfSession(this.state, lastSession(this.state));
    const isEmpty = tracks.every((track) => isUntouched(track));
    if (isEmpty && !(isFinal && this.state.closedSessions > 0)) refuse(SENSE.commandSequenceError);
    const open = tracks.find((track) => track.isOpen && !isUntouched(track));
    if (open?.isReserved === true) refuse(SENSE.emptyOrPartiallyWrittenReservedTrack);
    if (open !== undefined) refuse(SENSE.sessionFixationErrorIncompleteTrack);
    return { busyAs: 'operation', durationMs: this.closeSessionMs(), finish: () => this.endSession(isFinal, isEmpty) };
  }

  protected endSession(isFinal: boolean, isEmpty: boolean): void {
    const { state } = this;
    state.tracks = state.tracks.filter((track) => !isUntouched(track));
    if (!isEmpty) state.closedSessions++;
    const next = ceilTo(closedBlocks(state) + this.sessionGap(), this.eccBlocks);
    state.isFinalized = isFinal || next >= state.blocks;
    if (!state.isFinalized) this.openTrack(next);
    this.save();
  }

  /** RESERVE TRACK in the invisible track, rounded up to ECC blocks. */
  override reserveTrack(blocks: number): void {
    if (this.state.isFinalized) refuse(SENSE.writeProtected);
    const invisible = this.state.tracks.at(-1);
    if (invisible === undefined || !isUntouched(invisible)) refuse(SENSE.commandSequenceError);
    const size = ceilTo(blocks, this.eccBlocks);
    if (invisible.start + size > this.state.blocks) refuse(SENSE.endOfUserArea);
    if (this.state.tracks.filter((track) => track.isOpen && track.isReserved).length >= 2) {
      refuse(SENSE.noMoreTrackReservations);
    }
    invisible.isReserved = true;
    invisible.end = invisible.start + size;
    this.openTrack(invisible.end);
    this.save();
  }

  /** REPAIR TRACK: a damaged track is brought to where it can be continued or closed. */
  override repairTrack(number: number): Operation {
    const track = this.state.tracks.find((one) => one.number === number);
    if (track === undefined) throw invalidCdbField(4);
    if (!track.isDamaged) throw new CheckCondition(SENSE.commandSequenceError);
    return {
      busyAs: 'operation',
      durationMs: CLOSE_TRACK_MS,
      finish: () => {
        track.isDamaged = false;
        track.isLost = false;
        this.save();
      },
    };
  }

  protected save(): void {
    this.disc.save(this.state);
  }

  /** The drive writes what is in its buffer by itself before it lets the disc go. */
  override unmount(): void {
    this.flush();
  }
}

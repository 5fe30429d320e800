// A CD in the drive: CD-ROM, CD-R, CD-RW behind the port for media.
import { OPCODE } from '../../scsi/opcodes.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../check-condition.ts';
import type { Exchange } from '../exchange.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from '../media/disc-state.ts';
import {
  type DriveServices,
  type FormatCapacities,
  type MediumFeature,
  type Operation,
  type ReadRequest,
  VirtualMedium,
  type WriteRequest,
} from '../media/medium.ts';
import type { WriteParameters } from '../write-parameters.ts';
import { type CdDisc, RUN_OUT_BLOCKS } from './cd-disc.ts';
import { type CdKind, FEATURES, MOST_CUE_SHEET_BYTES, READ_SPEED, WRITE_SPEEDS } from './cd-capabilities.ts';
import { cdDiscInformation, cdTrackInformation } from './cd-information.ts';
import { checkWriteParameters } from './cd-write-parameters.ts';
import { blankOperation } from './blanking.ts';
import { closeSession, NEXT_SESSION } from './closing.ts';
import { parseCueSheet } from './cue-sheet.ts';
import { PacketWriting } from './packet-writing.ts';
import { RawSession } from './raw-session.ts';
import { CdReading } from './read-cd.ts';
import { readSubChannel } from './read-sub-channel.ts';
import { type CdRecording, WRITE_TYPE } from './recording.ts';
import { SessionAtOnce } from './session-at-once.ts';
import { readToc } from './table-of-contents.ts';
import { TrackAtOnce } from './track-at-once.ts';

/** Flushing, run-out and the entry in the PMA; lead-in and lead-out go at the set speed. */
const TRACK_END_MS = 1_500;
const LEAD_IN_AND_OUT_BYTES = (4_500 + 6_750) * 2352;

export class CdMedium extends VirtualMedium {
  readonly kind: CdKind;
  private readonly services: DriveServices;
  private readonly disc: CdDisc;
  private readonly reading: CdReading;
  /** Test write: what would be on the disc. */
  private rehearsed: CdDisc | undefined;
  private tracks: TrackAtOnce;
  private readonly packets: PacketWriting;
  private session: SessionAtOnce | RawSession | undefined;

  constructor(kind: CdKind, disc: CdDisc, services: DriveServices) {
    super();
    this.kind = kind;
    this.disc = disc;
    this.services = services;
    this.reading = new CdReading(disc, services);
    this.tracks = this.trackRecording(disc);
    this.packets = new PacketWriting(disc, () => services.writeParameters);
  }

  /** Up to the lead-out; of fixed packets only what has an address counts. */
  readableBlocks(): number {
    const session = this.disc.lastClosedSession();
    const last = session === undefined ? undefined : this.disc.tracksOf(session).at(-1);
    return (last?.packetBlocks ?? 0) > 0 ? (last?.end ?? 0) : (session?.leadOut ?? 0);
  }

  totalBlocks(): number {
    return this.kind === 'cd-rom' ? this.readableBlocks() : this.disc.state.lastLeadOut;
  }

  features(): readonly MediumFeature[] {
    return FEATURES[this.kind];
  }

  discInformation(): DiscInformation {
    return cdDiscInformation(this.disc, this.kind === 'cd-rw');
  }

  trackInformation(address: TrackAddress): TrackInformation {
    return cdTrackInformation(this.target, address, this.services.writeParameters, this.nextWritable());
  }

  override get eccBlocks(): number {
    return 1;
  }

  writeSpeeds(): readonly number[] {
    return WRITE_SPEEDS[this.kind];
  }

  maximumReadSpeed(): number {
    return READ_SPEED;
  }

  read(request: ReadRequest): void {
    this.reading.readBlocks(request);
  }

  override checkWriteParameters(parameters: WriteParameters): void {
    if (this.kind === 'cd-rom') refuse(SENSE.cannotWriteMedium);
    checkWriteParameters(parameters);
    this.giveUp();
    // A cue sheet and a rehearsal end where the parameters change.
    this.session = undefined;
    if (!parameters.testWrite) this.endRehearsal();
  }

  override writeBlockBytes(lba: number): number {
    return this.recording().blockBytes(lba);
  }

  override write(request: WriteRequest): void {
    if (this.kind === 'cd-rom') refuse(SENSE.cannotWriteMedium);
    if (this.disc.isFinalized()) refuse(SENSE.writeProtected);
    this.recording().write(request);
  }

  override underrun(): boolean {
    if (this.services.writeParameters.bufe) return true;
    const recording = this.recording();
    recording.interrupted();
    // A packet ends where the data did; the host is told by the address of its next WRITE.
    if (recording === this.packets) return false;
    refuse(SENSE.lossOfStreaming);
  }

  /** The bus was reset in mid-recording. */
  override abortRecording(): void {
    this.underWay()?.interrupted();
    this.session = undefined;
  }

  override synchronizeCache(): Operation {
    const recording = this.underWay();
    const ending = recording === undefined ? 0 : recording === this.session ? this.leadInAndOutMs() : TRACK_END_MS;
    const finish = (): void => {
      recording?.flushed();
      if (recording?.isUnderWay !== false) return;
      if (recording === this.session) this.session = undefined;
      // Nothing was written by a rehearsal: the next one begins where this one did.
      this.endRehearsal();
    };
    return { busyAs: recording === this.session ? 'operation' : 'long-write', durationMs: ending, finish };
  }

  override closeTrackSession(closeFunction: number, number: number): Operation {
    if (this.kind === 'cd-rom') refuse(SENSE.cannotWriteMedium);
    if (closeFunction === 1) return this.closeTrack(number);
    if (closeFunction !== 2) throw invalidCdbField(2, 2);
    if (number !== 0) throw invalidCdbField(4);
    const parameters = this.services.writeParameters;
    const isOver = parameters.testWrite && this.underWay() === undefined;
    if (isOver) return { busyAs: 'operation', durationMs: TRACK_END_MS, finish: () => undefined };
    const finish = closeSession(this.target, NEXT_SESSION[parameters.multisession] ?? 'none');
    return {
      busyAs: 'operation',
      durationMs: this.leadInAndOutMs(),
      finish: () => {
        finish();
        this.endRehearsal();
      },
    };
  }

  override reserveTrack(blocks: number): void {
    if (this.kind === 'cd-rom' || this.disc.isFinalized()) refuse(SENSE.cannotWriteMedium);
    if (this.services.writeParameters.writeType !== WRITE_TYPE.TAO) refuse(SENSE.commandSequenceError);
    this.requireTarget();
    this.tracks.reserve(blocks);
  }

  override blank(type: number, address: number): Operation {
    if (this.kind !== 'cd-rw') refuse(SENSE.cannotWriteMedium);
    this.giveUp();
    this.session = undefined;
    this.endRehearsal();
    return blankOperation(this.disc, type, address, (bytes) => this.services.writingTimeMs(bytes));
  }

  override formatCapacities(): FormatCapacities {
    if (this.kind !== 'cd-rom' && this.disc.isBlank()) {
      return { currentType: 1, currentBlocks: this.disc.state.lastLeadOut, currentParameter: 2048, formats: [] };
    }
    return { currentType: 2, currentBlocks: this.readableBlocks(), currentParameter: 2048, formats: [] };
  }

  override ownCommand(opcode: number): ((exchange: Exchange) => void) | undefined {
    switch (opcode) {
      case OPCODE.READ_TOC_PMA_ATIP:
        return (exchange) => readToc(this.disc, this.kind === 'cd-rom' ? undefined : this.atip, exchange);
      case OPCODE.READ_HEADER:
        return (exchange) => this.reading.readHeader(exchange);
      case OPCODE.READ_CD:
        return (exchange) => this.reading.readCd(exchange);
      case OPCODE.READ_CD_MSF:
        return (exchange) => this.reading.readCdMsf(exchange);
      case OPCODE.READ_SUB_CHANNEL:
        return (exchange) => readSubChannel(this.disc, this.reading, exchange);
      case OPCODE.SEND_CUE_SHEET:
        return (exchange) => this.sendCueSheet(exchange);
      default:
        return undefined;
    }
  }

  override unmount(): void {
    if (this.kind !== 'cd-rom') this.disc.save();
  }

  private sendCueSheet(exchange: Exchange): void {
    if (this.kind === 'cd-rom') refuse(SENSE.cannotWriteMedium);
    const parameters = this.services.writeParameters;
    const sheet = exchange.parameters(exchange.field(6, 3));
    if (sheet.length === 0 || sheet.length > MOST_CUE_SHEET_BYTES) throw invalidCdbField(6);
    if (parameters.writeType !== WRITE_TYPE.SAO || !this.disc.isBlank() || this.underWay() !== undefined) {
      refuse(SENSE.commandSequenceError);
    }
    if (this.services.faults.cueSheetRefused === 'always') throw invalidParameterField(0);
    const plan = parseCueSheet(sheet, parameters.sessionFormat, this.disc.state.lastLeadOut);
    const lastTime = sheet.length - 3;
    if (plan.leadOut + RUN_OUT_BLOCKS > this.disc.state.lastLeadOut) throw invalidParameterField(lastTime);
    this.session = new SessionAtOnce(this.requireTarget(), plan, {
      discType: parameters.sessionFormat,
      next: NEXT_SESSION[parameters.multisession] ?? 'none',
      ...(parameters.mcn === undefined ? {} : { mcn: parameters.mcn }),
    });
  }

  /** What the write type of mode page 05h asks for. Throws 5/2C/00 where a cue sheet is missing. */
  private recording(): CdRecording {
    // What the page holds when nobody has sent it is of the drive's own making and fits no disc.
    if (!this.services.writeParametersWereSent) refuse(SENSE.illegalModeForTrack);
    const { writeType, dataBlockType, sessionFormat } = this.services.writeParameters;
    if (writeType === WRITE_TYPE.SAO) return this.session ?? refuse(SENSE.commandSequenceError);
    if (writeType === WRITE_TYPE.RAW) {
      if (!this.disc.isBlank() && this.session === undefined) refuse(SENSE.commandSequenceError);
      this.session ??= new RawSession(this.requireTarget(), dataBlockType, sessionFormat);
      return this.session;
    }
    if (writeType === WRITE_TYPE.PACKET) return this.packets;
    this.requireTarget();
    return this.tracks;
  }

  private nextWritable(): number | undefined {
    if (this.kind === 'cd-rom' || this.disc.isFinalized()) return undefined;
    const { writeType } = this.services.writeParameters;
    if (this.session !== undefined) return this.session.nextWritable;
    if (this.disc.isBlank() && writeType === WRITE_TYPE.SAO) return -150;
    if (this.disc.isBlank() && writeType === WRITE_TYPE.RAW) return this.disc.state.leadInStart;
    return writeType === WRITE_TYPE.PACKET ? this.packets.nextWritable : this.tracks.nextWritable;
  }

  private get target(): CdDisc {
    return this.services.writeParameters.testWrite ? (this.rehearsed ?? this.disc) : this.disc;
  }

  /** The disc, or its rehearsal where a test write is asked for. */
  private requireTarget(): CdDisc {
    if (!this.services.writeParameters.testWrite) {
      this.endRehearsal();
    } else if (this.rehearsed === undefined) {
      this.rehearsed = this.disc.rehearsal();
      this.tracks = this.trackRecording(this.rehearsed);
    }
    return this.target;
  }

  private endRehearsal(): void {
    if (this.rehearsed === undefined) return;
    this.rehearsed = undefined;
    this.session = undefined;
    this.tracks = this.trackRecording(this.disc);
  }

  /** What is being recorded and not ended. */
  private underWay(): CdRecording | undefined {
    return [this.session, this.tracks, this.packets].find((recording) => recording?.isUnderWay === true);
  }

  /** A recording that was stopped and flushed is given up; one that is not flushed yet holds the drive: 5/2C/00. */
  private giveUp(): void {
    const recording = this.underWay();
    if (recording === undefined) return;
    if (!recording.isFlushed) refuse(SENSE.commandSequenceError);
    recording.interrupted();
  }

  private leadInAndOutMs(): number {
    return this.services.writingTimeMs(LEAD_IN_AND_OUT_BYTES);
  }

  private closeTrack(number: number): Operation {
    const inPackets = this.packets.openTrack;
    if (inPackets?.number === number) {
      return { busyAs: 'operation', durationMs: TRACK_END_MS, finish: () => this.packets.closeTrack(inPackets) };
    }
    const open = this.tracks.openTrack;
    // Only a track that still is being written can be closed; the real number must be given.
    if (open === undefined || open.number !== number) throw invalidCdbField(4);
    return { ...this.synchronizeCache(), busyAs: 'operation' };
  }

  private trackRecording(disc: CdDisc): TrackAtOnce {
    return new TrackAtOnce(disc, () => this.services.writeParameters);
  }

  private get atip(): { readonly rewritable: boolean } {
    return { rewritable: this.kind === 'cd-rw' };
  }
}

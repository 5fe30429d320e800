// Packet writing (MMC-6 4.2.3.7): a track grows by packets until it is closed. Before each packet come a link block and
// four of run-in, behind it two of run-out. Packets of variable length have an address for each of these seven blocks
// (method 1); fixed packets have none for them (method 2), so that their blocks follow each other without a gap.
import { refuse, SENSE } from '../check-condition.ts';
import type { WriteRequest } from '../media/medium.ts';
import type { WriteParameters } from '../write-parameters.ts';
import { type CdDisc, LINK_BLOCKS, type PacketShape, physicalAddress, RUN_OUT_BLOCKS } from './cd-disc.ts';
import { type Area, type CdTrack, MAIN_BYTES, type StoredKind } from './disc-schema.ts';
import { putNewTrack } from './new-track.ts';
import { type CdRecording, LEAST_TRACK_BLOCKS, MOST_TRACKS, requireNext, storedKindOf } from './recording.ts';

interface OpenPacket {
  readonly track: CdTrack;
  /** Of a variable packet: the packet; of fixed ones: the whole track. */
  readonly area: Area;
}

export class PacketWriting implements CdRecording {
  private readonly disc: CdDisc;
  private readonly parameters: () => WriteParameters;
  isFlushed = true;
  /** A packet that can still take blocks. */
  private packet: OpenPacket | undefined;

  constructor(disc: CdDisc, parameters: () => WriteParameters) {
    this.disc = disc;
    this.parameters = parameters;
  }

  get nextWritable(): number | undefined {
    if (this.packet !== undefined) return this.packet.area.to;
    const open = this.openTrack;
    if (open === undefined) return this.hasForeignTrack() ? undefined : this.disc.nextTrackStart();
    return open.nextWritable;
  }

  get isUnderWay(): boolean {
    return this.packet !== undefined;
  }

  /** The track that takes packets and was not closed; it may be of another time. */
  get openTrack(): CdTrack | undefined {
    return this.disc.state.tracks.find((track) => track.state === 'open' && track.packetBlocks !== undefined);
  }

  blockBytes(): number {
    const kind = storedKindOf(this.parameters());
    return kind === undefined ? 2048 : MAIN_BYTES[kind];
  }

  write(request: WriteRequest): void {
    const { lba, blocks, source } = request;
    const packet = this.packetAt(lba, blocks);
    this.packet = packet;
    const { track, area } = packet;
    this.isFlushed = false;
    this.disc.append(area, blocks, source);
    track.end = area.to;
    track.nextWritable = endOfPackets(track);
  }

  /** Ends the packet: a fixed one is filled up with zeros. */
  flushed(): void {
    const { packet } = this;
    this.isFlushed = true;
    if (packet === undefined) return;
    const { track, area } = packet;
    const missing = track.nextWritable - area.to;
    if (track.packetBlocks !== 0 && missing > 0) this.pad(packet, missing);
    this.packet = undefined;
    this.disc.save();
  }

  /** A packet that is cut short ends there; the track goes on behind it. */
  interrupted(): void {
    this.flushed();
  }

  /** Ends the track. The drive fills up what is too short for one. */
  closeTrack(track: CdTrack): void {
    this.flushed();
    const least = track.start + LEAST_TRACK_BLOCKS;
    if (track.end < least) {
      const filling = this.disc.addArea(track.end, this.kindOf(track), 0, false);
      filling.to = least;
      track.end = least;
    }
    track.state = 'complete';
    track.nextWritable = track.end;
    this.disc.save();
  }

  private pad({ track, area }: OpenPacket, blocks: number): void {
    this.disc.append(area, blocks, new Uint8Array(blocks * MAIN_BYTES[area.kind]));
    track.end = area.to;
  }

  /** The packet that a WRITE at `lba` belongs to: the open one, or a new one where the track can go on. */
  private packetAt(lba: number, blocks: number): OpenPacket {
    if (this.disc.isFinalized()) refuse(SENSE.writeProtected);
    const kind = storedKindOf(this.parameters()) ?? refuse(SENSE.illegalModeForTrack, { information: lba });
    const current = this.packet;
    const track = current?.track ?? this.openTrack;
    if (track === undefined) return this.begin(lba, blocks, kind);
    this.requireSameWay(track, kind, lba);
    this.requireRoom(track, lba, blocks);
    if (current !== undefined && lba === current.area.to) return current;
    requireNext(lba, track.nextWritable);
    if (current !== undefined) this.flushed();
    return { track, area: this.areaFor(track, lba, kind) };
  }

  private begin(lba: number, blocks: number, kind: StoredKind): OpenPacket {
    const start = this.disc.nextTrackStart();
    requireNext(lba, this.hasForeignTrack() ? undefined : start);
    if (this.disc.nextTrackNumber() > MOST_TRACKS) refuse(SENSE.endOfUserArea, { information: lba });
    const { fixedPacket, packetBlocks } = this.parameters();
    const size = fixedPacket ? packetBlocks : 0;
    this.requireRoom({ start, packetBlocks: size }, lba, blocks);
    const track = putNewTrack(this.disc, this.parameters(), start, kind);
    track.packetBlocks = size;
    return { track, area: this.areaFor(track, lba, kind) };
  }

  private areaFor(track: CdTrack, lba: number, kind: StoredKind): Area {
    const begun = track.packetBlocks === 0 ? undefined : this.disc.areaEndingAt(lba, track.start);
    return begun ?? this.disc.addArea(lba, kind, 0, true);
  }

  /** A track has one kind of block and one kind of packet (MMC-6 7.5, "Packet Size"): else 5/64/00, 5/64/01. */
  private requireSameWay(track: CdTrack, kind: StoredKind, lba: number): void {
    const { trackMode, fixedPacket, packetBlocks } = this.parameters();
    if (track.control !== trackMode || this.kindOf(track) !== kind) {
      refuse(SENSE.illegalModeForTrack, { information: lba });
    }
    if (track.packetBlocks !== (fixedPacket ? packetBlocks : 0)) refuse(SENSE.invalidPacketSize, { information: lba });
  }

  private requireRoom(track: PacketShape, lba: number, blocks: number): void {
    const size = track.packetBlocks ?? 0;
    const end = size === 0 ? lba + blocks : wholePackets(track, lba + blocks, size);
    const last = physicalAddress(track, end - 1);
    if (last + RUN_OUT_BLOCKS >= this.disc.state.lastLeadOut) refuse(SENSE.packetDoesNotFit, { information: lba });
  }

  private kindOf(track: CdTrack): StoredKind {
    return (
      this.disc.state.areas.find((area) => area.to === track.start && area.from === track.pregap)?.kind ?? 'mode-1'
    );
  }

  /** Something else that was begun and not ended stands in the way. */
  private hasForeignTrack(): boolean {
    return this.disc.state.tracks.some((track) => track.state === 'open' && track.packetBlocks === undefined);
  }
}

/** Where the next packet of a track begins. */
export function endOfPackets(track: CdTrack): number {
  const size = track.packetBlocks ?? 0;
  if (track.end === track.start) return track.start;
  if (size === 0) return track.end + LINK_BLOCKS;
  return wholePackets(track, track.end, size);
}

/** The end of the fixed packet in which `end` lies. */
function wholePackets(track: PacketShape, end: number, size: number): number {
  return track.start + Math.ceil((end - track.start) / size) * size;
}

/** Blocks that packets can still bring onto the disc from `from` on. */
export function freePacketBlocks(disc: CdDisc, track: CdTrack): number {
  const from = physicalAddress(track, track.nextWritable);
  const free = Math.max(0, disc.state.lastLeadOut - RUN_OUT_BLOCKS - from);
  const size = track.packetBlocks ?? 0;
  return size === 0 ? free : Math.floor((free + LINK_BLOCKS) / (size + LINK_BLOCKS)) * size;
}

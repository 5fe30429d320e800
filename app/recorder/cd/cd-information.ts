// READ DISC INFORMATION and READ TRACK INFORMATION of CDs (MMC-6 6.22, 6.27).
import { msfOfLba } from '../../base/msf.ts';
import { CONTROL } from '../../sector/q-channel.ts';
import { invalidCdbField } from '../check-condition.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from '../media/disc-state.ts';
import type { WriteParameters } from '../write-parameters.ts';
import type { CdDisc } from './cd-disc.ts';
import type { CdTrack } from './disc-schema.ts';
import { freePacketBlocks } from './packet-writing.ts';
import { WRITE_TYPE } from './recording.ts';
import { freeBlocks } from './track-at-once.ts';

const NO_ADDRESS = 0xffff_ffff;
const INVISIBLE_TRACK = 0xff;
const UNKNOWN_DATA_MODE = 0x0f;

export function cdDiscInformation(disc: CdDisc, erasable: boolean): DiscInformation {
  const { sessions, tracks } = disc.state;
  const open = disc.openSession();
  const isFinalized = disc.isFinalized();
  const isBlank = disc.isBlank();
  const inOpen = open === undefined ? [] : disc.tracksOf(open);
  // An appendable disc has one more session than is written: the empty one, with one invisible track.
  const sessionCount = open === undefined && !isFinalized ? sessions.length + 1 : sessions.length;
  const lastComplete = isFinalized ? disc.lastSession() : undefined;
  const firstInLast =
    lastComplete === undefined ? (inOpen[0] ?? undefined)?.number : disc.tracksOf(lastComplete)[0]?.number;
  const isDamaged = inOpen.some((track) => track.damaged);
  return {
    erasable,
    lastSessionState: isFinalized ? 3 : inOpen.length === 0 ? 0 : isDamaged ? 2 : 1,
    discStatus: isFinalized ? 2 : isBlank ? 0 : 1,
    sessions: sessionCount,
    firstTrack: 1,
    firstTrackInLastSession: firstInLast ?? disc.nextTrackNumber(),
    lastTrackInLastSession:
      isFinalized || hasNoInvisibleTrack(disc) ? (tracks.at(-1)?.number ?? 1) : disc.nextTrackNumber(),
    backgroundFormat: 0,
    discType: isBlank ? 0xff : (disc.lastSession()?.discType ?? 0xff),
    lastSessionLeadInStart: isFinalized ? NO_ADDRESS : msfField(leadInStart(disc)),
    lastPossibleLeadOutStart: isFinalized ? NO_ADDRESS : msfField(disc.state.lastLeadOut),
    unrestricted: false,
    opcTables: 0,
  };
}

/** `writable`: where the invisible or open track can be written on now, undefined where it cannot. */
export function cdTrackInformation(
  disc: CdDisc,
  address: TrackAddress,
  parameters: WriteParameters,
  nextWritable: number | undefined,
): TrackInformation {
  const track = findTrack(disc, address);
  return track === undefined ? invisibleTrack(disc, parameters, nextWritable) : knownTrack(disc, track);
}

/** The track that is asked for; undefined = the invisible one. Throws 5/24/00 when there is none. */
function findTrack(disc: CdDisc, address: TrackAddress): CdTrack | undefined {
  const { tracks } = disc.state;
  const hasInvisible = !hasNoInvisibleTrack(disc);
  const found = { lba: byLba, track: byNumber, session: bySession }[address.by](disc, address.value);
  if (found === 'none' || (found === 'invisible' && !hasInvisible)) throw invalidCdbField(2);
  if (!address.openOnly || found === 'invisible') return found === 'invisible' ? undefined : found;
  const open = tracks.find((track) => track.number >= found.number && track.state !== 'complete');
  if (open === undefined && !hasInvisible) throw invalidCdbField(2);
  return open;
}

type Found = CdTrack | 'invisible' | 'none';

function byNumber(disc: CdDisc, number: number): Found {
  const open = disc.state.tracks.find((track) => track.state === 'open');
  if (number === INVISIBLE_TRACK) return open ?? 'invisible';
  return disc.track(number) ?? (number === disc.nextTrackNumber() ? 'invisible' : 'none');
}

function byLba(disc: CdDisc, value: number): Found {
  const lba = value | 0;
  const track = disc.trackAt(lba);
  if (track !== undefined) return track;
  return lba >= disc.nextTrackStart() && lba < disc.state.lastLeadOut ? 'invisible' : 'none';
}

function bySession(disc: CdDisc, number: number): Found {
  const session = disc.state.sessions.find((one) => one.number === number);
  if (session !== undefined) return disc.tracksOf(session)[0] ?? 'invisible';
  return number === disc.state.sessions.length + 1 ? 'invisible' : 'none';
}

/** A track is open whose end nobody knows, or the disc is finalized: nothing lies behind what is there. */
function hasNoInvisibleTrack(disc: CdDisc): boolean {
  return disc.isFinalized() || disc.state.tracks.some((track) => track.state === 'open');
}

function knownTrack(disc: CdDisc, track: CdTrack): TrackInformation {
  const isOpen = track.state !== 'complete';
  const isWritable = isOpen && !track.damaged;
  const isPacket = track.packetBlocks !== undefined;
  const free = isWritable ? freeBlocksOf(disc, track) : 0;
  const upTo = track.state === 'reserved' ? track.nextWritable : track.end;
  const recorded = upTo - track.start;
  return {
    track: track.number,
    session: track.session,
    damaged: track.damaged,
    copy: track.copy,
    trackMode: track.control,
    reserved: track.state === 'reserved',
    blank: recorded === 0,
    packet: isPacket,
    fixedPacket: (track.packetBlocks ?? 0) > 0,
    dataMode: (track.control & CONTROL.DATA) === 0 ? UNKNOWN_DATA_MODE : track.dataMode,
    start: track.start,
    ...(isWritable ? { nextWritable: track.nextWritable } : {}),
    freeBlocks: free,
    packetBlocks: track.packetBlocks ?? 0,
    blocks: track.state === 'open' ? track.nextWritable - track.start + free : track.end - track.start,
    ...(recorded > 0 ? { lastRecorded: track.start + recorded - 1 } : {}),
  };
}

function freeBlocksOf(disc: CdDisc, track: CdTrack): number {
  if (track.state === 'reserved') return track.end - track.nextWritable;
  return track.packetBlocks === undefined ? freeBlocks(disc, track.nextWritable) : freePacketBlocks(disc, track);
}

function invisibleTrack(disc: CdDisc, parameters: WriteParameters, nextWritable: number | undefined): TrackInformation {
  const open = disc.openSession();
  const start = disc.nextTrackStart();
  const free = freeBlocks(disc, start);
  const isPacket = parameters.writeType === WRITE_TYPE.PACKET;
  return {
    track: disc.nextTrackNumber(),
    session: open?.number ?? disc.state.sessions.length + 1,
    damaged: false,
    copy: false,
    trackMode: parameters.trackMode,
    reserved: false,
    blank: true,
    packet: isPacket,
    fixedPacket: isPacket && parameters.fixedPacket,
    dataMode: UNKNOWN_DATA_MODE,
    start,
    ...(nextWritable === undefined ? {} : { nextWritable }),
    freeBlocks: free,
    packetBlocks: isPacket && parameters.fixedPacket ? parameters.packetBlocks : 0,
    blocks: free,
  };
}

/** Where the lead-in of the session begins that is open or would be next. */
function leadInStart(disc: CdDisc): number {
  const open = disc.openSession();
  if (open !== undefined) return open.leadInStart;
  const before = disc.lastSession();
  return before === undefined ? disc.state.leadInStart : disc.nextTrackStart() - 150 - 4500;
}

/** 00 M S F. */
function msfField(lba: number): number {
  const { m, s, f } = msfOfLba(lba);
  return (m << 16) | (s << 8) | f;
}

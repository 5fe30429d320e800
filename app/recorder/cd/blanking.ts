// BLANK on CD-RW (MMC-6 6.2): the disc, a session, a track of the open session, or the tail of one.
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Operation } from '../media/medium.ts';
import { type CdDisc, physicalEnd } from './cd-disc.ts';
import type { CdTrack } from './disc-schema.ts';

const BLANK_TYPE = {
  ALL: 0,
  MINIMAL: 1,
  TRACK: 2,
  UNRESERVE_TRACK: 3,
  TRACK_TAIL: 4,
  UNCLOSE_LAST_SESSION: 5,
  LAST_SESSION: 6,
} as const;

/** PMA, first lead-in and pregap of the first track. */
const MINIMAL_MS = 30_000;
const SECTOR_BYTES = 2352;
/** Of the control bits of a data track: recorded in packets. */
const INCREMENTAL = 1;

/** Throws 5/24/00 for a type that this drive has not, 5/2C/00 where the disc has no session to work on. */
export function blankOperation(
  disc: CdDisc,
  type: number,
  address: number,
  writingTimeMs: (bytes: number) => number,
): Operation {
  switch (type) {
    case BLANK_TYPE.TRACK: {
      const track = trackAt(disc, address);
      if (address !== track.start) refuse(SENSE.lbaOutOfRange, { information: address });
      return operation(writingTimeMs((track.end - address) * SECTOR_BYTES), () => blankTrack(disc, track));
    }
    case BLANK_TYPE.TRACK_TAIL: {
      const track = trackAt(disc, address);
      requirePacketStart(disc, track, address);
      return operation(writingTimeMs((track.end - address) * SECTOR_BYTES), () => blankTail(disc, track, address));
    }
    case BLANK_TYPE.UNRESERVE_TRACK: {
      const last = disc.state.tracks.at(-1);
      if (disc.openSession() === undefined) refuse(SENSE.commandSequenceError);
      if (last?.number !== address) throw invalidCdbField(2);
      return operation(MINIMAL_MS, () => disc.removeLastTrack());
    }
  }
  if (address !== 0) throw invalidCdbField(2);
  switch (type) {
    case BLANK_TYPE.ALL:
      return operation(writingTimeMs(disc.state.lastLeadOut * SECTOR_BYTES), () => disc.clear());
    case BLANK_TYPE.MINIMAL:
      return operation(MINIMAL_MS, () => disc.clear());
    case BLANK_TYPE.UNCLOSE_LAST_SESSION: {
      const session = disc.lastSession();
      if (session === undefined || !session.isClosed) refuse(SENSE.commandSequenceError);
      return operation(MINIMAL_MS, () => {
        session.isClosed = false;
        session.next = 'none';
        delete session.leadOut;
        disc.save();
      });
    }
    case BLANK_TYPE.LAST_SESSION:
      if (disc.lastSession() === undefined) refuse(SENSE.commandSequenceError);
      return operation(MINIMAL_MS, () => disc.removeLastSession());
    default:
      throw invalidCdbField(1, 2);
  }
}

/** The track of the open session that `address` lies in. Throws 5/2C/00 where no session is open, 5/21/00. */
function trackAt(disc: CdDisc, address: number): CdTrack {
  const session = disc.openSession() ?? refuse(SENSE.commandSequenceError);
  const track = disc.tracksOf(session).find(({ start, end }) => address >= start && address < end);
  return track ?? refuse(SENSE.lbaOutOfRange, { information: address });
}

/**
 * The track stays in the PMA and can be written again as a reserved one. One that was never ended has no entry there: it
 * is gone, or begins anew where it takes packets.
 */
function blankTrack(disc: CdDisc, track: CdTrack): void {
  if (track.state === 'open')
    return track.packetBlocks === undefined ? disc.removeLastTrack() : blankTail(disc, track, track.start);
  const end = physicalEnd(track);
  disc.eraseBetween(track.start, track.end);
  track.state = 'reserved';
  track.end = end;
  track.nextWritable = track.start;
  track.damaged = false;
  if (track.packetBlocks !== undefined) track.control &= ~INCREMENTAL;
  delete track.packetBlocks;
  disc.save();
}

/** Only a track that still takes packets has a tail that can be written again. */
function requirePacketStart(disc: CdDisc, track: CdTrack, address: number): void {
  const size = track.packetBlocks;
  if (track.state !== 'open' || size === undefined) refuse(SENSE.illegalModeForTrack, { information: address });
  const isStart =
    size === 0 ? disc.state.areas.some((area) => area.from === address) : (address - track.start) % size === 0;
  if (!isStart) refuse(SENSE.lbaOutOfRange, { information: address });
}

function blankTail(disc: CdDisc, track: CdTrack, address: number): void {
  disc.eraseBetween(address, track.end);
  track.end = recordedEnd(disc, track);
  track.nextWritable = address;
  disc.save();
}

/** Behind the last packet that is left. */
function recordedEnd(disc: CdDisc, track: CdTrack): number {
  const ends = disc.state.areas.filter((area) => area.from >= track.start).map((area) => area.to);
  return Math.max(track.start, ...ends);
}

function operation(durationMs: number, finish: () => void): Operation {
  return { busyAs: 'operation', durationMs, finish };
}

// READ TRACK INFORMATION (MMC-6 6.26): where a track lies, and where and how much can be written next.
import { readI32BE, readU16BE, readU32BE, writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { type Lba, lba, type SectorCount, sectorCount } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown, requireBytes } from './ask.ts';

export interface TrackInformation {
  readonly track: number;
  readonly session: number;
  readonly isDamaged: boolean;
  readonly isReserved: boolean;
  readonly isBlank: boolean;
  /** Packet or incremental writing. */
  readonly isPacket: boolean;
  readonly isFixedPacket: boolean;
  /** CONTROL of the Q subchannel on CDs: bit 2 = data. */
  readonly trackMode: number;
  /** 1 Mode 1, 2 Mode 2, 15 unknown. */
  readonly dataMode: number;
  readonly start: Lba;
  /** Absent where the drive says that it is not valid. */
  readonly nextWritableAddress?: Lba;
  readonly freeBlocks: SectorCount;
  /** Fixed packet size, or the blocking factor of incremental writing. */
  readonly packetBlocks: number;
  readonly blocks: SectorCount;
  readonly lastRecordedAddress?: Lba;
}

/** Track number FFh: the invisible (still empty) track of CD, DVD+R and DVD+R DL. */
export const INVISIBLE_TRACK = 0xff;

const HEADER = 2;
/** MMC-1 drives end here, before the upper bytes of track and session number. */
const SHORTEST = 28;
const STANDARD_LENGTH = 36;
const LONGEST = 256;
const DOING = 'reading the state of a track';

/** Undefined when there is no such track, or the drive has no such command. */
export async function readTrackInformation(drive: Drive, track: number): Promise<TrackInformation | undefined> {
  const first = cdbOf(track, HEADER + 2);
  const head = await askIfKnown(drive, first, HEADER + 2, { doing: DOING });
  if (head === undefined) return undefined;
  requireBytes(head, HEADER, first, DOING);
  const announced = HEADER + readU16BE(head, 0);
  const length = announced < SHORTEST ? STANDARD_LENGTH : Math.min(LONGEST, announced);
  const answer = await askIfKnown(drive, cdbOf(track, length), length, { doing: DOING });
  if (answer === undefined) return undefined;
  requireBytes(answer, SHORTEST, first, DOING);
  return decode(answer);
}

function decode(answer: Uint8Array): TrackInformation {
  const at = (offset: number): number => answer[offset] ?? 0;
  const hasUpperBytes = answer.length >= 34;
  return {
    track: (hasUpperBytes ? at(32) * 256 : 0) + at(2),
    session: (hasUpperBytes ? at(33) * 256 : 0) + at(3),
    isDamaged: (at(5) & 0x20) !== 0,
    trackMode: at(5) & 0x0f,
    isReserved: (at(6) & 0x80) !== 0,
    isBlank: (at(6) & 0x40) !== 0,
    isPacket: (at(6) & 0x20) !== 0,
    isFixedPacket: (at(6) & 0x10) !== 0,
    dataMode: at(6) & 0x0f,
    start: lba(readI32BE(answer, 8)),
    ...((at(7) & 0x01) !== 0 ? { nextWritableAddress: lba(readI32BE(answer, 12)) } : {}),
    freeBlocks: sectorCount(readU32BE(answer, 16)),
    packetBlocks: readU32BE(answer, 20),
    blocks: sectorCount(readU32BE(answer, 24)),
    ...((at(7) & 0x02) !== 0 && answer.length >= 32 ? { lastRecordedAddress: lba(readI32BE(answer, 28)) } : {}),
  };
}

/** Address/number type 1: a track number. */
function cdbOf(track: number, allocation: number): Uint8Array {
  const cdb = Uint8Array.of(OPCODE.READ_TRACK_INFORMATION, 0x01, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU32BE(cdb, 2, track);
  writeU16BE(cdb, 7, allocation);
  return cdb;
}

// Disc and track information as a medium reports it, and its wire form (MMC-6 6.22 and 6.27).
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';

export interface DiscInformation {
  readonly erasable: boolean;
  /** 0 empty, 1 incomplete, 2 reserved or damaged, 3 complete. */
  readonly lastSessionState: 0 | 1 | 2 | 3;
  /** 0 empty, 1 incomplete (appendable), 2 complete, 3 others (random writable). */
  readonly discStatus: 0 | 1 | 2 | 3;
  readonly sessions: number;
  readonly firstTrack: number;
  readonly firstTrackInLastSession: number;
  readonly lastTrackInLastSession: number;
  /** 0 none, 1 incomplete, 2 running, 3 complete. */
  readonly backgroundFormat: 0 | 1 | 2 | 3;
  /** 00h CD-DA or CD-ROM and DVD, 10h CD-I, 20h XA, FFh undefined. */
  readonly discType: number;
  readonly discId?: number;
  /** Four bytes as sent: reserved, M, S, F on a CD; an LBA or FFFFFFFFh elsewhere. */
  readonly lastSessionLeadInStart: number;
  readonly lastPossibleLeadOutStart: number;
  /** The disc may be used without restriction (URU = 1 in the standard's positive sense). */
  readonly unrestricted: boolean;
  /** Entries of 8 bytes: speed in kB/s (2) and OPC values (6). */
  readonly opcTables: number;
}

/** How READ TRACK INFORMATION addresses: byte 1 bits 0-1. */
export interface TrackAddress {
  readonly by: 'lba' | 'track' | 'session';
  /** For 'track': 0 lead-in, FFh the invisible or incomplete track. */
  readonly value: number;
  /** Only tracks that are open are wanted. */
  readonly openOnly: boolean;
}

export interface TrackInformation {
  readonly track: number;
  readonly session: number;
  readonly damaged: boolean;
  readonly copy: boolean;
  /** 4 bits, as control in Q: 4 data, 5 data recorded incrementally. */
  readonly trackMode: number;
  readonly reserved: boolean;
  readonly blank: boolean;
  readonly packet: boolean;
  readonly fixedPacket: boolean;
  /** 1 mode 1, 2 mode 2, Fh unknown. */
  readonly dataMode: number;
  readonly start: number;
  readonly nextWritable?: number;
  readonly freeBlocks: number;
  readonly packetBlocks: number;
  readonly blocks: number;
  readonly lastRecorded?: number;
}

/** READ DISC INFORMATION, data type 000b: 34 bytes and the OPC tables. */
export function encodeDiscInformation(info: DiscInformation): Uint8Array {
  const bytes = new Uint8Array(34 + 8 * info.opcTables);
  writeU16BE(bytes, 0, bytes.length - 2);
  bytes[2] = (info.erasable ? 0x10 : 0) | (info.lastSessionState << 2) | info.discStatus;
  bytes[3] = info.firstTrack;
  bytes[4] = info.sessions & 0xff;
  bytes[5] = info.firstTrackInLastSession & 0xff;
  bytes[6] = info.lastTrackInLastSession & 0xff;
  bytes[7] = (info.discId === undefined ? 0 : 0x80) | (info.unrestricted ? 0x20 : 0) | info.backgroundFormat;
  bytes[8] = info.discType;
  bytes[9] = info.sessions >> 8;
  bytes[10] = info.firstTrackInLastSession >> 8;
  bytes[11] = info.lastTrackInLastSession >> 8;
  writeU32BE(bytes, 12, info.discId ?? 0);
  writeU32BE(bytes, 16, info.lastSessionLeadInStart);
  writeU32BE(bytes, 20, info.lastPossibleLeadOutStart);
  bytes[33] = info.opcTables;
  for (let i = 0; i < info.opcTables; i++) bytes[35 + 8 * i] = 0x01;
  return bytes;
}

/** READ TRACK INFORMATION: 48 bytes (MMC-6 table "Track Information Block"). */
export function encodeTrackInformation(info: TrackInformation): Uint8Array {
  const bytes = new Uint8Array(48);
  writeU16BE(bytes, 0, 46);
  bytes[2] = info.track & 0xff;
  bytes[3] = info.session & 0xff;
  bytes[5] = (info.damaged ? 0x20 : 0) | (info.copy ? 0x10 : 0) | info.trackMode;
  bytes[6] =
    (info.reserved ? 0x80 : 0) |
    (info.blank ? 0x40 : 0) |
    (info.packet ? 0x20 : 0) |
    (info.fixedPacket ? 0x10 : 0) |
    info.dataMode;
  bytes[7] = (info.lastRecorded === undefined ? 0 : 0x02) | (info.nextWritable === undefined ? 0 : 0x01);
  writeU32BE(bytes, 8, info.start);
  writeU32BE(bytes, 12, info.nextWritable ?? 0);
  writeU32BE(bytes, 16, info.freeBlocks);
  writeU32BE(bytes, 20, info.packetBlocks);
  writeU32BE(bytes, 24, info.blocks);
  writeU32BE(bytes, 28, info.lastRecorded ?? 0);
  bytes[32] = info.track >> 8;
  bytes[33] = info.session >> 8;
  return bytes;
}

// Mode page 05h, Write Parameters (MMC-5 7.5), and the MODE SELECT (10) that sends it.
import { writeAscii, writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestOut } from './ask.ts';

export const WRITE_TYPE = { INCREMENTAL: 0, TRACK_AT_ONCE: 1, SESSION_AT_ONCE: 2, RAW: 3, LAYER_JUMP: 4 } as const;
/**
 * Raw 2352 is audio; with 16 bytes of P and Q or 96 of P to W (packed, raw) behind it only for RAW writing; Mode 1 is 2048
 * bytes of user data (MMC-5 table "Data Block Type Codes").
 */
export const BLOCK_TYPE = { RAW: 0, RAW_PQ: 1, RAW_PACKED_PW: 2, RAW_PW: 3, MODE_1: 8 } as const;
/** The control nibble of Q: data 4, audio 0; DVD says 5. */
export const TRACK_MODE = { AUDIO: 0, DATA: 4, DVD: 5, PRE_EMPHASIS: 1, COPY_PERMITTED: 2 } as const;

export interface WriteParameters {
  readonly writeType: number;
  /** Buffer underrun protection. */
  readonly bufe: boolean;
  /** Test write: the laser stays at reading power. */
  readonly testWrite: boolean;
  /** 3: another session may follow; 0: none. */
  readonly multiSession: 0 | 3;
  readonly trackMode: number;
  readonly blockType: number;
  /** Blocks of a fixed packet; sets FP, LS_V and the link size too. Absent = no packets. */
  readonly fixedPacketBlocks?: number;
  /** 13 digits. */
  readonly mcn?: string;
}

const HEADER_BYTES = 8;
const PAGE_BYTES = 52;
const LINK_BLOCKS = 16;
/** The pause between audio tracks that the Red Book asks for; some drives refuse the page without it. */
const AUDIO_PAUSE = 150;

/** The whole parameter list: a header of zeros and the page. */
export function writeParametersList(fields: WriteParameters): Uint8Array {
  const list = new Uint8Array(HEADER_BYTES + PAGE_BYTES);
  const page = list.subarray(HEADER_BYTES);
  const packets = fields.fixedPacketBlocks;
  page[0] = 0x05;
  page[1] = PAGE_BYTES - 2;
  page[2] =
    (fields.bufe ? 0x40 : 0) | (packets === undefined ? 0 : 0x20) | (fields.testWrite ? 0x10 : 0) | fields.writeType;
  page[3] = (fields.multiSession << 6) | (packets === undefined ? 0 : 0x20) | fields.trackMode;
  page[4] = fields.blockType;
  if (packets !== undefined) {
    page[5] = LINK_BLOCKS;
    writeU32BE(page, 10, packets);
  }
  writeU16BE(page, 14, AUDIO_PAUSE);
  if (fields.mcn !== undefined) {
    page[16] = 0x80;
    writeAscii(page, 17, 13, fields.mcn);
  }
  return list;
}

/** MODE SELECT (10) with PF, not saved. */
export function selectWriteParameters(fields: WriteParameters): CommandRequest {
  const list = writeParametersList(fields);
  const cdb = Uint8Array.of(OPCODE.MODE_SELECT_10, 0x10, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 7, list.length);
  return requestOut(cdb, list, TIMEOUT.default);
}

// MODE SENSE (10) (SPC-4 6.12) and the pages 01h, 05h and 2Ah (MMC-6 7.3, 7.5, MMC-3 6.3.11).
import { readU16BE, writeU16BE } from '../../base/bytes.ts';
import { type KilobytesPerSecond, kilobytesPerSecond } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

const MODE_PAGE = { ERROR_RECOVERY: 0x01, WRITE_PARAMETERS: 0x05, CAPABILITIES: 0x2a } as const;

const HEADER = 8;
const LONGEST = 1024;

/** A mode page from its first byte (the page code) on, as it is now. Undefined where the drive does not have it. */
export async function modeSense(drive: Drive, page: number): Promise<Uint8Array | undefined> {
  const doing = `reading the settings of the drive (page ${page.toString(16).toUpperCase().padStart(2, '0')}h)`;
  const head = await askIfKnown(drive, cdbOf(page, HEADER), HEADER, { doing });
  if (head === undefined || head.length < 2) return undefined;
  // Room for the page at least: some drives announce only what they were asked for.
  const length = Math.min(LONGEST, Math.max(2 + readU16BE(head, 0), HEADER + 4));
  const answer = await askIfKnown(drive, cdbOf(page, length), length, { doing });
  if (answer === undefined || answer.length < HEADER) return undefined;
  // DBD asks for no block descriptors; drives that give them all the same announce their length.
  const start = HEADER + readU16BE(answer, 6);
  const found = answer.subarray(start);
  if (found.length < 2 || ((found[0] ?? 0) & 0x3f) !== page) return undefined;
  return found.slice(0, 2 + (found[1] ?? 0));
}

/** Page 01h: how the drive treats read errors. */
export interface ErrorRecovery {
  /** 00h default; 20h transfer block; 01h no retries (MMC-6 table "Error recovery descriptions"). */
  readonly behaviour: number;
  readonly readRetries: number;
}

export async function readErrorRecovery(drive: Drive): Promise<ErrorRecovery | undefined> {
  const page = await modeSense(drive, MODE_PAGE.ERROR_RECOVERY);
  return page === undefined || page.length < 4 ? undefined : { behaviour: page[2] ?? 0, readRetries: page[3] ?? 0 };
}

/** Page 05h: how the next block is written. */
export interface WriteMode {
  readonly testWrite: boolean;
  readonly writeType: number;
}

export async function readWriteMode(drive: Drive): Promise<WriteMode | undefined> {
  const page = await modeSense(drive, MODE_PAGE.WRITE_PARAMETERS);
  if (page === undefined || page.length < 3) return undefined;
  return { testWrite: ((page[2] ?? 0) & 0x10) !== 0, writeType: (page[2] ?? 0) & 0x0f };
}

/** Page 2Ah, obsolete and yet the only source in old drives. Not to be believed for C2, nor for speeds of DVD and BD. */
export interface Capabilities {
  readonly writesCdR: boolean;
  readonly writesCdRw: boolean;
  readonly writesDvdR: boolean;
  readonly writesDvdRam: boolean;
  readonly readsCdR: boolean;
  readonly readsCdRw: boolean;
  readonly readsDvdRom: boolean;
  readonly readsDvdR: boolean;
  readonly readsDvdRam: boolean;
  readonly canTestWrite: boolean;
  readonly hasUnderrunProtection: boolean;
  readonly loadingMechanism: number;
  readonly canEject: boolean;
  readonly canLock: boolean;
  /** Bytes; 0 where the drive says nothing. */
  readonly bufferBytes: number;
  readonly currentWriteSpeed: KilobytesPerSecond;
  /** In the drive's order; empty where it lists none. */
  readonly writeSpeeds: readonly KilobytesPerSecond[];
}

export async function readCapabilities(drive: Drive): Promise<Capabilities | undefined> {
  const page = await modeSense(drive, MODE_PAGE.CAPABILITIES);
  return page === undefined || page.length < 20 ? undefined : decodeCapabilities(page);
}

/** `page` from its page code on, at least 20 bytes: MMC-1 drives give no more. */
function decodeCapabilities(page: Uint8Array): Capabilities {
  const bit = (offset: number, mask: number): boolean => ((page[offset] ?? 0) & mask) !== 0;
  const speedAt = (offset: number): KilobytesPerSecond =>
    kilobytesPerSecond(offset + 2 <= page.length ? readU16BE(page, offset) : 0);
  const count = page.length >= 32 ? readU16BE(page, 30) : 0;
  const writeSpeeds: KilobytesPerSecond[] = [];
  for (let at = 32; at + 4 <= page.length && writeSpeeds.length < count; at += 4) writeSpeeds.push(speedAt(at + 2));
  return {
    readsCdR: bit(2, 0x01),
    readsCdRw: bit(2, 0x02),
    readsDvdRom: bit(2, 0x08),
    readsDvdR: bit(2, 0x10),
    readsDvdRam: bit(2, 0x20),
    writesCdR: bit(3, 0x01),
    writesCdRw: bit(3, 0x02),
    canTestWrite: bit(3, 0x04),
    writesDvdR: bit(3, 0x10),
    writesDvdRam: bit(3, 0x20),
    hasUnderrunProtection: bit(4, 0x80),
    canLock: bit(6, 0x01),
    canEject: bit(6, 0x08),
    loadingMechanism: (page[6] ?? 0) >> 5,
    bufferBytes: readU16BE(page, 12) * 1024,
    // MMC-3 moved it; the old place is the only one in a short page.
    currentWriteSpeed: page.length >= 30 && speedAt(28) > 0 ? speedAt(28) : speedAt(20),
    writeSpeeds,
  };
}

function cdbOf(page: number, allocation: number): Uint8Array {
  const cdb = Uint8Array.of(OPCODE.MODE_SENSE_10, 0x08, page, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 7, allocation);
  return cdb;
}

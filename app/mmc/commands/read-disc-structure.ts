// READ DISC STRUCTURE (MMC-6 6.22): what the lead-in and the groove of a DVD or BD say about it.
import { readAscii, readU16BE, readU24BE, readU32BE, writeU16BE } from '../../base/bytes.ts';
import { type Lba, lba, type SectorCount, sectorCount } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

const HEADER = 4;
/** The longest structure of those below is 2048 bytes of payload; twice that is a generous bound. */
const LONGEST = 4100;

/**
 * The payload of a structure, without its four bytes of header; undefined where drive or medium have none.
 * `atLeast`: ask for so many bytes of payload even when fewer are announced; some drives announce 4 and serve all.
 */
async function readDiscStructure(
  drive: Drive,
  mediaType: 'dvd' | 'bd',
  format: number,
  atLeast = 0,
): Promise<Uint8Array | undefined> {
  const doing = 'reading what the disc says about itself';
  const head = await askIfKnown(drive, cdbOf(mediaType, format, HEADER), HEADER, { doing });
  if (head === undefined || head.length < HEADER) return undefined;
  const most = Math.min(LONGEST, drive.transport.maxTransferBytes);
  const length = Math.min(most, Math.max(2 + readU16BE(head, 0), HEADER + atLeast));
  if (length <= HEADER) return undefined;
  const answer = await askIfKnown(drive, cdbOf(mediaType, format, length), length, { doing });
  return answer === undefined || answer.length <= HEADER ? undefined : answer.subarray(HEADER);
}

/** Format 00h, and 11h of DVD+ (ADIP), whose first bytes are the same. */
export interface PhysicalFormat {
  /** Book type: 0 DVD-ROM, 1 DVD-RAM, 2 DVD-R, 3 DVD-RW, 9 DVD+RW, Ah DVD+R, Dh DVD+RW DL, Eh DVD+R DL. */
  readonly bookType: number;
  readonly partVersion: number;
  readonly layers: number;
  /** Opposite track path: layer 1 runs inwards. */
  readonly isOppositeTrackPath: boolean;
  readonly firstSector: number;
  /** Last physical sector of the data area. */
  readonly lastSector: number;
  /** Last physical sector of layer 0 on a disc with opposite track path; 0 otherwise. */
  readonly lastSectorOfLayer0: number;
}

export async function readPhysicalFormat(drive: Drive): Promise<PhysicalFormat | undefined> {
  const payload = await readDiscStructure(drive, 'dvd', 0x00);
  return payload === undefined ? undefined : decodePhysicalFormat(payload);
}

/** Undefined when there are not the 16 bytes that describe the format. */
function decodePhysicalFormat(payload: Uint8Array): PhysicalFormat | undefined {
  if (payload.length < 16) return undefined;
  const at = (offset: number): number => payload[offset] ?? 0;
  return {
    bookType: at(0) >> 4,
    partVersion: at(0) & 0x0f,
    layers: ((at(2) >> 5) & 0x03) + 1,
    isOppositeTrackPath: (at(2) & 0x10) !== 0,
    firstSector: readU24BE(payload, 5),
    lastSector: readU24BE(payload, 9),
    lastSectorOfLayer0: readU24BE(payload, 13),
  };
}

/** Format 01h: the copyright protection system, 0 none, 1 CSS or CPPM, 2 CPRM, 3 AACS. */
export async function readCopyrightSystem(drive: Drive): Promise<number | undefined> {
  return (await readDiscStructure(drive, 'dvd', 0x01))?.[0];
}

/** Manufacturer and type as they stand on the disc; empty strings are possible. */
export interface MediumIdentification {
  readonly manufacturer: string;
  readonly type: string;
  readonly revision?: number;
}

/** Format 11h, ADIP of DVD+R and DVD+RW: manufacturer in bytes 19-26, type 27-29, revision 30 (ECMA-337 14.4.2). */
export async function readAdip(
  drive: Drive,
): Promise<{ readonly id: MediumIdentification; readonly format: PhysicalFormat } | undefined> {
  const payload = (await readDiscStructure(drive, 'dvd', 0x11)) ?? (await readDiscStructure(drive, 'dvd', 0x00));
  const format = payload === undefined ? undefined : decodePhysicalFormat(payload);
  if (payload === undefined || format === undefined || payload.length < 31) return undefined;
  const id = { manufacturer: idText(payload, 19, 8), type: idText(payload, 27, 3), revision: payload[30] ?? 0 };
  return { id, format };
}

/** What is pre-recorded in the lead-in of DVD-R and DVD-RW. */
export interface PreRecordedInformation {
  readonly id: MediumIdentification;
  /** Last physical sector of the recordable area; 0 when field 1 is missing. */
  readonly lastSector: number;
}

const FIELD = 8;
const PRE_RECORDED_LENGTH = 35;

/**
 * Format 0Eh: fields of a number and 7 bytes each; 1 = last address of the data recordable area in its bytes 3-5, 3 and
 * 4 = the manufacturer's identification, 6 characters each (ECMA-359 annex on the pre-pit information).
 */
export async function readPreRecordedInformation(drive: Drive): Promise<PreRecordedInformation | undefined> {
  const payload = await readDiscStructure(drive, 'dvd', 0x0e, PRE_RECORDED_LENGTH);
  if (payload === undefined) return undefined;
  const field = (number: number): Uint8Array | undefined => {
    for (let at = 0; at + FIELD <= payload.length; at += FIELD) {
      if (payload[at] === number) return payload.subarray(at, at + FIELD);
    }
    return undefined;
  };
  const [first, third, fourth] = [field(1), field(3), field(4)];
  return {
    id: {
      manufacturer: third === undefined ? '' : idText(third, 1, 6),
      type: fourth === undefined ? '' : idText(fourth, 1, 6),
    },
    lastSector: first === undefined ? 0 : readU24BE(first, 3),
  };
}

/** Format 10h: the book type that the drive wrote into the lead-in of a recorded disc. */
export async function readLeadInFormat(drive: Drive): Promise<PhysicalFormat | undefined> {
  const payload = await readDiscStructure(drive, 'dvd', 0x10);
  return payload === undefined ? undefined : decodePhysicalFormat(payload);
}

/** Format 20h, DVD+R DL and DVD-R DL: where layer 0 ends. */
export interface LayerBoundary {
  /** Set once; it cannot be changed any more. */
  readonly isSet: boolean;
  readonly layer0Blocks: SectorCount;
}

export async function readLayerBoundary(drive: Drive): Promise<LayerBoundary | undefined> {
  const payload = await readDiscStructure(drive, 'dvd', 0x20);
  if (payload === undefined || payload.length < 8) return undefined;
  return { isSet: ((payload[0] ?? 0) & 0x80) !== 0, layer0Blocks: sectorCount(readU32BE(payload, 4)) };
}

/** Format 23h, DVD-R DL layer jump: the address from which the drive jumps. 0 = not set. */
export async function readJumpAddress(drive: Drive): Promise<Lba | undefined> {
  const payload = await readDiscStructure(drive, 'dvd', 0x23);
  return payload === undefined || payload.length < 8 ? undefined : lba(readU32BE(payload, 4));
}

/** BD format 00h, the first disc information unit. */
export interface BdDiscInformation {
  readonly id: MediumIdentification;
  /** "BDO" pressed, "BDR", "BDW" rewritable, "BDU" ultra. */
  readonly discType: string;
  readonly layers: number;
}

/** Undefined when the unit does not begin with "DI". */
export async function readBdDiscInformation(drive: Drive): Promise<BdDiscInformation | undefined> {
  const payload = await readDiscStructure(drive, 'bd', 0x00);
  if (payload === undefined || payload.length < 112 || readAscii(payload, 0, 2) !== 'DI') return undefined;
  return {
    id: { manufacturer: idText(payload, 100, 6), type: idText(payload, 106, 3), revision: payload[111] ?? 0 },
    discType: readAscii(payload, 8, 3),
    layers: (payload[12] ?? 0) >> 4,
  };
}

/** BD format 0Ah: spare blocks of defect management. */
export async function readSpares(
  drive: Drive,
): Promise<{ readonly free: SectorCount; readonly total: SectorCount } | undefined> {
  const payload = await readDiscStructure(drive, 'bd', 0x0a);
  if (payload === undefined || payload.length < 12) return undefined;
  return { free: sectorCount(readU32BE(payload, 4)), total: sectorCount(readU32BE(payload, 8)) };
}

function cdbOf(mediaType: 'dvd' | 'bd', format: number, allocation: number): Uint8Array {
  const cdb = new Uint8Array(12);
  cdb[0] = OPCODE.READ_DISC_STRUCTURE;
  cdb[1] = mediaType === 'bd' ? 1 : 0;
  cdb[7] = format;
  writeU16BE(cdb, 8, allocation);
  return cdb;
}

function idText(payload: Uint8Array, offset: number, length: number): string {
  return readAscii(payload, offset, length).trim();
}

// GET CONFIGURATION (MMC-6 6.5): the current profile and the features of the drive, now and in general.
import { readAscii, readU16BE, readU32BE, writeU16BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { ask, askIfKnown, confused, requireBytes } from './ask.ts';

/** Feature codes (MMC-6 5.3). */
export const FEATURE = {
  PROFILE_LIST: 0x0000,
  CORE: 0x0001,
  REMOVABLE_MEDIUM: 0x0003,
  CD_READ: 0x001e,
  DVD_READ: 0x001f,
  RANDOM_WRITABLE: 0x0020,
  INCREMENTAL_STREAMING: 0x0021,
  FORMATTABLE: 0x0023,
  DEFECT_MANAGEMENT: 0x0024,
  RESTRICTED_OVERWRITE: 0x0026,
  DVD_PLUS_RW: 0x002a,
  DVD_PLUS_R: 0x002b,
  RIGID_RESTRICTED_OVERWRITE: 0x002c,
  CD_TRACK_AT_ONCE: 0x002d,
  CD_MASTERING: 0x002e,
  DVD_R_RW_WRITE: 0x002f,
  LAYER_JUMP: 0x0033,
  CD_RW_WRITE: 0x0037,
  BD_R_POW: 0x0038,
  DVD_PLUS_RW_DL: 0x003a,
  DVD_PLUS_R_DL: 0x003b,
  BD_READ: 0x0040,
  BD_WRITE: 0x0041,
  REAL_TIME_STREAMING: 0x0107,
  SERIAL_NUMBER: 0x0108,
} as const;

export interface Feature {
  readonly code: number;
  readonly version: number;
  /** Usable now, with the medium that is in. */
  readonly isCurrent: boolean;
  /** What follows the four bytes of the descriptor's head; a multiple of 4 bytes. */
  readonly data: Uint8Array;
}

export interface Configuration {
  /** 0 = no medium. */
  readonly currentProfile: number;
  readonly features: readonly Feature[];
}

const HEADER = 8;
/** Real lists are a few hundred bytes; more is nonsense (MMC reference 2.0.1). */
const LONGEST = 4096;
const DOING = 'reading the features of the drive';

/**
 * All features, current or not. Undefined for a drive from
 * before MMC-2, which does not know the command. A list that ends in the middle of a descriptor is cut there.
 */
export async function getConfiguration(drive: Drive): Promise<Configuration | undefined> {
  const answer = await readAnnounced(drive, 0, 0);
  if (answer === undefined) return undefined;
  return { currentProfile: readU16BE(answer, 6), features: decodeFeatures(answer.subarray(HEADER)) };
}

/** The profile of the medium that is in; undefined when the drive does not know GET CONFIGURATION. */
export async function getCurrentProfile(drive: Drive): Promise<number | undefined> {
  const cdb = cdbOf(0, 0, HEADER);
  const doing = 'asking for the kind of the disc';
  const head = await askIfKnown(drive, cdb, HEADER, { doing });
  if (head === undefined) return undefined;
  requireBytes(head, HEADER, cdb, doing);
  return readU16BE(head, 6);
}

/** One feature by RT = 2, for when the list looks wrong. Undefined when the drive does not have it. */
export async function getFeature(drive: Drive, code: number): Promise<Feature | undefined> {
  const answer = await readAnnounced(drive, 2, code);
  if (answer === undefined) return undefined;
  return decodeFeatures(answer.subarray(HEADER)).find((feature) => feature.code === code);
}

/** The profiles of feature 0000h, in the drive's order of preference. */
export function profilesOf(features: readonly Feature[]): readonly number[] {
  const data = features.find((feature) => feature.code === FEATURE.PROFILE_LIST)?.data ?? new Uint8Array();
  const profiles: number[] = [];
  for (let at = 0; at + 4 <= data.length; at += 4) profiles.push(readU16BE(data, at));
  return profiles;
}

/** Feature 0108h; a drive may give none. */
export function serialNumberOf(features: readonly Feature[]): string | undefined {
  const data = features.find((feature) => feature.code === FEATURE.SERIAL_NUMBER)?.data;
  const serial = data === undefined ? '' : readAscii(data, 0, data.length).trim();
  return serial === '' ? undefined : serial;
}

/** Eight bytes for the length, then what was announced; at least the eight. */
async function readAnnounced(drive: Drive, requestType: 0 | 2, start: number): Promise<Uint8Array | undefined> {
  const first = cdbOf(requestType, start, HEADER);
  const head = await askIfKnown(drive, first, HEADER, { doing: DOING });
  if (head === undefined) return undefined;
  requireBytes(head, HEADER, first, DOING);
  const length = 4 + readU32BE(head, 0);
  if (length > LONGEST) throw confused(first, DOING, `announced a list of ${length} bytes`);
  if (length <= HEADER) return head;
  const answer = await ask(drive, cdbOf(requestType, start, length), length, { doing: DOING });
  requireBytes(answer, HEADER, first, DOING);
  return answer;
}

function decodeFeatures(list: Uint8Array): Feature[] {
  const features: Feature[] = [];
  for (let at = 0; at + 4 <= list.length; ) {
    const end = at + 4 + (list[at + 3] ?? 0);
    if (end > list.length) break;
    const flags = list[at + 2] ?? 0;
    features.push({
      code: readU16BE(list, at),
      version: (flags >> 2) & 0x0f,
      isCurrent: (flags & 0x01) !== 0,
      data: list.subarray(at + 4, end),
    });
    at = end;
  }
  return features;
}

/** RT 0 = all from `start`, 2 = only `start`. */
function cdbOf(requestType: 0 | 2, start: number, allocation: number): Uint8Array {
  const cdb = Uint8Array.of(OPCODE.GET_CONFIGURATION, requestType, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 2, start);
  writeU16BE(cdb, 7, allocation);
  return cdb;
}

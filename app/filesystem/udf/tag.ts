// The tag that every descriptor of UDF begins with (ECMA-167 3/7.2 and 4/7.2): what it is, where it lies, two sums.
import { readU16LE, readU32LE } from '../../base/bytes.ts';

export const TAG = {
  sparingTable: 0,
  primaryVolume: 1,
  anchor: 2,
  volumePointer: 3,
  partition: 5,
  logicalVolume: 6,
  terminator: 8,
  logicalVolumeIntegrity: 9,
  fileSet: 256,
  fileIdentifier: 257,
  allocationExtent: 258,
  indirectEntry: 259,
  terminalEntry: 260,
  fileEntry: 261,
  extendedAttributes: 262,
  spaceBitmap: 264,
  extendedFileEntry: 266,
} as const;

export const TAG_BYTES = 16;

/** What is wrong with a tag, the worst first: `sum` is that of the tag itself, `content` that of what follows it. */
export type TagFault = 'sum' | 'content' | 'length' | 'place';

export interface Tag {
  readonly id: number;
  /** The block in which the descriptor says that it lies. */
  readonly location: number;
  readonly fault?: TagFault;
}

/**
 * Judges the tag at `begin`; the descriptor has to end before `end`. `block` is where it was found; undefined where that
 * proves nothing. Undefined for what is no tag at all.
 */
export function readTag(bytes: Uint8Array, block: number | undefined, begin = 0, end = bytes.length): Tag | undefined {
  if (end > bytes.length || begin + TAG_BYTES > end) return undefined;
  const version = readU16LE(bytes, begin + 2);
  if (version !== 2 && version !== 3) return undefined;
  const id = readU16LE(bytes, begin);
  const location = readU32LE(bytes, begin + 12);
  const fault = faultOf(bytes, begin, end) ?? (block !== undefined && location !== block ? 'place' : undefined);
  return fault === undefined ? { id, location } : { id, location, fault };
}

function faultOf(bytes: Uint8Array, begin: number, end: number): TagFault | undefined {
  if (tagSum(bytes, begin) !== bytes[begin + 4]) return 'sum';
  const covered = begin + TAG_BYTES + readU16LE(bytes, begin + 10);
  if (covered > end) return 'length';
  return crc16(bytes, begin + TAG_BYTES, covered) === readU16LE(bytes, begin + 8) ? undefined : 'content';
}

/** The sum of a tag, which leaves out the byte that holds it. */
function tagSum(bytes: Uint8Array, begin: number): number {
  let sum = 0;
  for (let index = 0; index < TAG_BYTES; index++) if (index !== 4) sum += bytes[begin + index] ?? 0;
  return sum % 256;
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 8;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 0x8000) === 0 ? rest << 1 : (rest << 1) ^ 0x1021;
  return rest & 0xffff;
});

/** CRC-16 of CCITT without inversion, begun with 0 (ECMA-167 1/7.2.6). */
function crc16(bytes: Uint8Array, begin: number, end: number): number {
  let crc = 0;
  for (let index = begin; index < end; index++) {
    crc = ((crc << 8) & 0xffff) ^ (CRC_TABLE[(crc >> 8) ^ (bytes[index] ?? 0)] ?? 0);
  }
  return crc;
}

// The partition tables that an image carries before its volume, so that it starts from a USB stick too: the MBR of PCs,
// the GPT of UEFI and the map of Apple. All three may stand side by side in the first 16 sectors.
import { crc32 } from 'node:zlib';
import { readAscii, readU16BE, readU32BE, readU32LE } from '../base/bytes.ts';
import { readBytes, readSectors, type SectorSource } from '../base/sector-source.ts';

export interface MbrPartition {
  readonly type: number;
  /** In 512-byte blocks. */
  readonly start: number;
  readonly blocks: number;
}

export interface GuidPartition {
  /** Upper case as it is written: "C12A7328-F81F-11D2-BA4B-00A0C93EC93B". */
  readonly type: string;
  readonly name: string;
  readonly startBytes: number;
  readonly bytes: number;
}

export interface ApplePartition {
  /** "Apple_HFS". */
  readonly type: string;
  readonly name: string;
  readonly startBytes: number;
  readonly bytes: number;
}

export interface PartitionTables {
  /** Absent where there is no signature 55h AAh. */
  readonly mbr?: {
    /** There is a program that a BIOS would start. */
    readonly hasCode: boolean;
    /** As text, for names that a boot loader left in it. */
    readonly code: string;
    /** Those that are not empty. */
    readonly partitions: readonly MbrPartition[];
  };
  readonly gpt: readonly GuidPartition[];
  readonly apple: readonly ApplePartition[];
}

const BLOCK = 512;
/** The system area of a volume: what is before sector 16. */
const SYSTEM_AREA_SECTORS = 16;
/** Where the program of an MBR ends. Apple's map begins with 32 bytes that do nothing when run. */
const CODE_BYTES = 440;
const APPLE_HEAD_BYTES = 32;
const MOST_APPLE_PARTITIONS = 64;
const GPT_HEADER_BYTES = 92;

/** Reads the three tables; one that is not there, or not sound, is empty. Rejects only where reading fails. */
export async function readPartitionTables(source: SectorSource): Promise<PartitionTables> {
  const area = await readSectors(source, 0, SYSTEM_AREA_SECTORS);
  const mbr = area.length < BLOCK ? undefined : masterBootRecord(area);
  return {
    ...(mbr === undefined ? {} : { mbr }),
    gpt: await guidPartitions(source, area),
    apple: applePartitions(area),
  };
}

function masterBootRecord(area: Uint8Array): PartitionTables['mbr'] {
  if (area[510] !== 0x55 || area[511] !== 0xaa) return undefined;
  const partitions = [446, 462, 478, 494].map((offset) => ({
    type: area[offset + 4] ?? 0,
    start: readU32LE(area, offset + 8),
    blocks: readU32LE(area, offset + 12),
  }));
  return {
    hasCode: area.subarray(APPLE_HEAD_BYTES, CODE_BYTES).some((byte) => byte !== 0),
    code: readAscii(area, 0, CODE_BYTES),
    partitions: partitions.filter(({ blocks }) => blocks > 0),
  };
}

/** UEFI 5.3: header in the second block, entries where it says. A header whose sum is wrong is none, as for firmware. */
async function guidPartitions(source: SectorSource, area: Uint8Array): Promise<readonly GuidPartition[]> {
  if (area.length < 2 * BLOCK || readAscii(area, BLOCK, 8) !== 'EFI PART') return [];
  const header = area.slice(BLOCK, 2 * BLOCK);
  const headerBytes = readU32LE(header, 12);
  if (headerBytes < GPT_HEADER_BYTES || headerBytes > BLOCK) return [];
  const sum = readU32LE(header, 16);
  header.fill(0, 16, 20);
  if (crc32(header.subarray(0, headerBytes)) !== sum) return [];
  const entryBytes = readU32LE(header, 84);
  const count = readU32LE(header, 80);
  // 128 bytes times a power of two; Burnish looks at what others look at: 32 KiB of entries.
  if (entryBytes < 128 || entryBytes > 4096 || count * entryBytes > 32_768) return [];
  const begin = readU64LE(header, 72) * BLOCK;
  return partitionsIn(await readBytes(source, begin, count * entryBytes), entryBytes);
}

function partitionsIn(entries: Uint8Array, entryBytes: number): readonly GuidPartition[] {
  const found: GuidPartition[] = [];
  for (let offset = 0; offset + entryBytes <= entries.length; offset += entryBytes) {
    const type = entries.subarray(offset, offset + 16);
    if (type.every((byte) => byte === 0)) continue;
    const [first, last] = [readU64LE(entries, offset + 32), readU64LE(entries, offset + 40)];
    const name = Buffer.from(entries.subarray(offset + 56, offset + 128)).toString('utf16le');
    found.push({
      type: guidText(type),
      name: name.replace(/\0.*$/s, ''),
      startBytes: first * BLOCK,
      bytes: Math.max(0, last + 1 - first) * BLOCK,
    });
  }
  return found;
}

function readU64LE(bytes: Uint8Array, offset: number): number {
  return readU32LE(bytes, offset) + readU32LE(bytes, offset + 4) * 2 ** 32;
}

/** The first three groups of a GUID are little-endian. */
function guidText(bytes: Uint8Array): string {
  const digits = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((index) =>
    (bytes[index] ?? 0).toString(16).padStart(2, '0'),
  );
  const groups = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8), digits.slice(8, 10), digits.slice(10)];
  return groups
    .map((group) => group.join(''))
    .join('-')
    .toUpperCase();
}

/** Block size in the driver descriptor "ER"; each entry "PM" tells how many there are, and the entries lie a block apart. */
function applePartitions(area: Uint8Array): PartitionTables['apple'] {
  if (area.length < BLOCK || readAscii(area, 0, 2) !== 'ER') return [];
  const blockBytes = readU16BE(area, 2);
  if (blockBytes < BLOCK || blockBytes % BLOCK !== 0) return [];
  const found: ApplePartition[] = [];
  for (let index = 1; index <= MOST_APPLE_PARTITIONS; index++) {
    const entry = area.subarray(index * blockBytes, index * blockBytes + BLOCK);
    if (entry.length < BLOCK || readAscii(entry, 0, 2) !== 'PM') break;
    found.push({
      type: readAscii(entry, 48, 32),
      name: readAscii(entry, 16, 32),
      startBytes: readU32BE(entry, 8) * blockBytes,
      bytes: readU32BE(entry, 12) * blockBytes,
    });
    if (index >= readU32BE(entry, 4)) break;
  }
  return found;
}

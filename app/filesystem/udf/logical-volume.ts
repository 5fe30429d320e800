// The logical volume descriptor (ECMA-167 3/10.6): name, size of a block, revision of UDF, where the tree of files
// begins, and the maps that say what its partitions are.
import { readAscii, readU16LE, readU32LE } from '../../base/bytes.ts';
import type { FindingLog } from '../finding-log.ts';
import { type Allocation, readLong } from './address.ts';
import { type BlockRange, rangeAt } from './anchor.ts';
import type { Descriptor } from './descriptor-sequence.ts';
import { decodeField } from './text.ts';

/** A partition map (ECMA-167 3/10.7, UDF 2.2.8 to 2.2.10); `number` is that of the partition descriptor. */
export type PartitionMap =
  | { readonly kind: 'physical' | 'virtual' | 'unknown'; readonly number: number }
  | {
      readonly kind: 'sparable';
      readonly number: number;
      readonly packetBlocks: number;
      readonly tableBytes: number;
      /** Blocks of the volume in which the tables lie. */
      readonly tables: readonly number[];
    }
  | {
      readonly kind: 'metadata';
      readonly number: number;
      /** Blocks of the partition below, in which the file entries of the metadata file and its copy lie. */
      readonly file: number;
      readonly mirror: number;
      readonly bitmap: number;
    };

export interface LogicalVolume {
  readonly label: string;
  readonly blockBytes: number;
  /** "2.01"; absent where the descriptor is of another domain than UDF's. */
  readonly revision?: string;
  readonly fileSet: Allocation;
  readonly integrity: BlockRange;
  /** By partition reference. */
  readonly maps: readonly PartitionMap[];
}

const DOMAIN = '*OSTA UDF Compliant';
const MAPS = 440;
const MOST_MAPS = 64;
const TYPE_2_BYTES = 64;
const MOST_TABLES = 4;
/** An identifier of an implementation: flags, 23 characters, 8 bytes more (ECMA-167 1/7.4). */
const IDENTIFIER_BYTES = 23;

export function readLogicalVolume({ bytes, begin }: Descriptor, log: FindingLog): LogicalVolume {
  const maps = readMaps(bytes, log, begin);
  const isUdf = readAscii(bytes, 217, IDENTIFIER_BYTES) === DOMAIN;
  return {
    label: decodeField(bytes.subarray(84, 212)),
    blockBytes: readU32LE(bytes, 212),
    ...(isUdf ? { revision: revisionText(readU16LE(bytes, 240)) } : {}),
    fileSet: readLong(bytes, 248),
    integrity: rangeAt(bytes, 432),
    maps,
  };
}

/** 0150h is 1.50. */
export function revisionText(revision: number): string {
  return `${revision >> 8}.${(revision & 0xff).toString(16).padStart(2, '0')}`;
}

function readMaps(bytes: Uint8Array, log: FindingLog, begin: number): PartitionMap[] {
  const announced = readU32LE(bytes, 268);
  const end = Math.min(MAPS + readU32LE(bytes, 264), bytes.length);
  const maps: PartitionMap[] = [];
  let offset = MAPS;
  while (maps.length < Math.min(announced, MOST_MAPS) && offset + 2 <= end) {
    const length = bytes[offset + 1] ?? 0;
    if (length < 6 || offset + length > end) break;
    maps.push(readMap(bytes.subarray(offset, offset + length)));
    offset += length;
  }
  if (maps.length < announced) {
    log.add('warning', begin, `The volume announces ${announced} partition maps and has ${maps.length}.`);
  }
  return maps;
}

function readMap(map: Uint8Array): PartitionMap {
  if (map[0] === 1) return { kind: 'physical', number: readU16LE(map, 4) };
  if (map[0] !== 2 || map.length < TYPE_2_BYTES) return { kind: 'unknown', number: 0 };
  const number = readU16LE(map, 38);
  switch (readAscii(map, 5, IDENTIFIER_BYTES)) {
    case '*UDF Virtual Partition':
      return { kind: 'virtual', number };
    case '*UDF Sparable Partition':
      return { kind: 'sparable', number, ...spareTables(map) };
    case '*UDF Metadata Partition':
      return {
        kind: 'metadata',
        number,
        file: readU32LE(map, 40),
        mirror: readU32LE(map, 44),
        bitmap: readU32LE(map, 48),
      };
    default:
      return { kind: 'unknown', number };
  }
}

function spareTables(map: Uint8Array): { packetBlocks: number; tableBytes: number; tables: number[] } {
  const count = Math.min(map[42] ?? 0, MOST_TABLES);
  const tables = Array.from({ length: count }, (_, index) => readU32LE(map, 48 + index * 4));
  return { packetBlocks: readU16LE(map, 40), tableBytes: readU32LE(map, 44), tables };
}

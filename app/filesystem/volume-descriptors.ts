// The set of volume descriptors from sector 16 on (ECMA-119 8, Joliet, ISO 9660:1999, El Torito's boot record).
import { readAscii, readU16BE, readU16LE, readU32BE, readU32LE } from '../base/bytes.ts';
import { readSectors, type SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES, type SectorCount, sectorCount } from '../base/units.ts';
import {
  bootRecordIn,
  DESCRIPTOR_TYPE,
  descriptorSetIn,
  FIRST_DESCRIPTOR,
  MOST_DESCRIPTORS,
} from './iso9660/descriptor-set.ts';
import { treeDescriptorOf } from './iso9660/tree-descriptor.ts';
import { volumeTime } from './volume-time.ts';

export interface PrimaryVolume {
  /** Volume identifier; empty where there is none. */
  readonly label: string;
  readonly publisher: string;
  readonly application: string;
  /** ISO 8601; absent where the field is empty or holds no date. */
  readonly createdAt?: string;
  /**
   * The volume's length in 2048-byte sectors. Images often go on behind it, and must not end before it. Absent where
   * the little- and the big-endian fields disagree: that proves nothing.
   */
  readonly blocks?: SectorCount;
  /** Where the root directory begins, in 2048-byte sectors; absent where that is no whole number of them. */
  readonly rootSector?: number;
}

export interface VolumeDescriptors {
  readonly primary?: PrimaryVolume;
  readonly hasJoliet: boolean;
  /** ISO 9660:1999, a second tree with longer names. */
  readonly hasEnhanced: boolean;
  /** The boot record that leads to El Torito's catalogue. */
  readonly bootRecord?: { readonly sector: number; readonly catalogSector: number };
}

/** What the set tells; the first descriptor of a kind counts. Rejects only where the source cannot be read. */
export async function readVolumeDescriptors(source: SectorSource): Promise<VolumeDescriptors> {
  const set = descriptorSetIn(
    Buffer.from(await readSectors(source, FIRST_DESCRIPTOR, MOST_DESCRIPTORS)),
    FIRST_DESCRIPTOR,
  );
  const descriptors = set.descriptors.filter(({ dialect }) => dialect === 'iso9660');
  const primary = descriptors.find(({ type }) => type === DESCRIPTOR_TYPE.primary);
  const bootRecord = bootRecordIn(set);
  const trees = descriptors.map(treeDescriptorOf);
  return {
    ...(primary === undefined ? {} : { primary: primaryVolume(primary.bytes) }),
    ...(bootRecord === undefined ? {} : { bootRecord }),
    hasJoliet: trees.some(({ isJoliet }) => isJoliet),
    hasEnhanced: trees.some(({ isEnhanced }) => isEnhanced),
  };
}

function primaryVolume(descriptor: Uint8Array): PrimaryVolume {
  const blockBytes = readU16LE(descriptor, 128);
  const space = readU32LE(descriptor, 80);
  const agrees = space === readU32BE(descriptor, 84) && blockBytes === readU16BE(descriptor, 130);
  const rootSector = (rootBlock(descriptor) * blockBytes) / SECTOR_BYTES;
  const createdAt = volumeTime(descriptor.subarray(813, 830));
  return {
    label: readAscii(descriptor, 40, 32),
    publisher: identifier(descriptor, 318),
    application: identifier(descriptor, 574),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(agrees ? { blocks: sectorCount(Math.ceil((space * blockBytes) / SECTOR_BYTES)) } : {}),
    ...(Number.isInteger(rootSector) ? { rootSector } : {}),
  };
}

/** The root's record is at 156; data begin behind its extended attribute record. */
function rootBlock(descriptor: Uint8Array): number {
  return readU32LE(descriptor, 158) + (descriptor[157] ?? 0);
}

/** Publisher and its like have 128 characters; 5Fh before them says that they name a file of the root (ECMA-119 8.4.20). */
function identifier(descriptor: Uint8Array, offset: number): string {
  const text = readAscii(descriptor, offset, 128);
  return text.startsWith('_') ? '' : text.trim();
}

// The set of volume descriptors (ECMA-119 8) of one superblock, in the three dialects that are about: ISO 9660, CD-i, and
// High Sierra, which came before both.
import { SECTOR_BYTES } from '../../base/units.ts';

export type Dialect = 'iso9660' | 'cd-i' | 'high-sierra';

export interface Descriptor {
  readonly dialect: Dialect;
  /** Where it stands in the image. */
  readonly sector: number;
  /** Its 2048 bytes, or as many as there are. */
  readonly bytes: Buffer;
  readonly type: number;
}

export interface DescriptorSet {
  readonly descriptors: readonly Descriptor[];
  readonly hasTerminator: boolean;
  /** Sectors between its descriptors that hold none. */
  readonly lost: readonly number[];
  /** The sector behind it. */
  readonly endSector: number;
}

export const DESCRIPTOR_TYPE = { bootRecord: 0, primary: 1, supplementary: 2, partition: 3, terminator: 255 } as const;
/** The system area before it has 16 sectors. */
export const FIRST_DESCRIPTOR = 16;
/** Real sets have fewer than ten. */
export const MOST_DESCRIPTORS = 64;
const EL_TORITO = 'EL TORITO SPECIFICATION';
const CATALOG_AT = 71;
/** A set is still one when some of its descriptors are lost. */
const MOST_LOST = 4;

/** Finds the set in what stands from `firstSector` on. */
export function descriptorSetIn(bytes: Buffer, firstSector: number): DescriptorSet {
  const descriptors: Descriptor[] = [];
  const lost: number[] = [];
  let gap: number[] = [];
  for (let offset = 0; offset < bytes.length; offset += SECTOR_BYTES) {
    const part = bytes.subarray(offset, offset + SECTOR_BYTES);
    const dialect = dialectOf(part);
    const sector = firstSector + offset / SECTOR_BYTES;
    if (dialect === undefined) {
      if (isVolumeStructure(part) || lost.length + gap.push(sector) > MOST_LOST) break;
      continue;
    }
    lost.push(...gap);
    gap = [];
    const type = part[dialect === 'high-sierra' ? 8 : 0] ?? 0;
    if (type === DESCRIPTOR_TYPE.terminator) return { descriptors, hasTerminator: true, lost, endSector: sector + 1 };
    descriptors.push({ dialect, sector, bytes: part, type });
  }
  return { descriptors, hasTerminator: false, lost, endSector: (descriptors.at(-1)?.sector ?? firstSector) + 1 };
}

/** The boot record that leads to El Torito's catalogue: where it stands, and where that is. */
export function bootRecordIn({ descriptors }: DescriptorSet): { sector: number; catalogSector: number } | undefined {
  const record = descriptors.find(
    ({ type, bytes }) => type === DESCRIPTOR_TYPE.bootRecord && bytes.toString('latin1', 7, 30) === EL_TORITO,
  );
  return record && { sector: record.sector, catalogSector: record.bytes.readUInt32LE(CATALOG_AT) };
}

function dialectOf(part: Buffer): Dialect | undefined {
  if (part.length < SECTOR_BYTES) return undefined;
  const identifier = part.toString('latin1', 1, 6);
  if (identifier === 'CD001') return 'iso9660';
  if (identifier === 'CD-I ') return 'cd-i';
  return part.toString('latin1', 9, 14) === 'CDROM' ? 'high-sierra' : undefined;
}

/** What UDF has behind the set. */
function isVolumeStructure(part: Buffer): boolean {
  return ['BEA01', 'NSR02', 'NSR03', 'TEA01'].includes(part.toString('latin1', 1, 6));
}

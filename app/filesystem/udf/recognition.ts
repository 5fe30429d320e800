// Is there a UDF volume, and what is it called? The volume recognition sequence (ECMA-167 2/9, sector 16 on) says the one,
// the logical volume descriptor the other.
import { readAscii } from '../../base/bytes.ts';
import type { SectorSource } from '../../base/sector-source.ts';
import { SECTOR_BYTES } from '../../base/units.ts';
import { FindingLog } from '../finding-log.ts';
import { ImageBytes } from '../image-bytes.ts';
import { findAnchors } from './anchor.ts';
import { readDescriptors } from './descriptor-sequence.ts';
import { readLogicalVolume } from './logical-volume.ts';

const FIRST_STRUCTURE = 16;
const MOST_STRUCTURES = 64;

/**
 * True when the recognition sequence names a version of UDF: NSR02 or NSR03 between BEA01 and TEA01. Rejects only as the
 * source does for no reason of the volume's.
 */
export async function hasUdf(source: SectorSource): Promise<boolean> {
  const image = new ImageBytes(source, new FindingLog());
  const bytes = await image.read(FIRST_STRUCTURE * SECTOR_BYTES, MOST_STRUCTURES * SECTOR_BYTES);
  let hasBegun = false;
  for (let offset = 0; offset + SECTOR_BYTES <= bytes.length; offset += SECTOR_BYTES) {
    const identifier = readAscii(bytes, offset + 1, 5);
    if (identifier === 'BEA01') hasBegun = true;
    else if (identifier === 'TEA01') return false;
    else if (hasBegun && (identifier === 'NSR02' || identifier === 'NSR03')) return true;
  }
  return false;
}

/** The logical volume identifier; undefined where no descriptor tells it. Rejects only where reading fails. */
export async function udfLabel(source: SectorSource): Promise<string | undefined> {
  const image = new ImageBytes(source, new FindingLog());
  for await (const anchor of findAnchors(image, 0)) {
    const { logical } = await readDescriptors(image, anchor);
    if (logical !== undefined) return readLogicalVolume(logical, image.log).label;
  }
  return undefined;
}

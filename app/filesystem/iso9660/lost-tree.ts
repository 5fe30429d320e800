// The tree of a volume whose descriptors are lost: its root is found by the records that it begins with.
import { SECTOR_BYTES } from '../../base/units.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { DESCRIPTOR_TYPE, type Descriptor, FIRST_DESCRIPTOR } from './descriptor-set.ts';
import { beginsDirectory, isDotRecord, LEAST_RECORD_BYTES, RECORD } from './directory-records.ts';
import type { IsoVolume } from './iso-volume.ts';
import { openIsoTrees } from './open-iso.ts';
import { treeDescriptorOf } from './tree-descriptor.ts';

/** A root lies near the beginning. */
const SEARCHED_BYTES = 4 * 1024 * 1024;
/** Where a descriptor has the size of a block. */
const BLOCK_BYTES_AT = 128;

/** None where no root is found. Rejects as the source does. */
export async function openLostTree(image: ImageBytes): Promise<IsoVolume[]> {
  const bytes = await image.read(0, SEARCHED_BYTES);
  for (let sector = 0; (sector + 1) * SECTOR_BYTES <= bytes.length; sector++) {
    const directory = bytes.subarray(sector * SECTOR_BYTES, (sector + 1) * SECTOR_BYTES);
    if (!isRoot(directory, sector)) continue;
    const set = { descriptors: [descriptorFor(directory)], hasTerminator: true, lost: [], endSector: FIRST_DESCRIPTOR };
    const volumes = await openIsoTrees(image, set);
    const what = `The volume descriptors are lost: the root directory was found in sector ${sector}.`;
    for (const volume of volumes) volume.log.add('error', FIRST_DESCRIPTOR * SECTOR_BYTES, what);
    return volumes;
  }
  return [];
}

/** The records for itself and for its parent name the sector that it begins in. */
function isRoot(directory: Buffer, sector: number): boolean {
  if (!beginsDirectory(directory)) return false;
  const parent = directory[0] ?? 0;
  const isItself = (at: number): boolean => directory.readUInt32LE(at + RECORD.block) === sector;
  return (
    isItself(0) && parent + LEAST_RECORD_BYTES < directory.length && isDotRecord(directory, parent) && isItself(parent)
  );
}

/** What a primary descriptor would say of this root. */
function descriptorFor(root: Buffer): Descriptor {
  const bytes = Buffer.alloc(SECTOR_BYTES);
  const { rootAt } = treeDescriptorOf({ dialect: 'iso9660', sector: FIRST_DESCRIPTOR, bytes, type: 1 });
  bytes.writeUInt16LE(SECTOR_BYTES, BLOCK_BYTES_AT);
  root.copy(bytes, rootAt, 0, LEAST_RECORD_BYTES);
  return { dialect: 'iso9660', sector: FIRST_DESCRIPTOR, bytes, type: DESCRIPTOR_TYPE.primary };
}

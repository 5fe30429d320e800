// What the primary volume descriptor of an ISO 9660 image says (ECMA-119 8.4), as far as a burn needs it: its label, and
// how long the volume claims to be.
import { type FileHandle, open } from 'node:fs/promises';
import { readAscii } from '../base/bytes.ts';
import { SECTOR_BYTES, type SectorCount, sectorCount } from '../base/units.ts';

export interface IsoVolume {
  /** Volume identifier; empty where there is none. */
  readonly label: string;
  /** The volume's length in 2048-byte sectors. Images often go on behind it, and must not end before it. */
  readonly blocks: SectorCount;
}

const FIRST_DESCRIPTOR = 16;
/** The set ends with a descriptor of type 255; no real one is longer than this. */
const MOST_DESCRIPTORS = 64;
const TYPE = { primary: 1, terminator: 255 };

/**
 * Undefined where the file holds no ISO 9660 volume, or one whose little- and big-endian fields disagree: that proves
 * nothing. Rejects with the system's error where the file cannot be read.
 */
export async function readIsoVolume(path: string): Promise<IsoVolume | undefined> {
  const handle = await open(path, 'r');
  try {
    return await findPrimaryVolume(handle);
  } finally {
    await handle.close();
  }
}

async function findPrimaryVolume(handle: FileHandle): Promise<IsoVolume | undefined> {
  const descriptor = new Uint8Array(SECTOR_BYTES);
  for (let index = 0; index < MOST_DESCRIPTORS; index++) {
    const { bytesRead } = await handle.read(descriptor, 0, SECTOR_BYTES, (FIRST_DESCRIPTOR + index) * SECTOR_BYTES);
    const isDescriptor = bytesRead === SECTOR_BYTES && readAscii(descriptor, 1, 5) === 'CD001';
    if (!isDescriptor || descriptor[0] === TYPE.terminator) return undefined;
    if (descriptor[0] === TYPE.primary) return primaryVolume(descriptor);
  }
  return undefined;
}

function primaryVolume(descriptor: Uint8Array): IsoVolume | undefined {
  const view = new DataView(descriptor.buffer, descriptor.byteOffset, descriptor.byteLength);
  const space = view.getUint32(80, true);
  const blockBytes = view.getUint16(128, true);
  if (space !== view.getUint32(84, false) || blockBytes !== view.getUint16(130, false)) return undefined;
  return { label: readAscii(descriptor, 40, 32), blocks: sectorCount(Math.ceil((space * blockBytes) / SECTOR_BYTES)) };
}

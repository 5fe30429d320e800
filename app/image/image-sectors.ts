// An image file as a source of sectors.
import { type FileHandle, open } from 'node:fs/promises';
import type { SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';

/** An image file that is open for reading. */
export interface ImageSectors {
  readonly source: SectorSource;
  readonly close: () => Promise<void>;
}

/**
 * Opens an image. A last sector that is cut is filled with zeros: volumes of smaller blocks end where they like. Rejects
 * with the system's error where the file cannot be opened; the source rejects with it where it cannot be read.
 */
export async function openImageSectors(path: string): Promise<ImageSectors> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const source: SectorSource = {
      sectors: Math.ceil(size / SECTOR_BYTES),
      read: (start, into) => readFully(handle, start * SECTOR_BYTES, into),
    };
    return { source, close: () => handle.close() };
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

/** Opens an image for the time of `use`. Rejects as `openImageSectors` does. */
export async function withImageSectors<Result>(
  path: string,
  use: (source: SectorSource) => Promise<Result>,
): Promise<Result> {
  const { source, close } = await openImageSectors(path);
  try {
    return await use(source);
  } finally {
    await close();
  }
}

/** One read may bring less than was asked for (pipes, network folders); only one that brings nothing is the end. */
async function readFully(handle: FileHandle, position: number, into: Uint8Array): Promise<number> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  const sectors = Math.ceil(done / SECTOR_BYTES);
  into.fill(0, done, sectors * SECTOR_BYTES);
  return sectors;
}

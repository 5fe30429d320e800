// Where a volume is read from, as a port: an image file, a disc in a drive, an image inside an image.
import { SECTOR_BYTES } from './units.ts';

export interface SectorSource {
  /** How many sectors of 2048 bytes it has. */
  readonly sectors: number;
  /**
   * Fills `into`, which is a whole number of sectors long, with what begins at sector `start`. Answers how many sectors
   * were there, fewer only at the end. Rejects where they cannot be read.
   */
  read(start: number, into: Uint8Array): Promise<number>;
}

/**
 * `count` sectors from `start` on, or as many of them as there are: for structures of some kilobytes. Answers an empty
 * array for a place outside the source, whatever number stands there.
 */
export async function readSectors(source: SectorSource, start: number, count: number): Promise<Uint8Array> {
  const available = Math.min(count, source.sectors - start);
  if (start < 0 || available <= 0) return new Uint8Array();
  const bytes = new Uint8Array(available * SECTOR_BYTES);
  return bytes.subarray(0, (await source.read(start, bytes)) * SECTOR_BYTES);
}

/** Bytes at any place, as far as they are there. */
export async function readBytes(source: SectorSource, begin: number, length: number): Promise<Uint8Array> {
  const first = Math.floor(begin / SECTOR_BYTES);
  const sectors = await readSectors(source, first, Math.ceil((begin + length) / SECTOR_BYTES) - first);
  const offset = begin - first * SECTOR_BYTES;
  return sectors.subarray(offset, offset + length);
}

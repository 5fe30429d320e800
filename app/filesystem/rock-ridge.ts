// Does a volume carry Rock Ridge? The root's own record says so in its system use field (SUSP 5.3, RRIP 4.1).
import { readSectors, type SectorSource } from '../base/sector-source.ts';
import { beginsDirectory } from './iso9660/directory-records.ts';
import { systemUseIn } from './iso9660/system-use-areas.ts';

/** True when the first record of the directory at `rootSector` has SP and entries of Rock Ridge. */
export async function hasRockRidge(source: SectorSource, rootSector: number): Promise<boolean> {
  const directory = Buffer.from(await readSectors(source, rootSector, 1));
  if (!beginsDirectory(directory)) return false;
  const { skipBytes, hasRockRidge } = systemUseIn(directory, 0, 0).systemUse;
  return skipBytes !== undefined && hasRockRidge;
}

// Which drives there are, read without opening one: real ones from the system, virtual ones from the home folder.
import { type BurnishError, toBurnishError } from '../../base/errors.ts';
import type { DriveListing } from '../../contract/drive-report.ts';
import { bareListing, type Engine } from '../engine.ts';

export interface FoundDrive {
  readonly listing: DriveListing;
  /** Changes when the drive, or the disc in it, does. Real drives have notices instead. */
  readonly mark: string;
  /** A virtual drive whose files are damaged. */
  readonly error?: BurnishError;
}

/** Real drives first, then by name. */
export function findDrives(engine: Engine, real: readonly DriveListing[]): FoundDrive[] {
  const virtual = engine.virtual.names().map((name) => findVirtual(engine, name));
  return [...real.map((listing) => ({ listing, mark: '' })), ...virtual];
}

function findVirtual(engine: Engine, name: string): FoundDrive {
  try {
    return { listing: engine.virtualListing(name), mark: engine.virtual.mark(name) };
  } catch (thrown) {
    const error = toBurnishError(thrown, 'looking at the drive');
    return { listing: bareListing(name), mark: error.message, error };
  }
}

// From a path to what it names in a volume.
import { shownName } from './shown-name.ts';
import type { Volume, VolumeEntry } from './volume.ts';

/**
 * The entry that a path with slashes names; undefined where there is none. A name may be written as it is or as it is
 * shown; without one that is equal, the only one that differs by case is meant. Follows no links. Rejects as `list` does.
 */
export async function findEntry(volume: Volume, path: string): Promise<VolumeEntry | undefined> {
  const above: VolumeEntry[] = [];
  let entry = volume.root;
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      entry = above.pop() ?? volume.root;
      continue;
    }
    if (entry.kind !== 'directory') return undefined;
    const found = entryNamed(await volume.list(entry), name);
    if (found === undefined) return undefined;
    above.push(entry);
    entry = found;
  }
  return entry;
}

function entryNamed(entries: readonly VolumeEntry[], name: string): VolumeEntry | undefined {
  const files = entries.filter((entry) => !entry.isAssociated);
  const exact = files.find((entry) => entry.name === name) ?? files.find((entry) => shownName(entry.name) === name);
  if (exact !== undefined) return exact;
  const folded = name.toLowerCase();
  const alike = files.filter((entry) => entry.name.toLowerCase() === folded);
  return alike.length === 1 ? alike[0] : undefined;
}

// Entries of one directory that would be shown under one name: older versions of a file get theirs back, true twins are told.
import type { FindingLog } from '../finding-log.ts';
import { shownName } from '../shown-name.ts';
import type { IsoEntry } from './iso-entry.ts';

/**
 * Answers the entries in their order. `begin` is where the directory lies in the image. The newest version of a file comes
 * first (ECMA-119 9.3), and keeps the plain name.
 */
export function toldApart(entries: IsoEntry[], begin: number, log: FindingLog): IsoEntry[] {
  const byName = new Map<string, IsoEntry>();
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry === undefined || entry.isAssociated) continue;
    const first = byName.get(entry.name);
    if (first === undefined) {
      byName.set(entry.name, entry);
      continue;
    }
    const versioned = entry.withVersion();
    if (versioned.name === entry.name || Buffer.compare(first.rawName, entry.rawName) === 0) {
      log.add('warning', begin, `A directory has more than one entry with the name "${shownName(entry.name)}".`);
    }
    byName.set(versioned.name, versioned);
    entries[index] = versioned;
  }
  return entries;
}

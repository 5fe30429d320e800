// Where the trees of one session disagree: a file that one of them has and another has not, or has with another length. Files
// are known by where they begin, since their names differ from tree to tree.
import { shownName } from './shown-name.ts';
import type { Volume, VolumeKind } from './volume.ts';
import { walkDirectories } from './walk.ts';

interface FileAt {
  /** As it is shown. */
  readonly path: string;
  readonly storedBytes: number;
}

/** Trees that lie over the same extents; UDF keeps small files elsewhere. */
const NAMES: Readonly<Partial<Record<VolumeKind, string>>> = {
  'rock-ridge': 'Rock Ridge',
  joliet: 'Joliet',
  'iso9660-1999': 'ISO 9660:1999',
  iso9660: 'ISO 9660',
};
/** Memory for what is compared is bounded. */
const MOST_FILES = 500_000;

/** Every difference becomes a note of `volume`. Rejects as the volumes do. */
export async function compareTrees(volume: Volume, all: readonly Volume[]): Promise<void> {
  const others = all.filter((other) => isOtherTree(volume, other));
  if (NAMES[volume.kind] === undefined || others.length === 0) return;
  const files = await filesOf(volume);
  for (const other of others) {
    const tree = nameOf(other);
    const there = await filesOf(other);
    for (const [begin, { path, storedBytes }] of files) {
      const same = there.get(begin);
      if (same === undefined) volume.log.add('note', begin, `The ${tree} tree does not have the file "${path}".`);
      else if (same.storedBytes !== storedBytes) {
        volume.log.add('warning', begin, `The ${tree} tree gives the file "${path}" another length.`);
      }
    }
    for (const [begin, { path }] of there) {
      if (files.has(begin)) continue;
      volume.log.add('note', begin, `The ${tree} tree has the file "${path}", which this one does not have.`);
    }
  }
}

function nameOf({ kind }: Volume): string {
  return NAMES[kind] ?? kind;
}

function isOtherTree(one: Volume, other: Volume): boolean {
  if (NAMES[other.kind] === undefined || one.session !== other.session) return false;
  return one.root.extents[0]?.begin !== other.root.extents[0]?.begin;
}

async function filesOf(volume: Volume): Promise<ReadonlyMap<number, FileAt>> {
  const files = new Map<number, FileAt>();
  for await (const { path, entries } of walkDirectories(volume)) {
    const folder = path.map((name) => `/${shownName(name)}`).join('');
    for (const { kind, name, extents } of entries) {
      const begin = extents[0]?.begin;
      const storedBytes = extents.reduce((sum, { bytes }) => sum + bytes, 0);
      if (kind !== 'file' || begin === undefined || storedBytes === 0 || files.has(begin)) continue;
      files.set(begin, { path: `${folder}/${shownName(name)}`, storedBytes });
      if (files.size === MOST_FILES) return files;
    }
  }
  return files;
}

// A volume without bytes: the tree as a test writes it down.
import { FindingLog } from '../../app/filesystem/finding-log.ts';
import type { Volume, VolumeEntry } from '../../app/filesystem/volume.ts';

/** An entry at `block` of 2048 bytes. */
export function memoryEntry(name: string, kind: VolumeEntry['kind'], block: number, bytes = 2048): VolumeEntry {
  return {
    name,
    rawName: Buffer.from(name),
    kind,
    bytes,
    times: {},
    isHidden: false,
    isAssociated: false,
    extents: [{ kind: 'data', begin: block * 2048, bytes }],
  };
}

/** Directories by the block where they begin; the root is at block 1. */
export function memoryVolume(directories: Readonly<Record<number, readonly VolumeEntry[]>>, blocks = 1000): Volume {
  return {
    kind: 'iso9660',
    label: 'MEMORY',
    imageBytes: blocks * 2048,
    facts: { blockBytes: 2048, identifiers: [] },
    root: memoryEntry('', 'directory', 1),
    log: new FindingLog(),
    list: (directory) => Promise.resolve(directories[(directory.extents[0]?.begin ?? 0) / 2048] ?? []),
    read: () => Promise.resolve(0),
    structures: async function* () {
      yield* [];
    },
  };
}

// All of an image as a test looks at it: paths, entries and findings of its first volume.
import type { SectorSource } from '../../app/base/sector-source.ts';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import { shownName } from '../../app/filesystem/shown-name.ts';
import type { Volume, VolumeEntry } from '../../app/filesystem/volume.ts';
import { walkDirectories } from '../../app/filesystem/walk.ts';
import { memorySource } from './memory-source.ts';

export interface Seen {
  readonly volumes: readonly Volume[];
  /** Paths of the first volume as they are shown. */
  readonly paths: readonly string[];
  readonly entries: readonly VolumeEntry[];
  /** What is said of the first volume and of the image. */
  readonly findings: readonly string[];
}

/** All of the first volume, each file read through. */
export async function look(image: Buffer | SectorSource): Promise<Seen> {
  const { volumes, log } = await openVolumes('sectors' in image ? image : memorySource(image));
  const [volume] = volumes;
  const paths: string[] = [];
  const entries: VolumeEntry[] = [];
  if (volume !== undefined) {
    for await (const directory of walkDirectories(volume)) {
      for (const entry of directory.entries) {
        paths.push([...directory.path, entry.name].map(shownName).join('/'));
        entries.push(entry);
        if (entry.kind === 'file') await volume.read(entry, 0, new Uint8Array(10_000));
      }
    }
  }
  const findings = [...log.findings, ...(volume?.log.findings ?? [])].map(({ what }) => what);
  return { volumes, paths, entries, findings };
}

export async function contentOf(image: Buffer, path: string): Promise<string> {
  const { volumes, paths, entries } = await look(image);
  const file = entries[paths.indexOf(path)];
  if (file === undefined || volumes[0] === undefined) throw new Error(`no ${path} among ${paths.join(' ')}`);
  const into = new Uint8Array(file.bytes);
  return Buffer.from(into.subarray(0, await volumes[0].read(file, 0, into))).toString('latin1');
}

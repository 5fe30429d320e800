// The sample images that are kept packed in tests/fixtures, and the trees that they hold.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { SectorSource } from '../../app/base/sector-source.ts';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import type { Volume, VolumeEntry, VolumeKind } from '../../app/filesystem/volume.ts';
import { walkDirectories } from '../../app/filesystem/walk.ts';
import { memorySource } from './memory-source.ts';

const FOLDER = fileURLToPath(new URL('../../../tests/fixtures/images/', import.meta.url));

/** Path to "dir", "file 12 8c59..." or "link ../target". */
export type Tree = Readonly<Record<string, string>>;

export function sampleBytes(name: string): Buffer {
  return gunzipSync(readFileSync(`${FOLDER}${name}.gz`));
}

export function sampleSource(name: string): SectorSource {
  return memorySource(sampleBytes(name));
}

/** A tree of TREES.tsv. */
export function sampleTree(name: string): Tree {
  const tree: Record<string, string> = {};
  for (const line of readFileSync(`${FOLDER}TREES.tsv`, 'utf8').split('\n')) {
    const [of, path = '', kind = '', bytes = '', end = ''] = line.split('\t');
    if (of === name) tree[path] = { dir: 'dir', link: `link ${end}`, file: `file ${bytes} ${end}` }[kind] ?? kind;
  }
  return tree;
}

export async function volumeOf(source: SectorSource, kind: VolumeKind, session?: number): Promise<Volume> {
  const { volumes } = await openVolumes(source);
  const volume = volumes.find((one) => one.kind === kind && (session === undefined || one.session === session));
  if (volume === undefined) throw new Error(`no ${kind} among ${volumes.map((one) => one.kind).join(', ')}`);
  return volume;
}

/** All of a volume, its files read through. */
export async function treeOf(volume: Volume): Promise<Tree> {
  const tree: Record<string, string> = {};
  for await (const { path, entries } of walkDirectories(volume)) {
    for (const entry of entries) tree[[...path, entry.name].join('/')] = await told(volume, entry);
  }
  return tree;
}

async function told(volume: Volume, entry: VolumeEntry): Promise<string> {
  if (entry.kind === 'directory') return 'dir';
  if (entry.kind === 'link') return `link ${entry.target}`;
  if (entry.kind !== 'file') return entry.kind;
  return `file ${entry.bytes} ${await sha256Of(volume, entry)}`;
}

/** In pieces that fit no sector. */
export async function sha256Of(volume: Volume, file: VolumeEntry): Promise<string> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(100_001);
  for (let position = 0; position < file.bytes; ) {
    const got = await volume.read(file, position, piece);
    if (got === 0) break;
    hash.update(piece.subarray(0, got));
    position += got;
  }
  return hash.digest('hex');
}

// A folder for an extraction, and what is in it afterwards, told as the trees of the samples are.
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExtractOptions } from '../../../app/contract/browse.ts';
import type { Volume } from '../../../app/filesystem/volume.ts';
import { type ExtractProgress, extract } from '../../../app/jobs/extract/extract.ts';
import type { Tree } from '../../filesystem/sample-images.ts';

export const SAFE: ExtractOptions = { overwrite: false, links: 'inside', owner: false };

/** `outside` holds `target`; both go when the scope ends. */
export function targetFolder(): Disposable & { readonly outside: string; readonly target: string } {
  const outside = mkdtempSync(join(tmpdir(), 'burnish-extract-'));
  return { outside, target: join(outside, 'target'), [Symbol.dispose]: () => rmSync(outside, { recursive: true }) };
}

/** Everything of a volume. */
export function extractAll(
  volume: Volume,
  to: string,
  options: Partial<ExtractOptions> = {},
  signal: AbortSignal = new AbortController().signal,
  progress: (progress: ExtractProgress) => void = () => undefined,
): ReturnType<typeof extract> {
  const selection = { volume, items: [{ entry: volume.root, names: [] }] };
  return extract(selection, to, { ...SAFE, ...options }, { signal, progress });
}

export function treeIn(folder: string, below = ''): Tree {
  const tree: Record<string, string> = {};
  for (const name of readdirSync(join(folder, below))) {
    const path = below === '' ? name : `${below}/${name}`;
    const full = join(folder, path);
    const stat = lstatSync(full);
    if (stat.isDirectory()) Object.assign(tree, { [path]: 'dir' }, treeIn(folder, path));
    else if (stat.isSymbolicLink()) tree[path] = `link ${readlinkSync(full)}`;
    else tree[path] = `file ${stat.size} ${createHash('sha256').update(readFileSync(full)).digest('hex')}`;
  }
  return tree;
}

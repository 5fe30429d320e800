// A folder of the host's disk as the window's own file chooser shows it.
import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import type { Folder, FolderEntry } from '../contract/image-facts.ts';
import { systemCode } from '../pipeline/image-file.ts';

const MOST_ENTRIES = 10_000;
/** Looks under way at once: enough to hide the latency of a network folder. */
const LOOKS = 32;
const IMAGE_NAMES = new Set(['.iso', '.img', '.bin', '.cue', '.nrg', '.mdf', '.toc', '.ccd', '.udf']);
const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * Folders first, then in natural order of names; hidden ones are left out. `roots`: where the way up ends. Throws
 * BurnishError `image-missing`, `permission-denied` or `invalid-argument` when it cannot be listed.
 */
export async function listFolder(path: string, roots: readonly string[] | undefined): Promise<Folder> {
  const folder = resolve(path);
  const { found, isCut } = await visibleEntries(folder);
  const entries: FolderEntry[] = [];
  for (let index = 0; index < found.length; index += LOOKS) {
    const part = found.slice(index, index + LOOKS);
    entries.push(...(await Promise.all(part.map((entry) => folderEntry(folder, entry)))));
  }
  entries.sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || byName.compare(a.name, b.name));
  const parent = await parentOf(folder, roots);
  return { path: folder, ...(parent === undefined ? {} : { parent }), entries, isCut };
}

async function visibleEntries(folder: string): Promise<{ found: readonly Dirent[]; isCut: boolean }> {
  const found: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.name.startsWith('.')) continue;
      if (found.length === MOST_ENTRIES) return { found, isCut: true };
      found.push(entry);
    }
  } catch (thrown) {
    throw unlisted(folder, thrown);
  }
  return { found, isCut: false };
}

/** Links are followed; what cannot be looked at is listed with what the folder itself tells. */
async function folderEntry(folder: string, entry: Dirent): Promise<FolderEntry> {
  const path = join(folder, entry.name);
  const stats = await stat(path).catch(() => undefined);
  const isFolder = stats === undefined ? entry.isDirectory() : stats.isDirectory();
  const kind = isFolder ? 'folder' : IMAGE_NAMES.has(extname(entry.name).toLowerCase()) ? 'image' : 'file';
  return {
    name: entry.name,
    path,
    kind,
    ...(stats === undefined || isFolder ? {} : { bytes: stats.size }),
    ...(stats === undefined ? {} : { modifiedAt: stats.mtime.toISOString() }),
  };
}

async function parentOf(folder: string, roots: readonly string[] | undefined): Promise<string | undefined> {
  const parent = dirname(folder);
  if (parent === folder) return undefined;
  if (roots === undefined) return parent;
  const places = await Promise.all([folder, ...roots].map((place) => realpath(place).catch(() => resolve(place))));
  return places.indexOf(places[0] ?? folder, 1) === -1 ? parent : undefined;
}

function unlisted(folder: string, thrown: unknown): BurnishError {
  const system = systemCode(thrown);
  const isMissing = system === 'ENOENT';
  const isForbidden = system === 'EACCES' || system === 'EPERM';
  return new BurnishError(
    {
      code: isMissing ? 'image-missing' : isForbidden ? 'permission-denied' : 'invalid-argument',
      message: `The folder ${folder} cannot be listed (${system}).`,
      doing: `listing ${folder}`,
      nextStep: isForbidden ? 'Change its permissions or choose another folder.' : 'Choose another folder.',
      details: { path: folder, system },
    },
    thrown,
  );
}

// Where a file chooser can begin: the folders that a window was given, or else those where people keep images.
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, join } from 'node:path';

export interface Place {
  readonly name: string;
  readonly path: string;
}

/** `roots`: the folders that the sender may reach; absent = wherever the user may. Only what exists is listed. */
export async function listPlaces(roots: readonly string[] | undefined): Promise<Place[]> {
  const candidates = roots ?? [...(await personalFolders()), ...(await mountedVolumes())];
  const unique = [...new Set(candidates)];
  const exist = await Promise.all(unique.map(isFolder));
  return unique.filter((_, index) => exist[index]).map((path) => ({ name: basename(path) || path, path }));
}

async function personalFolders(): Promise<readonly string[]> {
  const home = homedir();
  const downloads = (await userFolder(home, 'DOWNLOAD')) ?? join(home, 'Downloads');
  const desktop = (await userFolder(home, 'DESKTOP')) ?? join(home, 'Desktop');
  return [downloads, desktop, home];
}

/** Linux desktops translate the names of these folders and keep them in a file (xdg-user-dirs). */
async function userFolder(home: string, kind: string): Promise<string | undefined> {
  const list = await readFile(join(home, '.config', 'user-dirs.dirs'), 'utf8').catch(() => '');
  const path = new RegExp(`^XDG_${kind}_DIR="(?<path>.+)"$`, 'm').exec(list)?.groups?.['path'];
  return path?.replace(/^\$HOME/, home);
}

/** Folders in which systems mount sticks and disks, one folder each; letters on Windows. */
async function mountedVolumes(): Promise<readonly string[]> {
  if (process.platform === 'win32') return Array.from('CDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:\\`);
  if (process.platform === 'darwin') return foldersIn('/Volumes');
  const user = userInfo().username;
  return [...(await foldersIn(`/media/${user}`)), ...(await foldersIn(`/run/media/${user}`))];
}

/** A folder that is not there or may not be read offers no places. */
async function foldersIn(parent: string): Promise<readonly string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(parent, entry.name));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

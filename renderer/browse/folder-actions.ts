// Going through the folders of the opened image: in, up, back, forward, to a path, to another volume.
import { toBurnishError } from '../../app/base/errors.ts';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import {
  EMPTY_LISTING,
  type FolderPlace,
  folderOf,
  rootOf,
  type Step,
  volumeOf,
  withFoldersBelow,
} from './browse-state.ts';
import { changeOpened, openedNow } from './browse-store.ts';
import { endSearch } from './search-actions.ts';
import { chooseOne, NOTHING_CHOSEN } from './selection.ts';
import { goBack, goForward, goOn, type Visited } from './visited.ts';

type EngineCalls = Pick<EngineClient, 'call'>;

/** Ends the listing that is under way. */
let listing = new AbortController();

/** Reads the folder that is shown. `chosen`: the entry that is chosen afterwards. Rejects never: the page shows it. */
export async function showFolder(engine: EngineCalls, chosen?: number): Promise<void> {
  listing.abort();
  listing = new AbortController();
  const { signal } = listing;
  const opened = openedNow();
  if (opened?.visited === undefined) return;
  const { browse } = opened.image;
  const { entry } = folderOf(opened.visited.here);
  const selection = chosen === undefined ? NOTHING_CHOSEN : chooseOne(chosen);
  changeOpened(browse, () => ({ listing: EMPTY_LISTING, selection }));
  try {
    const entries = await entriesOf(engine, browse, entry, signal);
    if (signal.aborted) return;
    changeOpened(browse, ({ tree }) => ({
      listing: { is: 'known', entries },
      tree: withFoldersBelow(tree, entry, entries),
    }));
  } catch (thrown) {
    const { report: error } = toBurnishError(thrown, 'reading a folder');
    if (!signal.aborted) changeOpened(browse, () => ({ listing: { is: 'failed', entries: [], error } }));
  }
}

/** All entries of a folder, however many there are. */
async function entriesOf(
  engine: EngineCalls,
  browse: string,
  entry: number,
  signal?: AbortSignal,
): Promise<readonly BrowseEntry[]> {
  const entries: BrowseEntry[] = [];
  for (;;) {
    const part = await engine.call(
      'listFolder',
      { browse, entry, from: entries.length },
      signal === undefined ? {} : { signal },
    );
    for (const one of part.entries) entries.push(one);
    if (part.entries.length === 0 || entries.length >= part.total) return entries;
  }
}

/** Into a folder of the one that is shown. */
export async function goInto(engine: EngineCalls, { entry, name }: Step): Promise<void> {
  const here = openedNow()?.visited?.here;
  if (here !== undefined) await goTo(engine, { volume: here.volume, way: [...here.way, { entry, name }] });
}

/** To the folder with this place in the way that is shown; the one that one came from is chosen there. */
export async function goUpTo(engine: EngineCalls, place: number): Promise<void> {
  const here = openedNow()?.visited?.here;
  const came = here?.way[place + 1];
  if (here === undefined || came === undefined || place < 0) return;
  const [root, ...rest] = here.way;
  await goTo(engine, { volume: here.volume, way: [root, ...rest.slice(0, place)] }, came.entry);
}

export async function goUp(engine: EngineCalls): Promise<void> {
  await goUpTo(engine, (openedNow()?.visited?.here.way.length ?? 0) - 2);
}

/** To another volume of the image: its root. */
export async function goToVolume(engine: EngineCalls, number: number): Promise<void> {
  const opened = openedNow();
  const volume = opened === undefined ? undefined : volumeOf(opened, number);
  if (volume !== undefined) await goTo(engine, rootOf(volume));
}

/**
 * To what lies at this path, as it is shown: into a folder, or to a file in its folder, which is chosen then. Where the
 * path leads nowhere, as far as it leads. Rejects as the engine does.
 */
export async function goToPath(engine: EngineCalls, path: string, number?: number): Promise<void> {
  const opened = openedNow();
  const volume = number ?? opened?.visited?.here.volume;
  if (opened === undefined || volume === undefined) return;
  const { way } = await engine.call('entryAt', { browse: opened.image.browse, volume, inside: path });
  const last = way.at(-1);
  const isFolder = last?.kind === 'directory';
  const [root, ...rest] = (isFolder ? way : way.slice(0, -1)).map(({ entry, name }) => ({ entry, name }));
  if (root !== undefined) await goTo(engine, { volume, way: [root, ...rest] }, isFolder ? undefined : last?.entry);
}

/** `chosen`: the entry that is chosen there. Rejects never: the page shows what went wrong. */
export async function goTo(engine: EngineCalls, place: FolderPlace, chosen?: number): Promise<void> {
  await visit(engine, (visited) => goOn(visited, place), chosen);
}

export async function stepBack(engine: EngineCalls): Promise<void> {
  await visit(engine, goBack);
}

export async function stepForward(engine: EngineCalls): Promise<void> {
  await visit(engine, goForward);
}

async function visit(
  engine: EngineCalls,
  step: (visited: Visited<FolderPlace>) => Visited<FolderPlace>,
  chosen?: number,
): Promise<void> {
  const opened = openedNow();
  if (opened?.visited === undefined) return;
  const visited = step(opened.visited);
  if (visited === opened.visited) return;
  endSearch();
  changeOpened(opened.image.browse, () => ({ visited }));
  await Promise.all([showFolder(engine, chosen), openWay(engine, visited.here)]);
}

/** Opens or closes a folder of the tree; what lies in it is read when nobody has looked yet. */
export async function openInTree(engine: EngineCalls, folder: number, isOpen: boolean): Promise<void> {
  const opened = openedNow();
  if (opened === undefined) return;
  const { browse } = opened.image;
  changeOpened(browse, ({ tree }) => {
    const open = new Set(tree.open);
    if (isOpen) open.add(folder);
    else open.delete(folder);
    return { tree: { ...tree, open } };
  });
  if (!isOpen || opened.tree.below.has(folder)) return;
  const entries = await entriesOf(engine, browse, folder);
  changeOpened(browse, ({ tree }) => ({ tree: withFoldersBelow(tree, folder, entries) }));
}

/** Every folder above the one that is shown is open, so that the tree shows where one is. Rejects never. */
async function openWay(engine: EngineCalls, { way }: FolderPlace): Promise<void> {
  const tree = openedNow()?.tree;
  if (tree === undefined) return;
  const closed = way.slice(0, -1).filter(({ entry }) => !tree.open.has(entry) || !tree.below.has(entry));
  // What cannot be read stays closed; whoever goes there is told why.
  await Promise.all(
    closed.map(({ entry }) => openInTree(engine, entry, true).catch(() => openInTree(engine, entry, false))),
  );
}

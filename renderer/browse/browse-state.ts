// What stands on the browse page: an opened image, the folder that is shown of it, what is chosen, what is looked for.
import type { ErrorReport } from '../../app/base/errors.ts';
import type { BrowseEntry, BrowseVolume, FoundEntry, OpenedImage } from '../../app/contract/browse.ts';
import { type EntryOrder, FIRST_ORDER } from './entry-order.ts';
import { NOTHING_CHOSEN, type Selection } from './selection.ts';
import type { TreeFolder } from './tree-rows.ts';
import { startAt, type Visited } from './visited.ts';

/** An image file, or the disc in a drive. */
export type BrowseSource = { readonly path: string } | { readonly drive: string };

/** A folder on the way from the root; the name of the root is empty. */
export interface Step {
  readonly entry: number;
  readonly name: string;
}

/** A folder of a volume, with the way that leads to it from the root; the last of it is the folder. */
export interface FolderPlace {
  readonly volume: number;
  readonly way: readonly [Step, ...Step[]];
}

/** The entries of the folder that is shown; while they come, those that are there. */
export interface Listing {
  readonly is: 'loading' | 'known' | 'failed';
  readonly entries: readonly BrowseEntry[];
  readonly error?: ErrorReport;
}

export interface Search {
  readonly is: 'running' | 'done' | 'failed';
  readonly text: string;
  readonly found: readonly FoundEntry[];
  /** Entries that were looked at. */
  readonly searched: number;
  /** There are more than are told. */
  readonly isCut: boolean;
  readonly error?: ErrorReport;
}

/** The folders of the tree at the side. */
export interface FolderTree {
  readonly below: ReadonlyMap<number, readonly TreeFolder[]>;
  readonly open: ReadonlySet<number>;
}

export interface Opened {
  readonly is: 'opened';
  readonly source: BrowseSource;
  readonly image: OpenedImage;
  /** Absent when the image has no volume that can be read. */
  readonly visited: Visited<FolderPlace> | undefined;
  readonly listing: Listing;
  readonly tree: FolderTree;
  readonly selection: Selection;
  readonly order: EntryOrder;
  readonly search: Search | undefined;
}

/** `gone`: the connection to the engine broke off, and the opened image with it. */
export type BrowseState =
  | { readonly is: 'none' }
  /** A dropped file, looked for on the host's disks or brought over. */
  | { readonly is: 'finding'; readonly name: string; readonly fraction?: number }
  | { readonly is: 'opening'; readonly source: BrowseSource }
  | { readonly is: 'failed'; readonly source: BrowseSource; readonly error: ErrorReport }
  | { readonly is: 'gone'; readonly source: BrowseSource; readonly place: FolderPlace | undefined }
  | Opened;

export const EMPTY_LISTING: Listing = { is: 'loading', entries: [] };

/** An image that was opened just now: the root of its richest volume is shown. */
export function openedAt(source: BrowseSource, image: OpenedImage): Opened {
  const [first] = image.volumes;
  return {
    is: 'opened',
    source,
    image,
    visited: first === undefined ? undefined : startAt(rootOf(first)),
    listing: EMPTY_LISTING,
    tree: { below: new Map(), open: new Set(first === undefined ? [] : [first.root.entry]) },
    selection: NOTHING_CHOSEN,
    order: FIRST_ORDER,
    search: undefined,
  };
}

export function rootOf({ volume, root }: BrowseVolume): FolderPlace {
  return { volume, way: [{ entry: root.entry, name: '' }] };
}

export function folderOf({ way }: FolderPlace): Step {
  return way.at(-1) ?? way[0];
}

export function volumeOf({ image }: Opened, number: number): BrowseVolume | undefined {
  return image.volumes.find(({ volume }) => volume === number);
}

/** As it is written for people: "/boot/grub". */
export function pathOf({ way }: FolderPlace): string {
  return `/${way
    .slice(1)
    .map(({ name }) => name)
    .join('/')}`;
}

/** The path of an entry that is shown: of one that was found its own, else the folder's and its name. */
export function pathOfEntry({ visited, search }: Opened, { entry, name }: BrowseEntry): string {
  const found = search?.found.find((one) => one.found.entry === entry);
  if (found !== undefined) return found.path;
  const folder = visited === undefined ? '/' : pathOf(visited.here);
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** Those that the list shows, in no order yet. */
export function shownEntries({ search, listing }: Pick<Opened, 'search' | 'listing'>): readonly BrowseEntry[] {
  return search === undefined ? listing.entries : search.found.map(({ found }) => found);
}

/** Those that are chosen, in the order in which they came. */
export function chosenEntries(opened: Opened): readonly BrowseEntry[] {
  const { chosen } = opened.selection;
  return chosen.size === 0 ? [] : shownEntries(opened).filter(({ entry }) => chosen.has(entry));
}

/** With the folders that a listing told. */
export function withFoldersBelow(tree: FolderTree, folder: number, entries: readonly BrowseEntry[]): FolderTree {
  const folders = entries
    .filter(({ kind }) => kind === 'directory')
    .map(({ entry, name }) => ({ id: entry, name }))
    .sort((a, b) => names.compare(a.name, b.name));
  return { ...tree, below: new Map(tree.below).set(folder, folders) };
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

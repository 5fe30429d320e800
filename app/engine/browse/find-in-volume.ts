// The search over a whole volume: what fits is told in pieces while it goes on.
import type { FoundEntry } from '../../contract/browse.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import { nameTest } from '../../filesystem/name-pattern.ts';
import type { VolumeEntry } from '../../filesystem/volume.ts';
import { walkDirectories } from '../../filesystem/walk.ts';
import { givenUp } from '../given-up.ts';
import type { Work } from './browse-work.ts';
import { type BookedEntry, type EntryBook, shownPath } from './entry-book.ts';
import { entryRecord } from './entry-record.ts';

/** Told that often, so that a window has something to show at once. */
const BETWEEN_TELLING_MS = 100;
/** Found entries in one message. */
const MOST_AT_ONCE = 1000;

/** Throws BurnishError `cancelled`; what is damaged is a finding of the volume. */
export async function findInVolume(
  book: EntryBook,
  root: BookedEntry,
  { text, most }: CallParams<'findEntries'>,
  { signal, progress }: Work<'findEntries'>,
): Promise<CallResult<'findEntries'>> {
  const folders = new Folders(book, root);
  const isWanted = nameTest(text);
  let told = performance.now();
  let batch: FoundEntry[] = [];
  let searched = 0;
  let found = 0;
  const tell = (): void => {
    progress({ searched, found: batch });
    batch = [];
    told = performance.now();
  };
  for await (const { path, directory, entries } of walkDirectories(root.volume)) {
    folders.enter(directory, entries);
    for (const [index, entry] of entries.entries()) {
      searched++;
      if (found >= most || !isWanted(entry.name)) continue;
      found++;
      const folder = folders.booked(directory);
      const record = entryRecord(book.child(folder, index, entry));
      batch.push({ found: record, folder: folder.id, path: shownPath([...path, entry.name]) });
      if (batch.length >= MOST_AT_ONCE) tell();
    }
    if (found >= most) break;
    if (performance.now() - told < BETWEEN_TELLING_MS) continue;
    tell();
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw givenUp();
  }
  tell();
  return { searched, found, isCut: found >= most };
}

/** Books a folder, and those above it, only when something was found in it. */
class Folders {
  private readonly book: EntryBook;
  private readonly places = new Map<VolumeEntry, { readonly parent: VolumeEntry; readonly index: number }>();
  private readonly known: Map<VolumeEntry, BookedEntry>;

  constructor(book: EntryBook, root: BookedEntry) {
    this.book = book;
    this.known = new Map([[root.entry, root]]);
  }

  enter(directory: VolumeEntry, entries: readonly VolumeEntry[]): void {
    for (const [index, entry] of entries.entries()) {
      if (entry.kind === 'directory') this.places.set(entry, { parent: directory, index });
    }
  }

  booked(directory: VolumeEntry): BookedEntry {
    const known = this.known.get(directory);
    if (known !== undefined) return known;
    const place = this.places.get(directory);
    if (place === undefined) throw new Error('a folder that was never entered');
    const booked = this.book.child(this.booked(place.parent), place.index, directory);
    this.known.set(directory, booked);
    return booked;
  }
}

// What of an opened image goes out in a download: a file in pieces, a folder file by file.
import { MOST_LISTED, MOST_READ_BYTES } from '../../contract/browse-limits.ts';
import type { BrowseEntry } from '../../contract/browse.ts';
import type { EngineClient } from '../../contract/engine-client.ts';
import { safeFileName } from '../file-name.ts';
import type { ZipFile } from './zip-stream.ts';

/** Deeper ones are hostile. */
const DEEPEST = 256;
const MOST_FILES = 1_000_000;

export class DownloadedFiles {
  private readonly engine: EngineClient;
  private readonly browse: string;
  /** Folders by where they begin: the tree of a damaged volume may be a loop. */
  private readonly seen = new Set<number>();
  private files = 0;

  constructor(engine: EngineClient, browse: string) {
    this.engine = engine;
    this.browse = browse;
  }

  /** Throws BurnishError for an entry, or an image, that is not there. */
  async entry(entry: number): Promise<BrowseEntry> {
    return (await this.engine.call('entryDetails', { browse: this.browse, entry })).entry;
  }

  /** The bytes of a file; the next piece is read while one goes out. */
  async *content({ entry, bytes }: BrowseEntry): AsyncGenerator<Buffer> {
    let next = this.piece(entry, 0, bytes);
    for (let position = 0; position < bytes; ) {
      const piece = await next;
      position += piece.length;
      if (piece.length === 0) return;
      next = this.piece(entry, position, bytes);
      // It may fail while nobody waits for it: whoever does is told.
      next.catch(() => undefined);
      yield piece;
    }
    await next;
  }

  /** Files and folders with all that is in them, each under a name that any computer takes, and once. */
  async *tree(entries: readonly BrowseEntry[], above = '', depth = 0): AsyncGenerator<ZipFile> {
    const names = new Set<string>();
    for (const entry of entries) {
      if (entry.kind !== 'file' && entry.kind !== 'directory') continue;
      const path = above + nameAmong(names, safeFileName(entry.name) ?? '_');
      if (++this.files > MOST_FILES) throw new Error(`more than ${MOST_FILES} files`);
      const content = (): AsyncIterable<Buffer> => this.content(entry);
      if (entry.kind === 'file') yield { path, bytes: entry.bytes, modified: entry.modified, content };
      else yield* this.folder(entry, `${path}/`, depth);
    }
  }

  private async *folder(folder: BrowseEntry, path: string, depth: number): AsyncGenerator<ZipFile> {
    yield { path, bytes: 0, modified: folder.modified, content: nothing };
    const place = folder.firstSector;
    if (depth >= DEEPEST || (place !== undefined && this.seen.has(place))) return;
    if (place !== undefined) this.seen.add(place);
    const entries: BrowseEntry[] = [];
    for (let from = 0; ; from += MOST_LISTED) {
      const part = await this.engine.call('listFolder', { browse: this.browse, entry: folder.entry, from });
      entries.push(...part.entries);
      if (from + MOST_LISTED >= part.total) break;
    }
    yield* this.tree(entries, path, depth + 1);
  }

  private async piece(entry: number, position: number, end: number): Promise<Buffer> {
    const bytes = Math.min(MOST_READ_BYTES, end - position);
    if (bytes <= 0) return Buffer.alloc(0);
    const { data } = await this.engine.call('readEntry', { browse: this.browse, entry, position, bytes });
    return Buffer.from(data, 'base64');
  }
}

/** Told apart as Windows tells names apart. */
function nameAmong(names: Set<string>, wanted: string): string {
  let name = wanted;
  for (let twin = 2; names.has(name.toLowerCase()); twin++) {
    name = wanted.replace(/(?=\.[^.]*$)|$/, `~${twin}`);
  }
  names.add(name.toLowerCase());
  return name;
}

async function* nothing(): AsyncGenerator<Buffer> {
  yield* [];
}

// One tree of an ISO 9660 volume: listing and reading.
import type { FindingLog } from '../finding-log.ts';
import { readExtents } from '../file-bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { shownName } from '../shown-name.ts';
import type { StoredChecksum, Structure, Volume, VolumeEntry, VolumeFacts } from '../volume.ts';
import { walkDirectories } from '../walk.ts';
import type { DirectoryEntries } from './directory-entries.ts';
import { beginsDirectory, LEAST_RECORD_BYTES } from './directory-records.ts';
import type { IsoEntry } from './iso-entry.ts';
import { compareWithPathTable, type PathTable } from './path-table.ts';
import { storedChecksums } from './stored-checksums.ts';
import type { IsoKind } from './tree-form.ts';
import { ZisofsFiles } from './zisofs.ts';

/** Half a million entries of the usual length; no directory is longer. */
const MOST_DIRECTORY_BYTES = 64 * 1024 * 1024;

/** As many as the table can number. */
const MOST_LOST_DIRECTORIES = 65_535;

/** Where writers put directories that lie too deep. */
const SHELTER = /^\.?rr_moved$/i;

export interface IsoVolumeParts {
  readonly image: ImageBytes;
  readonly kind: IsoKind;
  readonly label: string;
  readonly session: number | undefined;
  readonly facts: VolumeFacts;
  readonly root: IsoEntry;
  /** Its root is where it should be. */
  readonly isReadable: boolean;
  /** The address of the image's first block. */
  readonly firstBlock: number;
  readonly entries: DirectoryEntries;
  readonly log: FindingLog;
  /** Descriptors and path tables. */
  readonly structures: readonly Structure[];
  /** Of its session. */
  readonly startSector: number;
  readonly readPathTable: () => Promise<PathTable>;
}

export class IsoVolume implements Volume {
  readonly kind: IsoKind;
  readonly label: string;
  readonly session: number | undefined;
  readonly isReadable: boolean;
  readonly firstBlock: number;
  readonly imageBytes: number;
  readonly facts: VolumeFacts;
  readonly root: VolumeEntry;
  readonly log: FindingLog;
  private readonly image: ImageBytes;
  private readonly entries: DirectoryEntries;
  private readonly packedFiles: ZisofsFiles;
  private readonly fixed: readonly Structure[];
  private readonly startSector: number;
  private readonly readPathTable: () => Promise<PathTable>;
  private pathTable: Promise<PathTable> | undefined;

  constructor(parts: IsoVolumeParts) {
    this.kind = parts.kind;
    this.label = parts.label;
    this.session = parts.session;
    this.isReadable = parts.isReadable;
    this.firstBlock = parts.firstBlock;
    this.imageBytes = parts.image.size;
    this.facts = parts.facts;
    this.root = parts.root;
    this.log = parts.log;
    this.image = parts.image;
    this.entries = parts.entries;
    this.fixed = parts.structures;
    this.startSector = parts.startSector;
    this.readPathTable = parts.readPathTable;
    this.packedFiles = new ZisofsFiles(parts.image, parts.log);
  }

  async list(directory: VolumeEntry): Promise<readonly VolumeEntry[]> {
    this.pathTable ??= this.readPathTable();
    const pathTable = await this.pathTable;
    const listed = await this.entriesOf(directory, pathTable);
    const isRoot = directory.extents[0]?.begin === this.root.extents[0]?.begin;
    compareWithPathTable(directory, listed, pathTable, this.log);
    if (this.kind !== 'rock-ridge' || !isRoot) return listed;
    // What was moved into it is where it belongs.
    const shelters = listed.filter((entry) => entry.kind === 'directory' && SHELTER.test(entry.name));
    const empty = new Set<VolumeEntry>();
    for (const shelter of shelters) {
      if (shelter.bytes > 0 && (await this.entriesOf(shelter, pathTable)).length === 0) empty.add(shelter);
    }
    return empty.size === 0 ? listed : listed.filter((entry) => !empty.has(entry));
  }

  private async entriesOf(directory: VolumeEntry, pathTable: PathTable): Promise<VolumeEntry[]> {
    let listed: VolumeEntry[] = [];
    let isSound = true;
    for (const { begin, bytes: told } of directory.extents) {
      const bytes = await this.lengthOf(directory, begin, told);
      const found = await this.image.read(begin, Math.min(bytes, MOST_DIRECTORY_BYTES));
      if (found.length < bytes && this.isReadable) {
        const what = `The directory "${shownName(directory.name) || '/'}" goes on behind the end of the image.`;
        this.log.add('error', begin, what);
      }
      if (begin === directory.extents[0]?.begin) isSound = beginsDirectory(found);
      listed = listed.concat(await this.entries.read(found, begin));
    }
    return isSound ? listed : this.withLostEntries(directory, listed, pathTable);
  }

  /** Of what a directory says of itself and what the one above says of it the larger that lies in the image. */
  private async lengthOf(directory: VolumeEntry, begin: number, told: number): Promise<number> {
    const head = await this.image.read(begin, LEAST_RECORD_BYTES);
    const own = this.entries.ownBytes(head);
    if (own === undefined || own === told) return told;
    const what = `The directory "${shownName(directory.name) || '/'}" has another length by its own record.`;
    this.log.add('note', begin, what);
    const fitting = [told, own].filter((bytes) => begin + bytes <= this.image.size);
    return fitting.length === 0 ? Math.min(told, own) : Math.max(...fitting);
  }

  /** What could be told of a damaged directory, and the directories that the path table knows in it. */
  private async withLostEntries(
    directory: VolumeEntry,
    told: readonly VolumeEntry[],
    pathTable: PathTable,
  ): Promise<VolumeEntry[]> {
    const begin = directory.extents[0]?.begin ?? 0;
    // One that lies in the same place is its own record, with a damaged name.
    const listed = told.filter((entry) => entry.extents[0]?.begin !== begin);
    const shown = shownName(directory.name) || '/';
    const what =
      listed.length === 0
        ? `The records of the directory "${shown}" are lost: only directories in it are known.`
        : `The directory "${shown}" does not begin with its own record: what can be told is shown.`;
    this.log.add('error', begin, what);
    const isRoot = begin === this.root.extents[0]?.begin;
    const known = isRoot ? pathTable.childrenOfRoot() : pathTable.childrenOf(begin);
    const seen = new Set(listed.map((entry) => entry.extents[0]?.begin));
    for (const child of known.toSorted((one, other) => one.begin - other.begin).slice(0, MOST_LOST_DIRECTORIES)) {
      if (seen.has(child.begin)) continue;
      seen.add(child.begin);
      const own = await this.entries.readOwn(child.begin, child);
      if (own !== undefined) listed.push(own);
    }
    return listed;
  }

  async read(file: VolumeEntry, position: number, into: Uint8Array): Promise<number> {
    if (file.packing?.kind === 'sparse') {
      const what = `The file "${shownName(file.name)}" is stored sparse by Rock Ridge, which cannot be read here.`;
      this.log.add('error', file.extents[0]?.begin ?? 0, what);
      return 0;
    }
    if (file.packing !== undefined) return this.packedFiles.read(file, position, into);
    const done = await readExtents(this.image, file.extents, position, into);
    const begin = file.extents[0]?.begin ?? 0;
    // What lies before the image was said when it was listed.
    if (done < into.length && position + done < file.bytes && begin >= 0) {
      const what = `The file "${shownName(file.name)}" goes on behind the end of the image.`;
      this.log.add('error', begin, what);
    }
    return done;
  }

  async *checksums(): AsyncGenerator<StoredChecksum> {
    for await (const sum of storedChecksums(this.image, this, this.startSector)) {
      const of = sum.path === undefined ? sum.what : sum.path.map(shownName).join('/');
      const begin = sum.extents[0]?.begin ?? 0;
      if (!sum.agrees)
        this.log.add('error', begin, `The MD5 sum that the volume keeps of "${of}" is not that of its bytes.`);
      yield sum;
    }
  }

  async *structures(): AsyncIterable<Structure> {
    yield* this.fixed;
    for await (const { directory } of walkDirectories(this)) yield { what: 'directory', extents: directory.extents };
    for (const [begin, { name, isReached }] of this.entries.moved) {
      if (isReached) continue;
      this.log.add('error', begin, `The directory "${shownName(name)}" was moved, and nothing leads to it.`);
    }
  }
}

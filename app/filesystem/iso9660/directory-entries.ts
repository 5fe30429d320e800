// From the records of a directory to its entries: file sections are joined, continuation areas fetched, relocated
// directories put back where they belong.
import type { FindingLog } from '../finding-log.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { shownName } from '../shown-name.ts';
import type { EntryKind, Extent } from '../volume.ts';
import { beginsDirectory, FLAG, isDotRecord, LEAST_RECORD_BYTES, RECORD, recordsIn } from './directory-records.ts';
import { IsoEntry, type RecordPlace } from './iso-entry.ts';
import { decodeJoliet, decodeText, withoutVersion } from './names.ts';
import { RecordExtents } from './record-extents.ts';
import { kindOfMode, LONGEST_NAME_BYTES, modeOf, nameOf, targetOf } from './rock-ridge-fields.ts';
import type { SystemUse } from './system-use.ts';
import {
  type AreaBudget,
  readContinuations,
  type SystemUseRead,
  systemUseIn,
  xaAttributesIn,
} from './system-use-areas.ts';
import { placeOf, type TreeForm } from './tree-form.ts';
import { toldApart } from './twins.ts';
import { packingOf } from './zisofs-packing.ts';

/** The longest record with a name of one byte for itself. */
const MOST_RECORD_BYTES = 255;
/** Attributes of CD-ROM XA: the file has sectors of 2324 bytes. */
const XA_FORM_2 = 0x1000;

/** As many directories as a volume can number. */
const MOST_MOVED = 65_536;

/** What is known of a directory by what led to it. */
export interface OwnOptions {
  readonly name: string;
  readonly rawName: Buffer;
  readonly isMoved?: boolean;
  /** Its length as another record tells it. */
  readonly leastBytes?: number;
}

export class DirectoryEntries {
  /** Directories in a place that is not theirs, by where they begin: what leads to them, and whether anything does. */
  readonly moved = new Map<number, { name: string; isReached: boolean }>();
  private readonly image: ImageBytes;
  private readonly form: TreeForm;
  private readonly log: FindingLog;
  private readonly extents: RecordExtents;
  private readonly isHighSierra: boolean;

  constructor(image: ImageBytes, form: TreeForm, log: FindingLog) {
    this.image = image;
    this.form = form;
    this.log = log;
    const nameAt = (bytes: Buffer, at: number): string => this.shownAt(bytes, at);
    this.extents = new RecordExtents(form, image.size, { log, nameAt });
    this.isHighSierra = form.kind === 'high-sierra';
  }

  /** Entries in the bytes of a directory that begins at `begin` of the image. */
  async read(directory: Buffer, begin: number): Promise<IsoEntry[]> {
    const entries: IsoEntry[] = [];
    const budget = { bytesLeft: this.image.size };
    const offsets = recordsIn(directory, begin, this.log);
    for (let index = 0; index < offsets.length; index++) {
      const record = this.recordAt(directory, offsets[index] ?? 0);
      if (isDotRecord(directory, record.at)) continue;
      const extents = this.sectionsFrom(record, offsets, index);
      index += extents.length - 1;
      const entry = this.entryOf(record, extents, budget);
      const made = entry instanceof Promise ? await entry : entry;
      if (made !== undefined) entries.push(made);
    }
    return toldApart(entries, begin, this.log);
  }

  /** The entry of a directory by the record at the beginning of its bytes; undefined where there is none. */
  async readOwn(begin: number, options: OwnOptions): Promise<IsoEntry | undefined> {
    const { name, rawName, isMoved = false, leastBytes = 0 } = options;
    const bytes = await this.image.read(begin, MOST_RECORD_BYTES);
    if (!beginsDirectory(bytes)) return undefined;
    const record = this.recordAt(bytes, 0);
    const told = this.extents.at(bytes, 0);
    if (told.begin !== begin) {
      const what = `The directory "${shownName(name) || '/'}" says of itself that it lies elsewhere.`;
      this.log.add('warning', begin, what);
    }
    const extents = [{ ...told, begin, bytes: Math.max(told.bytes, leastBytes) }];
    // What SP tells to skip is not in the field that holds it (SUSP 5.3).
    const holdsSkip = systemUseIn(bytes, 0, 0).systemUse.skipBytes !== undefined;
    const read = systemUseIn(bytes, 0, holdsSkip ? 0 : (this.form.systemUseSkip ?? 0));
    const systemUse = await this.wholeSystemUse(record, read, { bytesLeft: this.image.size });
    return new IsoEntry(record, { name, rawName, kind: 'directory', extents, systemUse, packing: undefined, isMoved });
  }

  /** The length that a directory has by its first record; undefined where that is none. */
  ownBytes(head: Buffer): number | undefined {
    return isDotRecord(head, 0) && head.length >= LEAST_RECORD_BYTES ? this.extents.at(head, 0).bytes : undefined;
  }

  private recordAt(bytes: Buffer, at: number): RecordPlace {
    return { bytes, at, isHighSierra: this.isHighSierra };
  }

  /** A file of several sections has a record for each, with the same name; all but the last say that more follow. */
  private sectionsFrom({ bytes, at }: RecordPlace, offsets: readonly number[], index: number): Extent[] {
    const extents = [this.extents.at(bytes, at)];
    for (let last = at; (this.flagsAt(bytes, last) & FLAG.moreExtents) !== 0; ) {
      const next = offsets[index + extents.length];
      if (next === undefined || !hasSameName(bytes, at, next)) {
        const what = `The file "${this.shownAt(bytes, at)}" announces another section that is not there.`;
        this.log.add('error', extents[0]?.begin ?? 0, what);
        break;
      }
      extents.push(this.extents.at(bytes, next));
      last = next;
    }
    return extents;
  }

  /** A promise only for an entry that has more to be read. */
  private entryOf(
    record: RecordPlace,
    extents: readonly Extent[],
    budget: AreaBudget,
  ): IsoEntry | undefined | Promise<IsoEntry | undefined> {
    if (this.form.systemUseSkip === undefined) return this.plainEntry(record, extents);
    const read = systemUseIn(record.bytes, record.at, this.form.systemUseSkip);
    const { systemUse, next } = read;
    if (next === undefined && systemUse.childBlock === undefined) {
      return this.rockRidgeEntry(record, extents, systemUse);
    }
    return this.wholeSystemUse(record, read, budget).then((whole) => this.fetchedEntry(record, extents, whole));
  }

  private plainEntry(record: RecordPlace, extents: readonly Extent[]): IsoEntry {
    const { bytes, at } = record;
    const name = this.nameAt(bytes, at);
    const kind = (this.flagsAt(bytes, at) & FLAG.directory) === 0 ? 'file' : 'directory';
    if (kind === 'file') this.checkFile(record, name, extents);
    return new IsoEntry(record, {
      name,
      rawName: undefined,
      kind,
      extents,
      systemUse: undefined,
      packing: undefined,
      isMoved: false,
    });
  }

  private async fetchedEntry(
    record: RecordPlace,
    extents: readonly Extent[],
    systemUse: SystemUse,
  ): Promise<IsoEntry | undefined> {
    const made = this.rockRidgeEntry(record, extents, systemUse);
    if (made === undefined || systemUse.childBlock === undefined) return made;
    return this.movedDirectory(made, systemUse.childBlock);
  }

  /** `read` is what the record itself has. */
  private async wholeSystemUse(
    { bytes, at }: RecordPlace,
    read: SystemUseRead,
    budget: AreaBudget,
  ): Promise<SystemUse> {
    const name = (): string => this.shownAt(bytes, at);
    await readContinuations(this.image, this.form, read, { log: this.log, name, budget });
    return read.systemUse;
  }

  /** CL: the record holds the place of a directory that had to be put elsewhere (RRIP 4.1.5.1). */
  private async movedDirectory(holder: IsoEntry, block: number): Promise<IsoEntry> {
    const begin = placeOf(this.form, block);
    this.moved.set(begin, { name: holder.name, isReached: true });
    const { name } = holder;
    const own = await this.readOwn(begin, { name, rawName: Buffer.from(holder.rawName), isMoved: true });
    if (own !== undefined) return own;
    this.log.add('error', begin, `The directory "${shownName(holder.name)}" is not where its link leads.`);
    return holder;
  }

  private rockRidgeEntry(record: RecordPlace, extents: readonly Extent[], systemUse: SystemUse): IsoEntry | undefined {
    const { bytes, at } = record;
    const named = systemUse.names === undefined ? undefined : nameOf(systemUse.names);
    const name = named?.name ?? this.nameAt(bytes, at);
    if (systemUse.isRelocated) {
      const begin = extents[0]?.begin ?? 0;
      if (!this.moved.has(begin) && this.moved.size < MOST_MOVED) this.moved.set(begin, { name, isReached: false });
      return undefined;
    }
    const kind = this.kindOf(record, systemUse);
    if (named?.isCut === true) {
      const what = `The name "${shownName(name)}" was longer and is cut after ${LONGEST_NAME_BYTES} bytes.`;
      this.log.add('warning', extents[0]?.begin ?? 0, what);
    }
    if (kind === 'link' && targetOf(systemUse.links ?? []).isCut) {
      this.log.add('error', extents[0]?.begin ?? 0, `The target of the link "${shownName(name)}" is cut.`);
    }
    if (systemUse.isDamaged) {
      this.log.add('warning', extents[0]?.begin ?? 0, `The attributes of "${shownName(name)}" are damaged.`);
    }
    if (kind === 'file') this.checkFile(record, name, extents);
    const packing = kind === 'file' ? packingOf(systemUse) : undefined;
    return new IsoEntry(record, { name, rawName: named?.raw, kind, extents, systemUse, packing, isMoved: false });
  }

  /** The flag of the record counts for directories, the mode for everything else. */
  private kindOf({ bytes, at }: RecordPlace, systemUse: SystemUse): EntryKind {
    const isDirectory = (this.flagsAt(bytes, at) & FLAG.directory) !== 0;
    const told = systemUse.px === undefined ? undefined : kindOfMode(modeOf(systemUse.px));
    if (told === 'link' && systemUse.links !== undefined) return 'link';
    if (systemUse.childBlock !== undefined || isDirectory) return 'directory';
    if (told !== undefined && told !== 'directory') return told;
    return systemUse.links === undefined ? 'file' : 'link';
  }

  private checkFile({ bytes, at }: RecordPlace, name: string, extents: readonly Extent[]): void {
    const { descriptors } = this.form;
    if (((xaAttributesIn(bytes, at) ?? 0) & XA_FORM_2) !== 0) {
      const what = `The file "${shownName(name)}" has sectors of form 2: 2048 of their 2324 bytes are shown.`;
      this.log.add('note', extents[0]?.begin ?? 0, what);
    }
    for (const extent of extents) {
      const { begin } = extent;
      const end = endOf(extent);
      if (extent.bytes === 0) continue;
      if (end > this.image.size) {
        this.log.add('error', begin, `The file "${shownName(name)}" goes on behind the end of the image.`);
      } else if (begin < 0) {
        this.log.add(
          'error',
          0,
          `The file "${shownName(name)}" lies in an earlier session, which the image does not have.`,
        );
      } else if (begin < descriptors.end && end > descriptors.begin && this.form.firstBlock === 0) {
        this.log.add('warning', begin, `The file "${shownName(name)}" lies over the volume descriptors.`);
      }
    }
  }

  private nameAt(bytes: Buffer, at: number): string {
    const begin = at + RECORD.name;
    const end = begin + (bytes[at + RECORD.nameBytes] ?? 0);
    if (begin === end) {
      this.log.add('error', 0, 'An entry has no name: it is shown as "_".');
      return '_';
    }
    if (this.form.kind === 'joliet') return withoutVersion(decodeJoliet(bytes, begin, end), false);
    return withoutVersion(decodeText(bytes, begin, end), this.form.kind !== 'iso9660-1999');
  }

  private shownAt(bytes: Buffer, at: number): string {
    return shownName(this.nameAt(bytes, at));
  }

  private flagsAt(bytes: Buffer, at: number): number {
    return bytes[at + (this.isHighSierra ? RECORD.highSierraFlags : RECORD.flags)] ?? 0;
  }
}

/** Behind the last byte, with the gaps of a file in parts. */
function endOf({ begin, bytes, interleave }: Extent): number {
  if (interleave === undefined) return begin + bytes;
  return begin + bytes + (Math.ceil(bytes / interleave.unitBytes) - 1) * interleave.gapBytes;
}

function hasSameName(bytes: Buffer, one: number, other: number): boolean {
  const nameBytes = bytes[one + RECORD.nameBytes] ?? 0;
  if (bytes[other + RECORD.nameBytes] !== nameBytes) return false;
  const [a, b] = [one + RECORD.name, other + RECORD.name];
  return bytes.compare(bytes, b, b + nameBytes, a, a + nameBytes) === 0;
}

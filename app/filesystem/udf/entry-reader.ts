// Makes the entries of a volume's tree from file identifiers and file entries.
import type { FindingLog } from '../finding-log.ts';
import { shownName } from '../shown-name.ts';
import type { EntryAttribute, Extent, VolumeEntry } from '../volume.ts';
import type { Allocation } from './address.ts';
import { Allowance } from './allowance.ts';
import { type CurrentEntry, currentEntry } from './current-entry.ts';
import { readDirectoryStream } from './directory-stream.ts';
import { type ExtendedAttributes, readExtendedAttributes } from './extended-attributes.ts';
import type { ExtentList } from './extent-list.ts';
import { type FileEntry, kindOf } from './file-entry.ts';
import type { FileIdentifier } from './file-identifier.ts';
import type { LogicalSpace } from './logical-space.ts';
import { readStructure } from './structure-bytes.ts';
import { readLinkTarget } from './symbolic-link.ts';
import { decodeTextAt } from './text.ts';
import { type NameSource, UdfEntry, type UdfEntryParts } from './udf-entry.ts';

/** Attributes in a file of their own. */
const MOST_ATTRIBUTE_BYTES = 64 * 1024;
/** The directory of the streams of one file. */
const MOST_STREAM_BYTES = 256 * 1024;
/** Each component has a head of four bytes. */
const MOST_LINK_BYTES = 32 * 1024;

type Name = NameSource & Pick<FileIdentifier, 'isHidden' | 'isDirectory' | 'icb'>;

export class EntryReader {
  private readonly space: LogicalSpace;
  private readonly log: FindingLog;
  /** Every question has its own. */
  private readonly allowance = new Allowance();

  constructor(space: LogicalSpace) {
    this.space = space;
    this.log = space.image.log;
  }

  /** The root, which has no name. */
  async root(icb: Allocation): Promise<VolumeEntry> {
    return this.entry(nameless(icb), true);
  }

  /** Entries of a directory, in the order of the disc. */
  async list(directory: Pick<VolumeEntry, 'extents' | 'bytes' | 'name'>, withStreams = true): Promise<VolumeEntry[]> {
    const entries: VolumeEntry[] = [];
    for (const identifier of await this.identifiers(directory)) {
      const entry = this.entry(identifier, withStreams);
      entries.push(entry instanceof Promise ? await entry : entry);
    }
    return entries;
  }

  private async identifiers({
    extents,
    bytes,
    name,
  }: Pick<VolumeEntry, 'extents' | 'bytes' | 'name'>): Promise<readonly FileIdentifier[]> {
    const { image, blockBytes } = this.space;
    const begin = extents[0]?.begin ?? 0;
    const there = await readDirectoryStream(image, { extents, bytes }, blockBytes);
    const copies = isDamaged(there) ? this.copiesOf(extents) : undefined;
    const copy = copies && (await readDirectoryStream(image, { extents: copies, bytes }, blockBytes));
    const isCopyBetter = copy !== undefined && copy.identifiers.length >= there.identifiers.length && !isDamaged(copy);
    const { identifiers, damagedBytes, isWhole } = isCopyBetter ? copy : there;
    const shownText = shown(name);
    if (isCopyBetter) {
      this.log.add(
        'warning',
        begin,
        `The directory "${shownText}" is damaged; the mirror of the metadata has it whole.`,
      );
    }
    if (damagedBytes > 0) {
      this.log.add('error', begin, `The directory "${shownText}" is damaged: ${damagedBytes} bytes of it are lost.`);
    }
    if (!isWhole) this.log.add('error', begin, `The directory "${shownText}" is too long: a part of it is shown.`);
    for (const identifier of identifiers) {
      // The first byte of a name tells how wide its characters are.
      if (identifier.nameEnd - identifier.nameBegin <= 1) {
        this.log.add('error', begin, 'An entry has no name: it is shown as "_".');
      }
      if (identifier.isSound) continue;
      this.log.add(
        'warning',
        begin,
        `The name "${shown(nameIn(identifier))}" is damaged; it is shown as far as it goes.`,
      );
    }
    return identifiers;
  }

  /** Where the mirror of the metadata has the same bytes; undefined where it has not all of them. */
  private copiesOf(extents: readonly Extent[]): Extent[] | undefined {
    const { blockBytes } = this.space;
    const copies: Extent[] = [];
    for (const extent of extents) {
      for (let done = 0; done < extent.bytes; ) {
        const here = extent.begin + done;
        const begin = this.space.copyOf(here);
        const isTaken = this.allowance.take('steps', 1);
        if (begin === undefined || extent.kind === 'hole' || !isTaken) return undefined;
        const bytes = Math.min(extent.bytes - done, blockBytes - (here % blockBytes));
        copies.push({ kind: 'data', begin, bytes });
        done += bytes;
      }
    }
    return copies;
  }

  /** At once when everything is in memory: a promise for each of many entries takes long. */
  private entry(name: Name, withStreams: boolean): VolumeEntry | Promise<VolumeEntry> {
    const found = currentEntry(this.space, name.icb, this.allowance);
    if (found instanceof Promise) return found.then((current) => this.located(name, current, withStreams));
    return this.located(name, found, withStreams);
  }

  private located(
    name: Name,
    current: CurrentEntry | undefined,
    withStreams: boolean,
  ): VolumeEntry | Promise<VolumeEntry> {
    if (current === undefined) return this.unreadable(name);
    if (current.faults.length > 0) this.sayFaults(nameIn(name), current);
    const list = this.space.extentsOf(current.entry, this.allowance);
    if (list instanceof Promise) return list.then((whole) => this.assembled(name, current.entry, whole, withStreams));
    return this.assembled(name, current.entry, list, withStreams);
  }

  private unreadable(source: Name): VolumeEntry {
    const { icb, isHidden, isDirectory } = source;
    const name = nameIn(source);
    this.log.add('error', this.space.begin(icb) ?? 0, `The file entry of "${shown(name)}" cannot be read.`);
    const kind = isDirectory ? 'directory' : 'file';
    return new UdfEntry({
      name,
      source,
      kind,
      isHidden,
      bytes: 0,
      list: undefined,
      times: {},
      posix: undefined,
      ...NOTHING,
    });
  }

  private assembled(
    source: Name,
    entry: FileEntry,
    list: ExtentList,
    withStreams: boolean,
  ): VolumeEntry | Promise<VolumeEntry> {
    const name = nameIn(source);
    const { isHidden } = source;
    if (list.bytes < entry.bytes || !list.isWhole) this.sayShort(name, entry, list);
    const kind = kindOf(entry.type);
    const { mode, uid, gid, links, times, bytes } = entry;
    const posix = { mode, uid, gid, links, inode: Math.floor(entry.begin / this.space.blockBytes) };
    const parts = { name, source, kind, isHidden, bytes, list, times, posix, ...NOTHING };
    const streams = withStreams && entry.streams !== undefined && entry.streams.bytes > 0 ? entry.streams : undefined;
    const isPlain = kind !== 'link' && streams === undefined && !hasMore(entry);
    return isPlain ? new UdfEntry(parts) : this.completed(parts, entry, { list, streams });
  }

  /** Adds what few entries have. */
  private async completed(
    parts: UdfEntryParts,
    entry: FileEntry,
    { list, streams: icb }: { list: ExtentList; streams: Allocation | undefined },
  ): Promise<VolumeEntry> {
    const { device, times, attributes } = await this.extendedAttributes(entry, parts.name);
    const streamDirectory = icb === undefined ? undefined : await this.entry(nameless(icb), false);
    const streams = streamDirectory === undefined ? [] : await this.streams(streamDirectory, parts.name);
    return new UdfEntry({
      ...parts,
      times: { ...times, ...parts.times },
      posix: parts.posix && device ? { ...parts.posix, device } : parts.posix,
      target: parts.kind === 'link' ? await this.target(parts.name, entry, list) : undefined,
      attributes: attributes.length === 0 ? undefined : attributes,
      streams: streams.length === 0 ? undefined : streams,
      streamDirectory,
    });
  }

  private async target(name: string, entry: FileEntry, list: ExtentList): Promise<string> {
    const length = Math.min(list.bytes, MOST_LINK_BYTES);
    const place = { position: 0, length: this.allowance.take('linkBytes', length) ? length : 0 };
    const { target, isWhole } = readLinkTarget(await readStructure(this.space.image, list.extents, place));
    if (!isWhole || place.length < entry.bytes) {
      this.log.add('warning', entry.begin, `The link "${shown(name)}" is damaged: its target is cut.`);
    }
    return target;
  }

  /** Those in the entry itself, and those in a file of their own. */
  private async extendedAttributes(entry: FileEntry, name: string): Promise<ExtendedAttributes> {
    const inside = readExtendedAttributes(entry.block.subarray(entry.attributesOffset, entry.areaOffset));
    const outside = entry.attributesIcb.bytes > 0 ? await this.attributesAt(entry.attributesIcb, name) : undefined;
    const attributes: EntryAttribute[] = [];
    for (const attribute of [...inside.attributes, ...(outside?.attributes ?? [])]) {
      if (this.allowance.take('extraBytes', attribute.value.length + 64)) attributes.push(attribute);
      else this.log.add('error', entry.begin, `Some attributes of "${shown(name)}" are left out.`);
    }
    return { ...outside, ...inside, times: { ...outside?.times, ...inside.times }, attributes };
  }

  private async attributesAt(icb: Allocation, name: string): Promise<ExtendedAttributes | undefined> {
    const current = await currentEntry(this.space, icb, this.allowance);
    if (current === undefined) return undefined;
    const { extents, bytes } = await this.space.extentsOf(current.entry, this.allowance);
    const length = Math.min(bytes, MOST_ATTRIBUTE_BYTES);
    const place = { position: 0, length: this.allowance.take('extraBytes', length) ? length : 0 };
    if (place.length < bytes) {
      this.log.add('error', current.entry.begin, `Some attributes of "${shown(name)}" are left out.`);
    }
    return readExtendedAttributes(await readStructure(this.space.image, extents, place));
  }

  private async streams(directory: VolumeEntry, name: string): Promise<VolumeEntry[]> {
    const { kind, bytes, extents } = directory;
    if (kind !== 'directory') return [];
    if (bytes <= MOST_STREAM_BYTES && this.allowance.take('extraBytes', bytes)) return this.list(directory, false);
    this.log.add('error', extents[0]?.begin ?? 0, `The streams of "${shown(name)}" are left out.`);
    return [];
  }

  private sayFaults(name: string, { entry, faults }: CurrentEntry): void {
    const shownText = shown(name);
    if (faults.includes('from-copy')) {
      this.log.add(
        'warning',
        entry.begin,
        `The file entry of "${shownText}" is damaged; the mirror of the metadata has it.`,
      );
    }
    if (faults.includes('damaged')) {
      const what = `The file entry of "${shownText}" has a wrong checksum or place; it is used all the same.`;
      this.log.add('warning', entry.begin, what);
    }
    if (faults.includes('unfinished')) {
      const what = `The file entry of "${shownText}" may have a newer version: it was not looked for to the end.`;
      this.log.add('error', entry.begin, what);
    }
    if (faults.includes('loop')) {
      this.log.add('warning', entry.begin, `The versions of the file entry of "${shownText}" lead back to themselves.`);
    }
  }

  private sayShort(name: string, entry: FileEntry, list: ExtentList): void {
    const what = `"${shown(name)}" has ${entry.bytes} bytes, and only ${list.bytes} of them have a place.`;
    this.log.add('error', entry.begin, what);
  }
}

const NOTHING = { target: undefined, attributes: undefined, streams: undefined, streamDirectory: undefined };

/** The root has no name. */
function shown(name: string): string {
  return name === '' ? '/' : shownName(name);
}

/** A name in characters of no known width is shown byte by byte. Only what nothing leads to has none: the root. */
function nameIn({ bytes, nameBegin, nameEnd }: NameSource): string {
  if (nameEnd - nameBegin <= 1 && bytes.length > 0) return '_';
  return decodeTextAt(bytes, nameBegin, nameEnd) ?? bytes.toString('latin1', nameBegin, nameEnd);
}

function nameless(icb: Allocation): Name {
  return { bytes: Buffer.alloc(0), nameBegin: 0, nameEnd: 0, isHidden: false, isDirectory: true, icb };
}

function hasMore(entry: FileEntry): boolean {
  return entry.areaOffset > entry.attributesOffset || entry.attributesIcb.bytes > 0;
}

function isDamaged({
  damagedBytes,
  identifiers,
}: {
  damagedBytes: number;
  identifiers: readonly FileIdentifier[];
}): boolean {
  return damagedBytes > 0 || identifiers.some((identifier) => !identifier.isSound);
}

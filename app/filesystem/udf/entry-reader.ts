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
import { decodeText } from './text.ts';

/** Attributes in a file of their own. */
const MOST_ATTRIBUTE_BYTES = 64 * 1024;
/** Each component has a head of four bytes. */
const MOST_LINK_BYTES = 32 * 1024;

type Name = Pick<FileIdentifier, 'rawName' | 'isHidden' | 'isDirectory' | 'icb'>;

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
    return this.entry({ rawName: new Uint8Array(), isHidden: false, isDirectory: true, icb }, true);
  }

  /** Entries of a directory, in the order of the disc. */
  async list(directory: Pick<VolumeEntry, 'extents' | 'bytes' | 'name'>, withStreams = true): Promise<VolumeEntry[]> {
    const entries: VolumeEntry[] = [];
    for (const identifier of await this.identifiers(directory)) {
      entries.push(await this.entry(identifier, withStreams));
    }
    return entries;
  }

  private async identifiers({
    extents,
    bytes,
    name,
  }: Pick<VolumeEntry, 'extents' | 'bytes' | 'name'>): Promise<readonly FileIdentifier[]> {
    const { image } = this.space;
    const begin = extents[0]?.begin ?? 0;
    const there = await readDirectoryStream(image, extents, bytes);
    const copies = isDamaged(there) ? this.copiesOf(extents) : undefined;
    const copy = copies && (await readDirectoryStream(image, copies, bytes));
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
    for (const { isSound, rawName } of identifiers) {
      if (isSound) continue;
      this.log.add('warning', begin, `The name "${shown(nameIn(rawName))}" is damaged; it is shown as far as it goes.`);
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
        if (begin === undefined || extent.kind === 'hole') return undefined;
        const bytes = Math.min(extent.bytes - done, blockBytes - (here % blockBytes));
        copies.push({ kind: 'data', begin, bytes });
        done += bytes;
      }
    }
    return copies;
  }

  private async entry(name: Name, withStreams: boolean): Promise<VolumeEntry> {
    const text = nameIn(name.rawName);
    const begin = this.space.begin(name.icb) ?? 0;
    const found = currentEntry(this.space, name.icb);
    const current = found instanceof Promise ? await found : found;
    if (current === undefined) {
      this.log.add('error', begin, `The file entry of "${shown(text)}" cannot be read.`);
      return { ...unreadable, name: text, rawName: name.rawName, kind: name.isDirectory ? 'directory' : 'file' };
    }
    if (current.faults.length > 0) this.sayFaults(text, current);
    const located = this.space.extentsOf(current.entry, this.allowance);
    const list = located instanceof Promise ? await located : located;
    if (list.bytes < current.entry.bytes || !list.isWhole) this.sayShort(text, current.entry, list);
    return this.assembled(name, { text, entry: current.entry, list, withStreams });
  }

  private async assembled(
    { rawName, isHidden }: Name,
    { text, entry, list, withStreams }: { text: string; entry: FileEntry; list: ExtentList; withStreams: boolean },
  ): Promise<VolumeEntry> {
    const kind = kindOf(entry.type);
    const hasContents = kind === 'file' || kind === 'directory';
    const more = hasMore(entry) ? await this.extendedAttributes(entry) : undefined;
    const streams = withStreams && entry.streams && entry.streams.bytes > 0 ? await this.streams(entry.streams) : [];
    return {
      name: text,
      rawName,
      kind,
      bytes: hasContents ? entry.bytes : 0,
      times: more === undefined ? entry.times : { ...more.times, ...entry.times },
      posix: {
        mode: entry.mode,
        uid: entry.uid,
        gid: entry.gid,
        links: entry.links,
        inode: Math.floor(entry.begin / this.space.blockBytes),
        ...(more?.device === undefined ? {} : { device: more.device }),
      },
      ...(kind === 'link' ? { target: await this.target(text, entry, list) } : {}),
      isHidden,
      isAssociated: false,
      get extents(): readonly Extent[] {
        return hasContents ? list.extents : [];
      },
      ...(more === undefined || more.attributes.length === 0 ? {} : { attributes: more.attributes }),
      ...(streams.length === 0 ? {} : { streams }),
    };
  }

  private async target(name: string, entry: FileEntry, list: ExtentList): Promise<string> {
    const place = { position: 0, length: Math.min(list.bytes, MOST_LINK_BYTES) };
    const { target, isWhole } = readLinkTarget(await readStructure(this.space.image, list.extents, place));
    if (!isWhole || place.length < entry.bytes) {
      this.log.add('warning', entry.begin, `The link "${shown(name)}" is damaged: its target is cut.`);
    }
    return target;
  }

  /** Those in the entry itself, and those in a file of their own. */
  private async extendedAttributes(entry: FileEntry): Promise<ExtendedAttributes> {
    const inside = readExtendedAttributes(entry.attributes);
    const outside = entry.attributesIcb.bytes > 0 ? await this.attributesAt(entry.attributesIcb) : undefined;
    const attributes: EntryAttribute[] = [];
    for (const attribute of [...inside.attributes, ...(outside?.attributes ?? [])]) {
      if (this.allowance.take('attributeBytes', attribute.value.length + 64)) attributes.push(attribute);
    }
    return { ...outside, ...inside, times: { ...outside?.times, ...inside.times }, attributes };
  }

  private async attributesAt(icb: Allocation): Promise<ExtendedAttributes | undefined> {
    const current = await currentEntry(this.space, icb);
    if (current === undefined) return undefined;
    const { extents, bytes } = await this.space.extentsOf(current.entry, this.allowance);
    const place = { position: 0, length: Math.min(bytes, MOST_ATTRIBUTE_BYTES) };
    return readExtendedAttributes(await readStructure(this.space.image, extents, place));
  }

  private async streams(icb: Allocation): Promise<VolumeEntry[]> {
    const directory = await this.entry({ rawName: new Uint8Array(), isHidden: false, isDirectory: true, icb }, false);
    const identifiers = directory.kind === 'directory' ? await this.identifiers(directory) : [];
    const streams: VolumeEntry[] = [];
    for (const identifier of identifiers) {
      if (!this.allowance.take('streams', 1)) break;
      streams.push(await this.entry(identifier, false));
    }
    return streams;
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
    if (faults.includes('loop')) {
      this.log.add('warning', entry.begin, `The versions of the file entry of "${shownText}" lead back to themselves.`);
    }
  }

  private sayShort(name: string, entry: FileEntry, list: ExtentList): void {
    const what = `"${shown(name)}" has ${entry.bytes} bytes, and only ${list.bytes} of them have a place.`;
    this.log.add('error', entry.begin, what);
  }
}

const unreadable = { bytes: 0, times: {}, isHidden: false, isAssociated: false, extents: [] };

/** The root has no name. */
function shown(name: string): string {
  return name === '' ? '/' : shownName(name);
}

/** A name in characters of no known width is shown byte by byte. */
function nameIn(rawName: Uint8Array): string {
  return decodeText(rawName) ?? String.fromCharCode(...rawName);
}

function hasMore(entry: FileEntry): boolean {
  return entry.attributes.length > 0 || entry.attributesIcb.bytes > 0;
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

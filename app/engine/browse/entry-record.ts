// An entry of a volume as front ends are told of it.
import type { BrowseEntry, EntryDetails } from '../../contract/browse.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { EntryAttribute, Extent, Packing, VolumeEntry } from '../../filesystem/volume.ts';
import { SECTOR_BYTES } from '../../base/units.ts';
import { type BookedEntry, type EntryBook, namesTo, shownPath } from './entry-book.ts';

const MOST_EXTENTS = 1000;
const MOST_ATTRIBUTE_BYTES = 1024;
const MOST_NAME_BYTES = 1024;
/** CD-ROM XA: the file has sectors of form 2. */
const XA_FORM_2 = 1 << 12;
/** With controls other than tab and line feed it is no text. */
const NO_TEXT = /(?![\t\n])[\p{Cc}\ufffd]/u;

/** An entry with its number, in an image of so many bytes. */
interface NumberedEntry {
  readonly id: number;
  readonly entry: VolumeEntry;
  readonly imageBytes: number;
}

export function entryRecord({ id, entry, imageBytes }: NumberedEntry): BrowseEntry {
  const name = shownName(entry.name);
  const { modified } = entry.times;
  const { posix, target, packing, xaAttributes, extents } = entry;
  const first = extents.find(({ kind }) => kind === 'data');
  return {
    entry: id,
    name,
    ...(name === entry.name ? {} : { isEscaped: true }),
    kind: entry.kind,
    bytes: entry.bytes,
    ...(modified === undefined ? {} : { modified }),
    ...(posix === undefined ? {} : { mode: posix.mode, uid: posix.uid, gid: posix.gid }),
    ...(target === undefined ? {} : { target: shownTarget(target) }),
    ...(entry.isHidden ? { isHidden: true } : {}),
    ...(entry.isAssociated ? { isAssociated: true } : {}),
    ...(packing === undefined ? {} : { packing: packingInWords(packing) }),
    ...(((xaAttributes ?? 0) & XA_FORM_2) === 0 ? {} : { isForm2: true }),
    extents: extents.length,
    ...(first === undefined ? {} : { firstSector: Math.floor(first.begin / SECTOR_BYTES) }),
    ...(entry.kind === 'file' && extents.some((extent) => isOutside(extent, imageBytes)) ? { isCutShort: true } : {}),
  };
}

export function entryDetails(booked: BookedEntry, book: EntryBook): EntryDetails {
  const { entry } = booked;
  const { posix, xaAttributes } = entry;
  return {
    entry: entryRecord(booked),
    path: shownPath(namesTo(booked)),
    rawName: Buffer.from(entry.rawName.subarray(0, MOST_NAME_BYTES)).toString('hex'),
    times: { ...entry.times },
    ...(posix === undefined ? {} : { links: posix.links }),
    ...(posix?.inode === undefined ? {} : { inode: posix.inode }),
    ...(posix?.device === undefined ? {} : { device: { ...posix.device } }),
    ...(xaAttributes === undefined ? {} : { xaAttributes }),
    extents: entry.extents.slice(0, MOST_EXTENTS).map(({ kind, begin, bytes }) => ({ kind, begin, bytes })),
    attributes: (entry.attributes ?? []).map(attributeRecord),
    streams: (entry.streams ?? []).map((stream, index) => entryRecord(book.stream(booked, index, stream))),
  };
}

/** The slashes of a target are its own. */
export function shownTarget(target: string): string {
  return target.split('/').map(shownName).join('/');
}

export function packingInWords({ kind, algorithm }: Packing): string {
  return `${kind}/${algorithm}`;
}

function isOutside({ kind, begin, bytes, interleave }: Extent, imageBytes: number): boolean {
  if (kind === 'hole' || bytes === 0) return false;
  const gaps = interleave === undefined ? 0 : Math.floor((bytes - 1) / interleave.unitBytes) * interleave.gapBytes;
  return begin < 0 || begin + bytes + gaps > imageBytes;
}

function attributeRecord({ name, value }: EntryAttribute): EntryDetails['attributes'][number] {
  const part = Buffer.from(value.subarray(0, MOST_ATTRIBUTE_BYTES));
  const text = part.toString();
  return { name: shownName(name), text: NO_TEXT.test(text) ? part.toString('hex') : text, bytes: value.length };
}

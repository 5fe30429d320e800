// The path table (ECMA-119 9.4): every directory of a tree in short. The directories themselves are followed; it is looked at
// for what contradicts them, and asked for directories whose own records are lost.
import type { FindingLog } from '../finding-log.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { shownName } from '../shown-name.ts';
import type { VolumeEntry } from '../volume.ts';
import { IsoEntry } from './iso-entry.ts';
import { decodeJoliet, decodeText } from './names.ts';
import type { TreeDescriptor } from './tree-descriptor.ts';
import { type Addresses, placeOf, type TreeForm } from './tree-form.ts';

export interface PathTableEntry {
  /** Where the directory begins, in bytes of the image. */
  readonly begin: number;
  readonly rawName: Buffer;
  readonly name: string;
  /** Undefined for the root, and for a number that names nothing. */
  readonly parent: PathTableEntry | undefined;
}

/** As many as it can number. */
const MOST_DIRECTORIES = 65_535;
/** That many with names of 31 bytes. */
const MOST_BYTES = 4 * 1024 * 1024;
const LEAST_RECORD_BYTES = 8;
const FIELD = { nameBytes: 0, xarBlocks: 1, block: 2, parent: 6, name: 8 };
const HIGH_SIERRA_FIELD = { ...FIELD, block: 0, xarBlocks: 4, nameBytes: 5 };

export class PathTable {
  private readonly byBegin = new Map<number, PathTableEntry>();
  private readonly children = new Map<PathTableEntry | undefined, PathTableEntry[]>();
  private readonly root: PathTableEntry | undefined;
  /** False when it has more directories than it can number: parents are not to be told then. */
  readonly isNumbered: boolean;

  constructor(entries: readonly PathTableEntry[]) {
    this.isNumbered = entries.length <= MOST_DIRECTORIES;
    this.root = entries[0];
    for (const entry of entries) {
      if (!this.byBegin.has(entry.begin)) this.byBegin.set(entry.begin, entry);
      const siblings = this.children.get(entry.parent) ?? [];
      if (siblings.length === 0) this.children.set(entry.parent, siblings);
      if (entry !== this.root) siblings.push(entry);
    }
  }

  at(begin: number): PathTableEntry | undefined {
    return this.byBegin.get(begin);
  }

  /** Directories in the one that begins there. */
  childrenOf(begin: number): readonly PathTableEntry[] {
    const parent = this.byBegin.get(begin);
    return parent === undefined ? [] : (this.children.get(parent) ?? []);
  }

  childrenOfRoot(): readonly PathTableEntry[] {
    return this.root === undefined ? [] : (this.children.get(this.root) ?? []);
  }
}

/** Where the tables of a tree lie, in bytes of the image, the one that is believed first. */
export function tablesOf(
  { pathTable }: TreeDescriptor,
  addresses: Addresses,
): readonly { readonly isBigEndian: boolean; readonly begin: number }[] {
  return [
    { isBigEndian: false, block: addresses.isBigEndianOnly ? 0 : pathTable.littleEndianBlock },
    { isBigEndian: true, block: pathTable.bigEndianBlock },
  ]
    .filter(({ block }) => block !== 0)
    .map(({ isBigEndian, block }) => ({ isBigEndian, begin: placeOf(addresses, block) }));
}

/** The little-endian table, or the other one where that has no directories. Rejects as the source does. */
export async function readPathTable(
  image: ImageBytes,
  form: TreeForm,
  tree: TreeDescriptor,
  log: FindingLog,
): Promise<PathTable> {
  const { pathTable, descriptor } = tree;
  const wanted = Math.min(pathTable.bytes, MOST_BYTES);
  const places = tablesOf(tree, form);
  const read: PathTableEntry[][] = [];
  let isWhole = places.length > 0 && pathTable.bytes > 0;
  for (const { isBigEndian, begin } of places) {
    const bytes = await image.read(begin, wanted);
    isWhole &&= bytes.length === pathTable.bytes;
    read.push(entriesIn(bytes, form, isBigEndian));
  }
  const [first = [], second = first] = read;
  const begin = places[0]?.begin ?? 0;
  if (!isWhole) {
    const what = `The path table of the tree in sector ${descriptor.sector} is not there, or not whole.`;
    log.add('warning', begin, what);
  } else if (!isSame(first, second)) {
    log.add('warning', begin, `The two path tables of the tree in sector ${descriptor.sector} differ.`);
  }
  return new PathTable(first.length > 0 ? first : second);
}

function isSame(one: readonly PathTableEntry[], other: readonly PathTableEntry[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((entry, index) => {
    const twin = other[index];
    if (twin === undefined || entry.parent?.begin !== twin.parent?.begin) return false;
    return entry.begin === twin.begin && entry.rawName.equals(twin.rawName);
  });
}

/** The directories are followed; what the table says otherwise is a finding. */
export function compareWithPathTable(
  directory: VolumeEntry,
  entries: readonly VolumeEntry[],
  table: PathTable,
  log: FindingLog,
): void {
  if (!table.isNumbered) return;
  const parent = directory.extents[0]?.begin;
  for (const entry of entries) {
    const begin = entry.extents[0]?.begin;
    if (entry.kind !== 'directory' || begin === undefined) continue;
    const known = table.at(begin);
    // One that was moved is in another one there.
    const isMoved = entry instanceof IsoEntry && entry.isMoved;
    if (known !== undefined && (known.parent?.begin === parent || isMoved)) continue;
    log.add('warning', begin, `The path table has the directory "${shownName(entry.name)}" elsewhere, or not at all.`);
  }
}

function entriesIn(bytes: Buffer, form: TreeForm, isBigEndian: boolean): PathTableEntry[] {
  const field = form.kind === 'high-sierra' ? HIGH_SIERRA_FIELD : FIELD;
  const entries: PathTableEntry[] = [];
  for (let at = 0; at + LEAST_RECORD_BYTES <= bytes.length; ) {
    const nameBytes = bytes[at + field.nameBytes] ?? 0;
    const nameBegin = at + field.name;
    const end = nameBegin + nameBytes;
    if (nameBytes === 0 || end > bytes.length) break;
    const block = isBigEndian ? bytes.readUInt32BE(at + field.block) : bytes.readUInt32LE(at + field.block);
    const parent = isBigEndian ? bytes.readUInt16BE(at + field.parent) : bytes.readUInt16LE(at + field.parent);
    entries.push({
      begin: placeOf(form, block + (bytes[at + field.xarBlocks] ?? 0)),
      rawName: bytes.subarray(nameBegin, end),
      name: form.kind === 'joliet' ? decodeJoliet(bytes, nameBegin, end) : decodeText(bytes, nameBegin, end),
      parent: entries[parent - 1],
    });
    at = end + (nameBytes % 2);
  }
  return entries;
}

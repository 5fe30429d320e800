// The trees of one ISO 9660 superblock: each of its descriptors is tried, and each way to read its tree becomes a volume.
import { SECTOR_BYTES } from '../../base/units.ts';
import { FindingLog } from '../finding-log.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { Extent, Structure } from '../volume.ts';
import { DESCRIPTOR_TYPE, type Descriptor, type DescriptorSet, FIRST_DESCRIPTOR } from './descriptor-set.ts';
import { DirectoryEntries } from './directory-entries.ts';
import { IsoEntry } from './iso-entry.ts';
import { IsoVolume } from './iso-volume.ts';
import { type PathTable, readPathTable } from './path-table.ts';
import { factsOf, type TreeDescriptor, treeDescriptorOf } from './tree-descriptor.ts';
import { type IsoKind, placeOf, type TreeForm } from './tree-form.ts';
import { findTree, rootExtent, type TreeFrame } from './tree-frame.ts';

/** In the order in which they are offered. */
const RICHEST_FIRST: readonly IsoKind[] = ['rock-ridge', 'joliet', 'iso9660-1999', 'iso9660', 'high-sierra'];

const NAMES: Readonly<Record<IsoKind, string>> = {
  'rock-ridge': 'Rock Ridge',
  joliet: 'Joliet',
  'iso9660-1999': 'ISO 9660:1999',
  iso9660: 'ISO 9660',
  'high-sierra': 'High Sierra',
};

/** Volumes have one, two or three. */
const MOST_TREES = 8;

interface TreePlace {
  readonly set: DescriptorSet;
  readonly descriptor: Descriptor;
  readonly session: number | undefined;
  /** The address of the image's first block by another tree of the set; 0 where none is known. */
  readonly knownFirst: number;
}

/** The trees of a set, the richest first; those without a root last. `session` counts from 1 where there are several. */
export async function openIsoTrees(image: ImageBytes, set: DescriptorSet, session?: number): Promise<IsoVolume[]> {
  const volumes: IsoVolume[] = [];
  const trees = set.descriptors.filter(isTree);
  for (const descriptor of trees.slice(0, MOST_TREES)) {
    const knownFirst = volumes.find(({ firstBlock }) => firstBlock !== 0)?.firstBlock ?? 0;
    for (const volume of await openTree(image, { set, descriptor, session, knownFirst })) {
      // Two descriptors may lead to one tree: some writers keep copies.
      if (!volumes.some((other) => isSameTree(volume, other))) volumes.push(volume);
    }
  }
  const place = (set.descriptors[0]?.sector ?? 0) * SECTOR_BYTES;
  const ranked = await withEmptyLast(volumes.sort((one, other) => rankOf(one) - rankOf(other)));
  const log = ranked[0]?.log;
  if (!set.hasTerminator) log?.add('warning', place, 'The set of volume descriptors has no end.');
  for (const sector of set.lost) {
    log?.add('error', sector * SECTOR_BYTES, `A volume descriptor is lost in sector ${sector}.`);
  }
  if (trees.length > MOST_TREES) {
    log?.add('error', place, `The volume has ${trees.length} trees: only the first ${MOST_TREES} are looked at.`);
  }
  return ranked;
}

/** A tree that has nothing is not the one to be shown where another has something. */
async function withEmptyLast(volumes: IsoVolume[]): Promise<IsoVolume[]> {
  const [first, ...others] = volumes;
  if (first === undefined || !(await isEmpty(first))) return volumes;
  for (const other of others) {
    if (!other.isReadable || (await isEmpty(other))) continue;
    other.log.add('warning', 0, `The ${NAMES[first.kind]} tree is empty, and another one is not.`);
    return [...others, first];
  }
  return volumes;
}

async function isEmpty(volume: IsoVolume): Promise<boolean> {
  return volume.root.bytes <= SECTOR_BYTES && (await volume.list(volume.root)).length === 0;
}

function isTree({ type, dialect }: Descriptor): boolean {
  if (type === DESCRIPTOR_TYPE.primary) return true;
  return type === DESCRIPTOR_TYPE.supplementary && dialect !== 'high-sierra';
}

async function openTree(image: ImageBytes, { set, descriptor, session, knownFirst }: TreePlace): Promise<IsoVolume[]> {
  const tree = treeDescriptorOf(descriptor);
  const found = new FindingLog();
  const frame = await findTree(image, tree, { log: found, knownFirst });
  const volumes: IsoVolume[] = [];
  for (const kind of kindsOf(tree, frame, found)) {
    const systemUseSkip = kind === 'rock-ridge' ? frame.systemUseSkip : undefined;
    const form: TreeForm = { ...frame, kind, systemUseSkip, descriptors: placeOfSet(set) };
    const log = found.copy();
    const entries = new DirectoryEntries(image, form, log);
    const root = await rootEntry(image, tree, frame, entries);
    const { label } = tree;
    const facts = factsOf(tree, form.blockBytes);
    const { isReadable, firstBlock } = frame;
    const readTable = (): Promise<PathTable> => readPathTable(image, form, tree, log);
    const startSector = Math.max(0, descriptor.sector - FIRST_DESCRIPTOR);
    const parts = { image, kind, label, facts, root, entries, log, session, startSector, isReadable, firstBlock };
    volumes.push(new IsoVolume({ ...parts, structures: fixedStructures(tree, form), readPathTable: readTable }));
  }
  return volumes;
}

/** At the beginning of an image what is before it is the system area, and no place for a file either. */
function placeOfSet({ descriptors, endSector }: DescriptorSet): { readonly begin: number; readonly end: number } {
  const first = descriptors[0]?.sector ?? FIRST_DESCRIPTOR;
  return { begin: first === FIRST_DESCRIPTOR ? 0 : first * SECTOR_BYTES, end: endSector * SECTOR_BYTES };
}

/** The ways to read a tree. */
function kindsOf(
  { descriptor, isJoliet, isEnhanced }: TreeDescriptor,
  frame: TreeFrame,
  log: FindingLog,
): readonly IsoKind[] {
  const { sector } = descriptor;
  if (descriptor.dialect === 'high-sierra') return ['high-sierra'];
  if (isJoliet) return ['joliet'];
  if (descriptor.type === DESCRIPTOR_TYPE.supplementary && !isEnhanced && frame.hasWideNames) {
    const what = `The tree in sector ${sector} tells no known set of characters: it is read as Joliet.`;
    log.add('warning', sector * SECTOR_BYTES, what);
    return ['joliet'];
  }
  if (descriptor.type === DESCRIPTOR_TYPE.supplementary) return ['iso9660-1999'];
  return frame.systemUseSkip === undefined ? ['iso9660'] : ['rock-ridge', 'iso9660'];
}

/** By its own record, which tells more, or by the one in the descriptor. */
async function rootEntry(
  image: ImageBytes,
  tree: TreeDescriptor,
  frame: TreeFrame,
  entries: DirectoryEntries,
): Promise<IsoEntry> {
  const { bytes, dialect } = tree.descriptor;
  const rawName = Buffer.alloc(0);
  const told = rootExtent(image, tree, frame);
  const isInside = told.begin === frame.rootBegin && told.begin + told.bytes <= image.size;
  const leastBytes = isInside ? told.bytes : 0;
  const own = frame.isReadable ? await entries.readOwn(frame.rootBegin, { name: '', rawName, leastBytes }) : undefined;
  if (own !== undefined) return own;
  return new IsoEntry(
    { bytes, at: tree.rootAt, isHighSierra: dialect === 'high-sierra' },
    {
      name: '',
      rawName,
      kind: 'directory',
      extents: [told],
      systemUse: undefined,
      packing: undefined,
      isMoved: false,
    },
  );
}

/** What does not depend on the directories. */
function fixedStructures({ descriptor, pathTable }: TreeDescriptor, form: TreeForm): readonly Structure[] {
  const data = (begin: number, bytes: number): Extent => ({ kind: 'data', begin, bytes });
  const tables = [pathTable.littleEndianBlock, pathTable.bigEndianBlock]
    .filter((block) => block !== 0)
    .map((block) => data(placeOf(form, block), pathTable.bytes));
  const start = (descriptor.sector - FIRST_DESCRIPTOR) * SECTOR_BYTES;
  return [
    { what: 'system area', extents: [data(Math.max(0, start), FIRST_DESCRIPTOR * SECTOR_BYTES)] },
    { what: 'volume descriptor', extents: [data(descriptor.sector * SECTOR_BYTES, SECTOR_BYTES)] },
    { what: 'path table', extents: tables },
  ];
}

function isSameTree(one: IsoVolume, other: IsoVolume): boolean {
  return one.kind === other.kind && one.root.extents[0]?.begin === other.root.extents[0]?.begin;
}

function rankOf({ kind, isReadable }: IsoVolume): number {
  return RICHEST_FIRST.indexOf(kind) + (isReadable ? 0 : RICHEST_FIRST.length);
}

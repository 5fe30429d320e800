// The trees of one ISO 9660 superblock: each of its descriptors is tried, and each way to read its tree becomes a volume.
import { SECTOR_BYTES } from '../../base/units.ts';
import { FindingLog } from '../finding-log.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { DESCRIPTOR_TYPE, type Descriptor, type DescriptorSet, FIRST_DESCRIPTOR } from './descriptor-set.ts';
import { DirectoryEntries } from './directory-entries.ts';
import { IsoEntry } from './iso-entry.ts';
import { IsoVolume } from './iso-volume.ts';
import { factsOf, type TreeDescriptor, treeDescriptorOf } from './tree-descriptor.ts';
import type { IsoKind, TreeForm } from './tree-form.ts';
import { findTree, rootExtent, type TreeFrame } from './tree-frame.ts';

/** In the order in which they are offered. */
const RICHEST_FIRST: readonly IsoKind[] = ['rock-ridge', 'joliet', 'iso9660-1999', 'iso9660', 'high-sierra'];

/** The trees of a set, the richest first; those without a root last. `session` counts from 1 where there are several. */
export async function openIsoTrees(image: ImageBytes, set: DescriptorSet, session?: number): Promise<IsoVolume[]> {
  const volumes: IsoVolume[] = [];
  for (const descriptor of set.descriptors) {
    if (!isTree(descriptor)) continue;
    for (const volume of await openTree(image, descriptor, session)) {
      // Two descriptors may lead to one tree: some writers keep copies.
      if (!volumes.some((other) => isSameTree(volume, other))) volumes.push(volume);
    }
  }
  const place = (set.descriptors[0]?.sector ?? 0) * SECTOR_BYTES;
  if (!set.hasTerminator) volumes[0]?.log.add('warning', place, 'The set of volume descriptors has no end.');
  return volumes.sort((one, other) => rankOf(one) - rankOf(other));
}

function isTree({ type, dialect }: Descriptor): boolean {
  if (type === DESCRIPTOR_TYPE.primary) return true;
  return type === DESCRIPTOR_TYPE.supplementary && dialect !== 'high-sierra';
}

async function openTree(image: ImageBytes, descriptor: Descriptor, session?: number): Promise<IsoVolume[]> {
  const tree = treeDescriptorOf(descriptor);
  const found = new FindingLog();
  const frame = await findTree(image, tree, found);
  const volumes: IsoVolume[] = [];
  for (const kind of kindsOf(tree, frame)) {
    const systemUseSkip = kind === 'rock-ridge' ? frame.systemUseSkip : undefined;
    const form: TreeForm = { ...frame, kind, systemUseSkip, descriptorsEnd: (FIRST_DESCRIPTOR + 1) * SECTOR_BYTES };
    const log = found.copy();
    const entries = new DirectoryEntries(image, form, log);
    const root = await rootEntry(image, tree, frame, entries);
    const { label } = tree;
    const facts = factsOf(tree, form.blockBytes);
    volumes.push(
      new IsoVolume({ image, kind, label, facts, root, entries, log, session, isReadable: frame.isReadable }),
    );
  }
  return volumes;
}

/** The ways to read a tree. */
function kindsOf({ descriptor, isJoliet }: TreeDescriptor, frame: TreeFrame): readonly IsoKind[] {
  if (descriptor.dialect === 'high-sierra') return ['high-sierra'];
  if (isJoliet) return ['joliet'];
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
  const own = frame.isReadable ? await entries.readOwn(frame.rootBegin, '', Buffer.alloc(0)) : undefined;
  if (own !== undefined) return own;
  return new IsoEntry(
    { bytes, at: tree.rootAt, isHighSierra: dialect === 'high-sierra' },
    {
      name: '',
      rawName: Buffer.alloc(0),
      kind: 'directory',
      extents: [rootExtent(image, tree, frame)],
      systemUse: undefined,
      packing: undefined,
    },
  );
}

function isSameTree(one: IsoVolume, other: IsoVolume): boolean {
  return one.kind === other.kind && one.root.extents[0]?.begin === other.root.extents[0]?.begin;
}

function rankOf({ kind, isReadable }: IsoVolume): number {
  return RICHEST_FIRST.indexOf(kind) + (isReadable ? 0 : RICHEST_FIRST.length);
}

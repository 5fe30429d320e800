// Makes the partitions of a logical volume from its partition maps: those that lie in the image themselves first, then
// those that lie in one of them.
import { readU32LE } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { Extent } from '../volume.ts';
import type { Anchor } from './anchor.ts';
import type { DescriptorSet } from './descriptor-sequence.ts';
import type { FileEntry } from './file-entry.ts';
import { LogicalSpace } from './logical-space.ts';
import type { LogicalVolume, PartitionMap } from './logical-volume.ts';
import { type MetadataFile, readMetadataFile } from './metadata-file.ts';
import {
  MetadataPartition,
  type Partition,
  PhysicalPartition,
  SparablePartition,
  VirtualPartition,
} from './partition.ts';
import { readSparing } from './sparing-table.ts';
import { findAllocationTable, readTableBlocks } from './virtual-allocation-table.ts';

/** Blocks of a packet, on nearly every medium that has such (UDF 2.2.9). */
const USUAL_PACKET = 32;
/** A volume that is only read has no bitmap of its metadata. */
const NO_BITMAP = 0xffff_ffff;

export interface OpenedPartitions {
  readonly space: LogicalSpace;
  /** Length of what lies in the image, in bytes. */
  readonly bytes: number;
  /** How many states of the volume there are; 1 unless it has a virtual allocation table. */
  readonly states: number;
  /** Where the newest state ends, in bytes of the image. */
  readonly end: number;
  /** Tables and files that the partitions are told in. */
  readonly structures: readonly { readonly what: string; readonly extents: readonly Extent[] }[];
}

export interface PartitionOptions {
  /** Where the search for the virtual allocation table begins backward, in bytes of the image. */
  readonly end: number;
  readonly statesAgo: number;
}

/** Undefined where no partition can be read. */
export async function openPartitions(
  image: ImageBytes,
  volume: { readonly anchor: Anchor; readonly descriptors: DescriptorSet; readonly logical: LogicalVolume },
  options: PartitionOptions,
): Promise<OpenedPartitions | undefined> {
  const opening = new Opening(image, volume);
  for (const [reference, map] of volume.logical.maps.entries()) await opening.inImage(reference, map);
  for (const [reference, map] of volume.logical.maps.entries()) await opening.inPartition(reference, map, options);
  const { space, physical, states, end = options.end, structures } = opening;
  const bytes = [...physical.values()].reduce((sum, one) => sum + one.blocks * one.blockBytes, 0);
  return opening.isReadable ? { space, bytes, states, end, structures } : undefined;
}

class Opening {
  readonly space: LogicalSpace;
  /** By partition reference. */
  readonly physical = new Map<number, PhysicalPartition>();
  states = 1;
  end: number | undefined;
  readonly structures: { what: string; extents: readonly Extent[] }[] = [];
  private readonly image: ImageBytes;
  private readonly partitions: (Partition | undefined)[];
  private readonly anchor: Anchor;
  private readonly descriptors: DescriptorSet;
  private readonly maps: readonly PartitionMap[];

  constructor(
    image: ImageBytes,
    { anchor, descriptors, logical }: { anchor: Anchor; descriptors: DescriptorSet; logical: LogicalVolume },
  ) {
    this.image = image;
    this.anchor = anchor;
    this.descriptors = descriptors;
    this.maps = logical.maps;
    this.partitions = logical.maps.map(() => undefined);
    this.space = new LogicalSpace(image, anchor.blockBytes, this.partitions);
  }

  get isReadable(): boolean {
    return this.partitions.some((partition) => partition !== undefined);
  }

  /** A map of a kind that nobody knows is tried as the simplest one. */
  async inImage(reference: number, map: PartitionMap): Promise<void> {
    if (map.kind === 'virtual' || map.kind === 'metadata') return;
    const physical = this.physicalPartition(map.number);
    if (physical === undefined) return;
    this.physical.set(reference, physical);
    this.partitions[reference] = map.kind === 'sparable' ? await this.sparable(physical, map) : physical;
  }

  async inPartition(reference: number, map: PartitionMap, options: PartitionOptions): Promise<void> {
    if (map.kind !== 'virtual' && map.kind !== 'metadata') return;
    const below = [...this.physical.keys()].find((one) => this.maps[one]?.number === map.number);
    if (below === undefined) return;
    this.partitions[reference] =
      map.kind === 'metadata' ? await this.metadata(below, map) : await this.virtual(below, options);
  }

  private physicalPartition(number: number): PhysicalPartition | undefined {
    const { blockBytes, firstBlock } = this.anchor;
    const descriptor = this.descriptors.partitions.get(number);
    if (descriptor === undefined) {
      this.image.log.add('error', this.anchor.begin, `There is no descriptor of the partition ${number}.`);
      return undefined;
    }
    const begin = (readU32LE(descriptor.bytes, 188) - firstBlock) * blockBytes;
    const blocks = readU32LE(descriptor.bytes, 192);
    if (begin < 0 || begin >= this.image.size) {
      this.image.log.add('error', descriptor.begin, `The partition ${number} lies outside of the image.`);
      return undefined;
    }
    const isOpen = this.maps.some((map) => map.kind === 'virtual');
    const present = Math.ceil((this.image.size - begin) / blockBytes);
    if (blocks > present && !isOpen) {
      const missing = blocks - present;
      this.image.log.add(
        'warning',
        descriptor.begin,
        `The image ends ${missing} blocks before the partition ${number}.`,
      );
    }
    // What is written once may have grown since its descriptor was written.
    return new PhysicalPartition(begin, isOpen ? Math.max(blocks, present) : blocks, blockBytes);
  }

  private async sparable(
    physical: PhysicalPartition,
    map: Extract<PartitionMap, { kind: 'sparable' }>,
  ): Promise<Partition> {
    const { blockBytes, firstBlock } = this.anchor;
    const moved = await readSparing(this.image, map, { blockBytes, firstBlock });
    const tables = map.tables.map((block) => (block - firstBlock) * blockBytes).filter((begin) => begin >= 0);
    this.structures.push({
      what: 'sparing table',
      extents: tables.map((begin) => ({ kind: 'data', begin, bytes: map.tableBytes })),
    });
    return new SparablePartition(physical, map.packetBlocks === 0 ? USUAL_PACKET : map.packetBlocks, moved);
  }

  private async virtual(reference: number, { end, statesAgo }: PartitionOptions): Promise<Partition | undefined> {
    const physical = this.physical.get(reference);
    const found = physical && (await findAllocationTable(this.space, { physical, reference }, { end, statesAgo }));
    if (physical === undefined || found === undefined) {
      this.image.log.add('error', this.anchor.begin, 'The virtual allocation table was not found.');
      return undefined;
    }
    this.states = found.states;
    this.end = found.end;
    this.addFile('virtual allocation table', found.table.entry, found.table.extents);
    return new VirtualPartition(physical, await readTableBlocks(this.space, found.table));
  }

  private async metadata(
    reference: number,
    map: Extract<PartitionMap, { kind: 'metadata' }>,
  ): Promise<Partition | undefined> {
    const file = await this.metadataFile(reference, map.file);
    const mirror = map.mirror === map.file ? undefined : await this.metadataFile(reference, map.mirror);
    if (file === undefined) {
      const then = mirror === undefined ? 'and so is its mirror' : 'its mirror is used';
      this.image.log.add('error', this.anchor.begin, `The metadata file is damaged, ${then}.`);
    }
    if (file?.isWhole === false) {
      this.image.log.add(
        'error',
        file.entry.begin,
        'The metadata file is not whole: its mirror is asked for the rest.',
      );
    }
    for (const one of [file, mirror]) if (one !== undefined) this.addFile('metadata file', one.entry, one.extents);
    const bitmap = map.bitmap === NO_BITMAP ? undefined : await this.metadataFile(reference, map.bitmap);
    if (bitmap !== undefined) this.addFile('metadata bitmap', bitmap.entry, bitmap.extents);
    const runs = file?.runs ?? mirror?.runs;
    return runs && new MetadataPartition(runs, mirror?.runs ?? [], this.anchor.blockBytes);
  }

  private metadataFile(reference: number, block: number): Promise<MetadataFile | undefined> {
    return readMetadataFile(this.space, { partition: reference, block });
  }

  private addFile(what: string, entry: FileEntry, extents: readonly Extent[]): void {
    const block: Extent = { kind: 'data', begin: entry.begin, bytes: this.anchor.blockBytes };
    this.structures.push({ what, extents: [block, ...extents] });
  }
}

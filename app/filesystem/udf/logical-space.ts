// The blocks of a logical volume by their addresses: descriptors with their tags judged, and lists of extents followed to
// where the bytes lie in the image.
import { readU32LE } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { Allowance } from './allowance.ts';
import { type Allocation, type BlockAddress, LONG_BYTES, readExtended, readLong, readShort } from './address.ts';
import { ExtentList } from './extent-list.ts';
import { ALLOCATION, type FileEntry } from './file-entry.ts';
import type { Partition, Place } from './partition.ts';
import { readTag, TAG, type TagFault } from './tag.ts';

export interface PlacedDescriptor {
  readonly id: number;
  /** The whole block; shared with the reader's cache. */
  readonly bytes: Uint8Array;
  readonly begin: number;
  readonly fault: TagFault | undefined;
  /** It is the copy that the mirror of the metadata holds. */
  readonly isCopy: boolean;
}

const DESCRIPTOR_BYTES = { [ALLOCATION.short]: 8, [ALLOCATION.long]: LONG_BYTES, [ALLOCATION.extended]: 20 } as const;
const AED_HEAD = 24;

export class LogicalSpace {
  readonly image: ImageBytes;
  readonly blockBytes: number;
  private readonly partitions: readonly (Partition | undefined)[];

  /** Partitions by their reference; undefined for one that cannot be read, or not yet. */
  constructor(image: ImageBytes, blockBytes: number, partitions: readonly (Partition | undefined)[]) {
    this.image = image;
    this.blockBytes = blockBytes;
    this.partitions = partitions;
  }

  /** Where a block lies, in bytes of the image; undefined for one that is in no partition or behind the image's end. */
  begin({ partition, block }: BlockAddress): number | undefined {
    const begin = this.partitions[partition]?.place(block, 1).begin;
    return begin === undefined || begin >= this.image.size ? undefined : begin;
  }

  /** The same bytes a second time, for a place in metadata that is kept twice. */
  copyOf(begin: number): number | undefined {
    for (const partition of this.partitions) {
      const copy = partition?.copyOf?.(begin);
      if (copy !== undefined && copy !== begin && copy < this.image.size) return copy;
    }
    return undefined;
  }

  /**
   * The descriptor at an address when it is one of `ids`, at once when it is in memory. A sound copy is preferred to a
   * damaged original. Undefined where nothing of that kind is there.
   */
  descriptor(
    address: BlockAddress,
    ids: readonly number[],
  ): PlacedDescriptor | undefined | Promise<PlacedDescriptor | undefined> {
    const begin = this.begin(address);
    if (begin === undefined) return undefined;
    const bytes = this.image.peek(begin, this.blockBytes);
    const placed = bytes && this.judged(bytes, begin, { block: address.block, ids });
    return placed !== undefined && placed.fault === undefined ? placed : this.readDescriptor(begin, address.block, ids);
  }

  private async readDescriptor(
    begin: number,
    block: number,
    ids: readonly number[],
  ): Promise<PlacedDescriptor | undefined> {
    const placed = this.judged(await this.image.read(begin, this.blockBytes), begin, { block, ids });
    if (placed !== undefined && placed.fault === undefined) return placed;
    const copyBegin = this.copyOf(begin);
    if (copyBegin === undefined) return placed;
    const copy = this.judged(await this.image.read(copyBegin, this.blockBytes), copyBegin, { block, ids });
    return copy === undefined || (copy.fault !== undefined && placed !== undefined)
      ? placed
      : { ...copy, isCopy: true };
  }

  private judged(
    bytes: Uint8Array,
    begin: number,
    { block, ids }: { block: number; ids: readonly number[] },
  ): PlacedDescriptor | undefined {
    const tag = readTag(bytes, block);
    if (tag === undefined || !ids.includes(tag.id)) return undefined;
    return { id: tag.id, bytes, begin, isCopy: false, fault: tag.fault };
  }

  /**
   * Where the bytes of a file lie, at once unless its list of extents goes on elsewhere. Ends with the length of the file,
   * with the list, or with the allowance.
   */
  extentsOf(entry: FileEntry, allowance: Allowance): ExtentList | Promise<ExtentList> {
    const list = new ExtentList();
    if (entry.allocation === ALLOCATION.inside) {
      const bytes = Math.min(entry.bytes, entry.areaEnd - entry.areaOffset);
      if (bytes > 0) list.add(entry.begin + entry.areaOffset, bytes);
      return list;
    }
    const area = { bytes: entry.block, begin: entry.areaOffset, end: entry.areaEnd };
    const next = this.follow(area, entry, list, allowance);
    return next === undefined ? list : this.followOn(next, entry, { list, allowance });
  }

  /** Each block of descriptors once: a list that leads back into itself ends there. */
  private async followOn(
    first: Allocation,
    entry: FileEntry,
    { list, allowance }: { list: ExtentList; allowance: Allowance },
  ): Promise<ExtentList> {
    const visited = new Set<number>();
    for (let next: Allocation | undefined = first; next !== undefined; ) {
      const begin = this.begin(next);
      const block = await this.descriptor(next, [TAG.allocationExtent]);
      if (begin === undefined || block === undefined || visited.has(begin) || !allowance.take('hops', 1)) {
        list.isWhole = false;
        return list;
      }
      visited.add(begin);
      (list.blocks ??= []).push(begin);
      const end = Math.min(AED_HEAD + readU32LE(block.bytes, 20), block.bytes.length);
      next = this.follow({ bytes: block.bytes, begin: AED_HEAD, end }, entry, list, allowance);
    }
    return list;
  }

  /** Adds what a run of allocation descriptors says; answers where the list goes on. */
  private follow(area: Area, entry: FileEntry, list: ExtentList, allowance: Allowance): Allocation | undefined {
    const size = sizeOfDescriptors(entry.allocation);
    if (size === undefined) {
      list.isWhole = entry.bytes === 0;
      return undefined;
    }
    for (let offset = area.begin; offset + size <= area.end; offset += size) {
      if (list.bytes >= entry.bytes || !list.isWhole) return undefined;
      const allocation = allocationAt(area.bytes, offset, entry);
      if (allocation.type === 'more') return allocation;
      if (allocation.bytes === 0) return undefined;
      const bytes = Math.min(allocation.bytes, entry.bytes - list.bytes);
      if (allocation.type === 'recorded') this.addRecorded(list, { ...allocation, bytes }, allowance);
      else list.addHole(bytes);
    }
    return undefined;
  }

  /** A part that lies nowhere is told as lying at the end of the image, where nothing can be read. */
  private addRecorded(list: ExtentList, { partition, block, bytes }: Allocation, allowance: Allowance): void {
    const map = this.partitions[partition];
    let at = block;
    for (let left = bytes; left > 0; ) {
      if (!allowance.take('steps', 1)) {
        list.isWhole = false;
        return;
      }
      const most = Math.ceil(left / this.blockBytes);
      const place: Place = map?.place(at, most) ?? { begin: undefined, blocks: most };
      const length = Math.min(left, place.blocks * this.blockBytes);
      list.add(place.begin ?? this.image.size, length);
      left -= length;
      at += place.blocks;
    }
  }
}

/** A run of allocation descriptors. */
interface Area {
  readonly bytes: Uint8Array;
  readonly begin: number;
  readonly end: number;
}

function sizeOfDescriptors(allocation: number): number | undefined {
  return allocation === ALLOCATION.short || allocation === ALLOCATION.long || allocation === ALLOCATION.extended
    ? DESCRIPTOR_BYTES[allocation]
    : undefined;
}

function allocationAt(area: Uint8Array, offset: number, entry: FileEntry): Allocation {
  if (entry.allocation === ALLOCATION.short) return readShort(area, offset, entry.address.partition);
  return entry.allocation === ALLOCATION.long ? readLong(area, offset) : readExtended(area, offset);
}

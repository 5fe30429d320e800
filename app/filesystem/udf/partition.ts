// Partitions of a logical volume: where in the image a block of one lies. Four kinds, one question.

/** Where a block lies, and how many blocks from it on lie in one piece. */
export interface Place {
  /** In bytes of the image; undefined where the partition has no such block. */
  readonly begin: number | undefined;
  readonly blocks: number;
}

export interface Partition {
  /** The place of `block`, and of as many of the `most` blocks from it on as follow it; at least one. */
  place(block: number, most: number): Place;
  /** Where the partition keeps the block at `begin` a second time; both in bytes of the image. */
  copyOf?(begin: number): number | undefined;
}

/** A run of blocks (ECMA-167 3/10.5). Blocks behind its end are none of it. */
export class PhysicalPartition implements Partition {
  readonly begin: number;
  readonly blocks: number;
  readonly blockBytes: number;

  constructor(begin: number, blocks: number, blockBytes: number) {
    this.begin = begin;
    this.blocks = blocks;
    this.blockBytes = blockBytes;
  }

  place(block: number, most: number): Place {
    if (block >= this.blocks) return { begin: undefined, blocks: most };
    return { begin: this.begin + block * this.blockBytes, blocks: Math.min(most, this.blocks - block) };
  }
}

/** Packets that went bad lie elsewhere (UDF 2.2.9 and 2.2.12). */
export class SparablePartition implements Partition {
  private readonly below: PhysicalPartition;
  private readonly packetBlocks: number;
  /** From the first block of a packet to where it lies now, in bytes of the image. */
  private readonly moved: ReadonlyMap<number, number>;
  /** Those first blocks in order. */
  private readonly packets: readonly number[];

  constructor(below: PhysicalPartition, packetBlocks: number, moved: ReadonlyMap<number, number>) {
    this.below = below;
    this.packetBlocks = packetBlocks;
    this.moved = moved;
    this.packets = [...moved.keys()].sort((a, b) => a - b);
  }

  place(block: number, most: number): Place {
    if (this.packets.length === 0) return this.below.place(block, most);
    const offset = block % this.packetBlocks;
    const here = this.moved.get(block - offset);
    if (here !== undefined) {
      return { begin: here + offset * this.below.blockBytes, blocks: Math.min(most, this.packetBlocks - offset) };
    }
    const next = this.packets[firstAbove(this.packets, block)] ?? Infinity;
    return this.below.place(block, Math.min(most, next - block));
  }
}

/** Blocks whose places a table tells, so that what was written once can be replaced (UDF 2.2.10). */
export class VirtualPartition implements Partition {
  private readonly below: Partition;
  private readonly table: Uint32Array;

  constructor(below: Partition, table: Uint32Array) {
    this.below = below;
    this.table = table;
  }

  place(block: number, most: number): Place {
    const to = this.table[block];
    if (to === undefined) return { begin: undefined, blocks: most };
    return to === UNUSED ? { begin: undefined, blocks: 1 } : this.below.place(to, 1);
  }
}

const UNUSED = 0xffff_ffff;

/** A part of the metadata file: so many of its blocks lie there. */
export interface MetadataRun {
  readonly block: number;
  readonly blocks: number;
  /** In bytes of the image. */
  readonly begin: number;
}

/** A file whose blocks hold the directories and file entries, and most often a copy of it (UDF 2.2.13). */
export class MetadataPartition implements Partition {
  private readonly runs: readonly MetadataRun[];
  private readonly byBegin: readonly MetadataRun[];
  private readonly begins: readonly number[];
  private readonly mirror: readonly MetadataRun[];
  private readonly firstBlocks: readonly number[];
  private readonly mirrorBlocks: readonly number[];
  private readonly blockBytes: number;

  /** Runs are in the order of their blocks. */
  constructor(runs: readonly MetadataRun[], mirror: readonly MetadataRun[], blockBytes: number) {
    this.runs = runs;
    this.byBegin = runs.toSorted((a, b) => a.begin - b.begin);
    this.begins = this.byBegin.map((run) => run.begin);
    this.mirror = mirror;
    this.firstBlocks = runs.map((run) => run.block);
    this.mirrorBlocks = mirror.map((run) => run.block);
    this.blockBytes = blockBytes;
  }

  /** What the file itself has no place for is looked for in its mirror. */
  place(block: number, most: number): Place {
    const own = this.placeIn(this.runs, this.firstBlocks, { block, most });
    if (own.begin !== undefined) return own;
    return this.placeIn(this.mirror, this.mirrorBlocks, { block, most: own.blocks });
  }

  copyOf(begin: number): number | undefined {
    const run = this.byBegin[firstAbove(this.begins, begin) - 1];
    const inRun = begin - (run?.begin ?? 0);
    if (run === undefined || inRun >= run.blocks * this.blockBytes) return undefined;
    const block = run.block + Math.floor(inRun / this.blockBytes);
    const copy = this.placeIn(this.mirror, this.mirrorBlocks, { block, most: 1 }).begin;
    return copy === undefined ? undefined : copy + (inRun % this.blockBytes);
  }

  private placeIn(
    runs: readonly MetadataRun[],
    firstBlocks: readonly number[],
    { block, most }: { block: number; most: number },
  ): Place {
    const above = firstAbove(firstBlocks, block);
    const run = runs[above - 1];
    const offset = block - (run?.block ?? 0);
    if (run === undefined || offset >= run.blocks) {
      return { begin: undefined, blocks: Math.min(most, (runs[above]?.block ?? Infinity) - block) };
    }
    return { begin: run.begin + offset * this.blockBytes, blocks: Math.min(most, run.blocks - offset) };
  }
}

/** The index of the first of sorted numbers that is above `value`. */
function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

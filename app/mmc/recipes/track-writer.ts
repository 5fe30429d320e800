// What a recording writes through: it counts blocks of content, whatever goes to the drive in the end.
import type { Lba } from '../../base/units.ts';

/** What brings the blocks of the tracks to the drive: as they are, or made into something else on the way. */
export interface TrackWriter {
  /** Of the next block. */
  readonly address: Lba;
  /** Blocks accepted by the drive since the recording began. */
  readonly blocksWritten: number;
  /** Goes on at `address` with blocks of this size. */
  moveTo(address: Lba, blockBytes: number): void;
  /** Whole blocks of content. */
  write(blocks: Uint8Array): Promise<void>;
  /** Blocks of zeros: pregaps, what fills up a track, silence. */
  writeZeros(count: number): Promise<void>;
}

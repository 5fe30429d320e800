// Writes a CD raw: makes whole blocks of what the tracks deliver, in one buffer that is used again and again, and puts
// the lead-in before them and the lead-out behind.
import { type Lba, lba } from '../../base/units.ts';
import type { BusyProgress, TrackLayout } from '../recipe.ts';
import type { BlockWriter } from './block-writer.ts';
import { blockBytesOf, FIRST_PREGAP } from './cd-placement.ts';
import type { RawSectors } from './raw-sectors.ts';
import type { TrackWriter } from './track-writer.ts';

/** 90 seconds behind the last track of the first session (MMC-6 4.2.3.10). */
export const LEAD_OUT_BLOCKS = 6_750;

export interface RawBlockWriterParts {
  readonly writer: BlockWriter;
  readonly sectors: RawSectors;
  readonly tracks: readonly TrackLayout[];
  readonly leadIn: Lba;
  /** Blocks of one WRITE. */
  readonly blocks: number;
}

export class RawBlockWriter implements TrackWriter {
  private readonly parts: RawBlockWriterParts;
  private readonly buffer: Uint8Array;
  private track: TrackLayout;
  /** Zeros before the first content, held back with the lead-in. */
  private held = 0;
  private hasBegun = false;

  constructor(parts: RawBlockWriterParts) {
    const [track] = parts.tracks;
    if (track === undefined) throw new RangeError('a layout without tracks');
    this.parts = parts;
    this.track = track;
    this.buffer = new Uint8Array(parts.blocks * parts.sectors.blockBytes);
  }

  get address(): Lba {
    return this.parts.writer.address;
  }

  get blocksWritten(): number {
    return this.parts.writer.blocksWritten;
  }

  /** What follows belongs to this track of the layout. */
  enterTrack(index: number): void {
    const track = this.parts.tracks[index];
    if (track === undefined) throw new RangeError(`no track ${index + 1}`);
    this.track = track;
  }

  /** Raw blocks follow each other without a gap: there is nowhere else to go on. */
  moveTo(address: Lba): void {
    if (this.hasBegun && address !== this.address) {
      throw new RangeError(`track at block ${address} while ${this.address} is due`);
    }
  }

  async write(blocks: Uint8Array): Promise<void> {
    await this.beginOnce();
    const { writer, sectors } = this.parts;
    const { track, buffer } = this;
    const bytes = blockBytesOf(track);
    const count = blocks.length / bytes;
    for (let done = 0; done < count; ) {
      const some = Math.min(this.parts.blocks, count - done);
      for (let i = 0; i < some; i++) {
        sectors.writeBlock(writer.address + i, track, blocks, (done + i) * bytes, buffer, i * sectors.blockBytes);
      }
      await this.send(some);
      done += some;
    }
  }

  /** Zeros before the first content wait for it. */
  async writeZeros(count: number): Promise<void> {
    if (this.hasBegun) await this.writeEmpty(count, this.track);
    else this.held += count;
  }

  /** The lead-out, after the last track. */
  async writeLeadOut(progress: BusyProgress): Promise<void> {
    const piece = this.parts.blocks * 10;
    for (let done = 0; done < LEAD_OUT_BLOCKS; ) {
      progress({ doing: 'writing the lead-out', fraction: done / LEAD_OUT_BLOCKS });
      const some = Math.min(piece, LEAD_OUT_BLOCKS - done);
      await this.writeEmpty(some, this.track);
      done += some;
    }
  }

  /**
   * Lead-in and first pregap. Raw writing has no protection against a late source, so nothing is sent before there is
   * content to go on with.
   */
  private async beginOnce(): Promise<void> {
    if (this.hasBegun) return;
    this.hasBegun = true;
    const { writer, sectors, leadIn } = this.parts;
    writer.moveTo(leadIn, sectors.blockBytes);
    await this.writeEmpty(-FIRST_PREGAP - leadIn, this.track);
    await this.writeEmpty(this.held, this.track);
  }

  private async writeEmpty(count: number, { type }: TrackLayout): Promise<void> {
    const { writer, sectors, blocks } = this.parts;
    for (let left = count; left > 0; left -= blocks) {
      const some = Math.min(left, blocks);
      for (let i = 0; i < some; i++) {
        sectors.writeEmpty(lba(writer.address + i), type, this.buffer, i * sectors.blockBytes);
      }
      await this.send(some);
    }
  }

  private send(count: number): Promise<void> {
    const { writer, sectors, blocks } = this.parts;
    return writer.write(count === blocks ? this.buffer : this.buffer.subarray(0, count * sectors.blockBytes));
  }
}

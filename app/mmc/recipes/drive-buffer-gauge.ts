// How full the buffer of the drive is, asked no more often than the drive bears.
import type { MediumKind } from '../../contract/media.ts';
import { type BufferCapacity, readBufferCapacity } from '../commands/read-buffer-capacity.ts';
import type { Drive } from '../drive.ts';
import type { TrackWriter } from './track-writer.ts';

const SHORTEST_INTERVAL_MS = 250;
const SECTOR_BYTES = 2048;
/** Some drives lose their way when a DVD-R is asked before their buffer is full once (MMC reference 2.0.12). */
const MARGIN_BLOCKS = 128;
const SHY: readonly MediumKind[] = ['dvd-r', 'dvd-r-dl', 'dvd-rw'];

export class DriveBufferGauge {
  private readonly drive: Drive;
  private readonly writer: TrackWriter;
  private readonly isShy: boolean;
  private last: BufferCapacity | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private isKnown = true;

  constructor(drive: Drive, kind: MediumKind, writer: TrackWriter) {
    this.drive = drive;
    this.writer = writer;
    this.isShy = SHY.includes(kind);
  }

  /** The present reading, or the last one where it is too early for another. Undefined where the drive does not tell. */
  async read(): Promise<BufferCapacity | undefined> {
    if (!this.isKnown) return undefined;
    const now = this.drive.clock.now();
    if (now - this.askedAt < SHORTEST_INTERVAL_MS || this.isTooEarly()) return this.last;
    this.askedAt = now;
    this.last = await readBufferCapacity(this.drive);
    this.isKnown = this.last !== undefined;
    return this.last;
  }

  private isTooEarly(): boolean {
    if (!this.isShy || this.last === undefined) return false;
    return this.writer.blocksWritten < this.last.sizeBytes / SECTOR_BYTES + MARGIN_BLOCKS;
  }
}

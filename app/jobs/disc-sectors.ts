// A disc as a source of sectors for the readers of volumes: one read at a time, in pieces that the drive takes.
import type { SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import type { Drive } from '../mmc/drive.ts';
import { DiscReader } from './disc-reader.ts';

export class DiscSectors implements SectorSource {
  readonly sectors: number;
  private readonly reader: DiscReader;
  private last: Promise<unknown> = Promise.resolve();

  constructor(drive: Drive, sectors: number) {
    this.sectors = sectors;
    this.reader = new DiscReader(drive, { fromMedium: false });
  }

  /** Rejects with `read-failed` where the disc gives no data, and with what the drive says otherwise. */
  async read(start: number, into: Uint8Array): Promise<number> {
    const count = Math.max(0, Math.min(Math.floor(into.length / SECTOR_BYTES), this.sectors - start));
    if (count === 0) return 0;
    const turn = this.last.then(() => this.reader.read(start, into.subarray(0, count * SECTOR_BYTES)));
    // Who comes next waits for the end of this one, whatever that is.
    this.last = turn.catch(() => undefined);
    await turn;
    return count;
  }
}

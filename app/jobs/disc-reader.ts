// Reads 2048-byte blocks off a disc in transfers as large as the way to the drive allows.
import { BurnishError } from '../base/errors.ts';
import { lba, SECTOR_BYTES } from '../base/units.ts';
import type { Drive } from '../mmc/drive.ts';
import { readBlocks } from '../mmc/commands/read.ts';

/** 64 KiB a command: one ECC block of a Blu-ray, two of a DVD, and within every host adapter's limit but the oldest. */
const MOST_BLOCKS = 32;

export class DiscReader {
  private readonly drive: Drive;
  private readonly fromMedium: boolean;
  private readonly chunkBlocks: number;

  /** `fromMedium`: force unit access, so that the drive's cache cannot answer for the disc. */
  constructor(drive: Drive, options: { fromMedium: boolean }) {
    this.drive = drive;
    this.fromMedium = options.fromMedium;
    const allowed = Math.floor(drive.transport.maxTransferBytes / SECTOR_BYTES);
    this.chunkBlocks = Math.max(1, Math.min(MOST_BLOCKS, allowed));
  }

  /**
   * Fills `target` (whole blocks) from `start` on. A block that cannot be read is handed to `onUnreadable` and zeroed,
   * and reading goes on behind it; without that callback it is thrown. Everything that is not the disc's fault is thrown.
   */
  async read(start: number, target: Uint8Array, onUnreadable?: (block: number) => void): Promise<void> {
    const step = this.chunkBlocks * SECTOR_BYTES;
    for (let at = 0; at < target.length; at += step) {
      const part = target.subarray(at, Math.min(at + step, target.length));
      const block = start + at / SECTOR_BYTES;
      try {
        await this.readPart(block, part);
      } catch (thrown) {
        if (onUnreadable === undefined || !isUnreadable(thrown)) throw thrown;
        await this.readSingly(block, part, onUnreadable);
      }
    }
  }

  private async readSingly(start: number, target: Uint8Array, onUnreadable: (block: number) => void): Promise<void> {
    for (let at = 0; at < target.length; at += SECTOR_BYTES) {
      const part = target.subarray(at, at + SECTOR_BYTES);
      const block = start + at / SECTOR_BYTES;
      try {
        await this.readPart(block, part);
      } catch (thrown) {
        if (!isUnreadable(thrown)) throw thrown;
        part.fill(0);
        onUnreadable(block);
      }
    }
  }

  private async readPart(block: number, part: Uint8Array): Promise<void> {
    await readBlocks(this.drive, lba(block), part, { forceUnitAccess: this.fromMedium });
  }
}

/** The medium gave no data, as opposed to a drive that is gone, busy or refuses. */
function isUnreadable(thrown: unknown): boolean {
  return thrown instanceof BurnishError && thrown.code === 'read-failed';
}

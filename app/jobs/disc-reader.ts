// Reads 2048-byte blocks off a disc in transfers as large as the way to the drive allows.
import { BurnishError, type FailedCommand } from '../base/errors.ts';
import { lba, SECTOR_BYTES } from '../base/units.ts';
import type { Drive } from '../mmc/drive.ts';
import { readBlocks } from '../mmc/commands/read.ts';
import { SENSE_KEY } from '../scsi/sense.ts';
import { requireOneDisc } from './one-disc.ts';

/** 64 KiB a command: one ECC block of a Blu-ray, two of a DVD, and within every host adapter's limit but the oldest. */
const MOST_BLOCKS = 32;
/** So many blocks in a row of which the drive only gives up the command: then its connection is bad and not the disc. */
const MOST_GIVEN_UP = 32;

/** Told of a block that cannot be read, and what the drive answered. */
export type OnUnreadable = (block: number, answer: FailedCommand | undefined) => void;

export class DiscReader {
  private readonly drive: Drive;
  private readonly fromMedium: boolean;
  private readonly chunkBlocks: number;
  private readonly goOn: () => void;
  private givenUp = 0;

  /**
   * `fromMedium`: force unit access, so that the drive's cache cannot answer for the disc. `goOn` is asked before each
   * command and throws where the job was stopped: a bad place takes a drive half a minute a sector.
   */
  constructor(drive: Drive, options: { readonly fromMedium: boolean; readonly goOn?: () => void }) {
    this.drive = drive;
    this.fromMedium = options.fromMedium;
    this.goOn = options.goOn ?? (() => undefined);
    const allowed = Math.floor(drive.transport.maxTransferBytes / SECTOR_BYTES);
    this.chunkBlocks = Math.max(1, Math.min(MOST_BLOCKS, allowed));
  }

  /**
   * Fills `target` (whole blocks) from `start` on. A block that cannot be read is handed to `onUnreadable` and zeroed,
   * and reading goes on behind it; without that callback it is thrown. Everything that is not the disc's fault is thrown.
   */
  async read(start: number, target: Uint8Array, onUnreadable?: OnUnreadable): Promise<void> {
    const step = this.chunkBlocks * SECTOR_BYTES;
    const { mediumChanges } = this.drive;
    for (let at = 0; at < target.length; at += step) {
      const part = target.subarray(at, Math.min(at + step, target.length));
      const block = start + at / SECTOR_BYTES;
      try {
        await this.readPart(block, part);
      } catch (thrown) {
        if (onUnreadable === undefined || !isUnreadable(thrown)) throw thrown;
        // What another disc does not have is no bad sector of this one.
        requireOneDisc(this.drive, mediumChanges);
        await this.readSingly(block, part, onUnreadable);
      }
    }
  }

  private async readSingly(start: number, target: Uint8Array, onUnreadable: OnUnreadable): Promise<void> {
    for (let at = 0; at < target.length; at += SECTOR_BYTES) {
      const part = target.subarray(at, at + SECTOR_BYTES);
      const block = start + at / SECTOR_BYTES;
      try {
        await this.readPart(block, part);
      } catch (thrown) {
        if (!isUnreadable(thrown)) throw thrown;
        if (isGivenUp(thrown) && ++this.givenUp > MOST_GIVEN_UP) throw thrown;
        part.fill(0);
        onUnreadable(block, thrown.report.command);
      }
    }
  }

  private async readPart(block: number, part: Uint8Array): Promise<void> {
    this.goOn();
    await readBlocks(this.drive, lba(block), part, { forceUnitAccess: this.fromMedium });
    this.givenUp = 0;
  }
}

/** The medium gave no data, as opposed to a drive that is gone, busy or refuses. */
function isUnreadable(thrown: unknown): thrown is BurnishError {
  return thrown instanceof BurnishError && (thrown.code === 'read-failed' || isGivenUp(thrown));
}

/** Aborted commands that speak of the way to the drive: communication, parity, message and data phase (SPC-4 Annex F). */
const OF_THE_CONNECTION: readonly (number | undefined)[] = [0x08, 0x47, 0x48, 0x4b];

/** Some drives and bridges say "aborted command" of a bad place, over and over, where others say "medium error". */
function isGivenUp({ report: { command } }: BurnishError): boolean {
  if (command?.key !== SENSE_KEY.ABORTED_COMMAND || command.deferred === true) return false;
  return !OF_THE_CONNECTION.includes(command.asc);
}

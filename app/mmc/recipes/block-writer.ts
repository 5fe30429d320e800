// The hot path: one WRITE after the other at rising addresses. One command block is used again and again, nothing is
// allocated per chunk, and a drive that another program disturbed is given one chance to find its way back.
import { BurnishError, type DiscFate } from '../../base/errors.ts';
import { type Lba, lba, milliseconds } from '../../base/units.ts';
import { synchronizeCache } from '../commands/synchronize-cache.ts';
import { WriteCommand } from '../commands/write.ts';
import type { Drive, ExecuteOptions } from '../drive.ts';
import type { FateOfDisc } from './disc-fate.ts';

/** How long a disturbed drive is left alone before the same WRITE is tried once more. */
const DISTURBED_PAUSE = milliseconds(5000);

export class BlockWriter implements ExecuteOptions {
  private readonly drive: Drive;
  private readonly fateOfDisc: FateOfDisc;
  private readonly streaming: boolean;
  private command: WriteCommand;
  private zeros = new Uint8Array(0);
  private next: Lba = lba(0);
  private transferBlocks: number;
  private readonly largestTransferBlocks: number;
  /** Blocks accepted by the drive since the recording began. */
  blocksWritten = 0;

  constructor(drive: Drive, transferBlocks: number, streaming: boolean, fateOfDisc: FateOfDisc) {
    this.drive = drive;
    this.largestTransferBlocks = transferBlocks;
    this.transferBlocks = transferBlocks;
    this.streaming = streaming;
    this.fateOfDisc = fateOfDisc;
    this.command = new WriteCommand(2048, streaming);
  }

  /** The address of the next block. */
  get address(): Lba {
    return this.next;
  }

  /** For the error of a WRITE; only read when there is one. */
  get doing(): string {
    return `writing block ${this.next}`;
  }

  get fate(): DiscFate {
    return this.fateOfDisc.now();
  }

  /** Goes on at `address` with blocks of this size. */
  moveTo(address: Lba, blockBytes: number): void {
    this.next = address;
    if (this.command.blockBytes !== blockBytes) {
      this.command = new WriteCommand(blockBytes, this.streaming);
      this.zeros = new Uint8Array(0);
    }
    this.transferBlocks = Math.min(
      this.largestTransferBlocks,
      Math.floor(this.drive.transport.maxTransferBytes / blockBytes),
    );
  }

  /** Writes whole blocks, in as many WRITEs as the way to the drive asks for. */
  async write(blocks: Uint8Array): Promise<void> {
    const most = this.transferBlocks * this.command.blockBytes;
    if (blocks.length <= most) return this.send(blocks);
    for (let at = 0; at < blocks.length; at += most) {
      await this.send(blocks.subarray(at, Math.min(blocks.length, at + most)));
    }
  }

  /** Writes blocks of zeros: pregaps, what fills up a track, silence. */
  async writeZeros(count: number): Promise<void> {
    const { blockBytes } = this.command;
    if (this.zeros.length === 0) this.zeros = new Uint8Array(this.transferBlocks * blockBytes);
    for (let left = count; left > 0; left -= this.transferBlocks) {
      await this.send(this.zeros.subarray(0, Math.min(left, this.transferBlocks) * blockBytes));
    }
  }

  private async send(blocks: Uint8Array): Promise<void> {
    this.command.aim(this.next, blocks);
    this.fateOfDisc.written = true;
    try {
      await this.drive.execute(this.command, this);
    } catch (thrown) {
      if (!isDisturbance(thrown)) throw this.located(thrown);
      await this.retryOnce();
    }
    const count = blocks.length / this.command.blockBytes;
    this.next = lba(this.next + count);
    this.blocksWritten += count;
  }

  /** Another program that touches the drive breaks the sequence of writes (5/2C/00): flush, wait, the same WRITE again. */
  private async retryOnce(): Promise<void> {
    const { drive } = this;
    await drive.execute(synchronizeCache(true), { doing: 'flushing after a disturbance', fate: this.fate });
    await drive.clock.sleep(DISTURBED_PAUSE);
    try {
      await drive.execute(this.command, this);
    } catch (thrown) {
      if (!isDisturbance(thrown)) throw this.located(thrown);
      throw this.located(thrown).with({
        code: 'drive-busy',
        message: `While ${this.doing} the drive lost its sequence twice: another program is using it.`,
        nextStep: 'Close programs that look at discs (file managers, media players, other burners), then try again.',
      });
    }
  }

  private located(thrown: unknown): BurnishError {
    if (!(thrown instanceof BurnishError)) throw thrown;
    // The very first WRITE, not taken at all: the laser has not touched the disc.
    if (this.blocksWritten === 0 && isRefusal(thrown)) this.fateOfDisc.written = false;
    return thrown.with({ details: { ...thrown.report.details, lba: this.next } });
  }
}

/** Not ready, not acceptable, or the laser could not be calibrated before it began (3/73). */
function isRefusal({ report: { command } }: BurnishError): boolean {
  const { key, asc } = command ?? {};
  return key === 2 || key === 5 || key === 6 || (key === 3 && asc === 0x73);
}

function isDisturbance(thrown: unknown): boolean {
  if (!(thrown instanceof BurnishError)) return false;
  const { command } = thrown.report;
  return command?.key === 5 && command.asc === 0x2c && command.deferred !== true;
}

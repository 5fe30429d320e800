// WRITE (10) and WRITE (12), SBC-3 5.32, MMC-6 6.46 and 6.47: one command block that a recording uses again and again.
import { writeUintBE } from '../../base/bytes.ts';
import { BurnishError } from '../../base/errors.ts';
import type { Milliseconds } from '../../base/units.ts';
import { OPCODE, opcodeName } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';

const STREAMING = 0x80;
const NO_BYTES = new Uint8Array(0);

/**
 * A WRITE that is aimed anew for every chunk, so that nothing is allocated. `streaming` sends WRITE (12) with its
 * Streaming bit, which lets DVD-RAM and BD skip the drive's own check of defects.
 */
export class WriteCommand implements CommandRequest {
  readonly name: string;
  readonly cdb: Uint8Array;
  readonly direction = 'out';
  readonly timeoutMs: Milliseconds = TIMEOUT.write;
  /** Bytes of a block as the drive counts them: 2048, 2352, or 96 in the lead-in. */
  readonly blockBytes: number;
  data: Uint8Array = NO_BYTES;

  constructor(blockBytes: number, streaming: boolean) {
    this.blockBytes = blockBytes;
    this.cdb = new Uint8Array(streaming ? 12 : 10);
    this.cdb[0] = streaming ? OPCODE.WRITE_12 : OPCODE.WRITE_10;
    if (streaming) this.cdb[10] = STREAMING;
    this.name = opcodeName(this.cdb[0]);
  }

  /**
   * Points the command at `address` (negative in pregap and lead-in of a CD) with these bytes. The number of blocks in
   * the CDB times the block size is the length of the data, always: a drive that was told otherwise hangs with a ruined
   * disc, so anything else is thrown as `internal` before it is sent.
   */
  aim(address: number, data: Uint8Array): void {
    const blocks = data.length / this.blockBytes;
    if (!Number.isInteger(blocks) || blocks < 1 || blocks > 0xffff) {
      throw new BurnishError({
        code: 'internal',
        message: `A WRITE of ${data.length} bytes is no whole number of blocks of ${this.blockBytes} bytes.`,
        doing: `preparing to write block ${address}`,
        nextStep: 'Please report this with the log.',
        details: { lba: address, bytes: data.length },
      });
    }
    writeUintBE(this.cdb, 2, 4, address);
    if (this.cdb.length === 12) writeUintBE(this.cdb, 6, 4, blocks);
    else writeUintBE(this.cdb, 7, 2, blocks);
    this.data = data;
  }
}

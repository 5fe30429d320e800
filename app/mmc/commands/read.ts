// READ (10) and READ (12) (MMC-6 6.15, 6.16): blocks of 2048 bytes of user data.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { BurnishError } from '../../base/errors.ts';
import { type Lba, SECTOR_BYTES } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import { failedCommand } from '../../scsi/sense-error.ts';
import type { CommandReply, CommandRequest, Drive } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestIn } from './ask.ts';

export interface ReadOptions {
  /** Read from the medium and not from the drive's cache, for verifying; makes it a READ (12). */
  readonly forceUnitAccess?: boolean;
}

/**
 * Fills `into`, whose length is a multiple of 2048 and at most the transport's limit, with the blocks from `address` on.
 * Throws `read-failed` with the address in its details where the disc gives no data, `drive-confused` for a short answer.
 */
export async function readBlocks(
  drive: Drive,
  address: Lba,
  into: Uint8Array,
  options: ReadOptions = {},
): Promise<void> {
  const blocks = into.length / SECTOR_BYTES;
  if (!Number.isInteger(blocks) || blocks === 0) {
    throw new RangeError(`a buffer of ${into.length} bytes does not hold whole blocks`);
  }
  const request = requestIn(cdbOf(address, blocks, options.forceUnitAccess === true), into, TIMEOUT.read);
  requireAll(request, await drive.execute(request, { doing: `reading block ${address}` }), address);
}

/** Throws `drive-confused` when less arrived than a read asked for: that is no fault of the disc. */
export function requireAll(request: CommandRequest, reply: CommandReply, address: Lba): void {
  const { residual } = reply.outcome;
  if (residual === 0) return;
  throw new BurnishError({
    code: 'drive-confused',
    message: `While reading block ${address} the drive delivered ${residual} bytes less than it was asked for (${request.name}).`,
    doing: `reading block ${address}`,
    nextStep: 'Check the cable and the adapter of the drive.',
    command: failedCommand(request.cdb, reply.outcome, reply.sense),
    details: { lba: address },
  });
}

function cdbOf(address: Lba, blocks: number, forceUnitAccess: boolean): Uint8Array {
  const cdb = new Uint8Array(forceUnitAccess || blocks > 0xffff ? 12 : 10);
  writeU32BE(cdb, 2, address);
  if (cdb.length === 12) {
    cdb[0] = OPCODE.READ_12;
    cdb[1] = forceUnitAccess ? 0x08 : 0;
    writeU32BE(cdb, 6, blocks);
  } else {
    cdb[0] = OPCODE.READ_10;
    writeU16BE(cdb, 7, blocks);
  }
  return cdb;
}

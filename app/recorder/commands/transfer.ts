// READ, WRITE, VERIFY, SEEK, SYNCHRONIZE CACHE (MMC-6 6.16, 6.17, 6.44 to 6.48, 6.35, 6.42): the hot path. A WRITE costs
// one call into the system, straight from the host's buffer.
import { readI32BE } from '../../base/bytes.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import type { VirtualMedium } from '../media/medium.ts';

const BLOCK_BYTES = 2048;
/** A command cannot name more than this many bytes: no host adapter carries them. */
const MAX_TRANSFER_BYTES = 0x1000_0000;

export function read10(drive: Drive, exchange: Exchange): void {
  read(drive, exchange, exchange.field(7, 2));
}

export function read12(drive: Drive, exchange: Exchange): void {
  read(drive, exchange, exchange.field(6, 4));
}

function read(drive: Drive, exchange: Exchange, blocks: number): void {
  const medium = drive.readyMedium();
  const lba = readI32BE(exchange.cdb, 2);
  if (blocks * BLOCK_BYTES > MAX_TRANSFER_BYTES) throw invalidCdbField(6);
  const target = exchange.readTarget(blocks * BLOCK_BYTES);
  if (!drive.injector.isQuiet) exchange.durationMs += drive.injector.beforeRead(drive, lba, blocks);
  if (lba < 0 || lba + blocks > medium.totalBlocks()) refuse(SENSE.lbaOutOfRange, { information: lba });
  if (blocks === 0) return;
  medium.read({ lba, blocks, target });
  exchange.durationMs += drive.readingTimeMs(lba, blocks * BLOCK_BYTES);
  exchange.transferred = Math.max(0, target.length - (drive.faults.shortBy ?? 0));
}

export function write10(drive: Drive, exchange: Exchange): void {
  write(drive, exchange, exchange.field(7, 2), false);
}

export function write12(drive: Drive, exchange: Exchange): void {
  write(drive, exchange, exchange.field(6, 4), exchange.bit(10, 7));
}

/** Everything is written, and read back before the answer. */
export function writeAndVerify10(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  if (!medium.features().some((feature) => feature.code === RANDOM_WRITABLE)) refuse(SENSE.invalidOpcode);
  write(drive, exchange, exchange.field(7, 2), false);
  exchange.durationMs += drive.readingTimeMs(readI32BE(exchange.cdb, 2), exchange.transferred);
}

const RANDOM_WRITABLE = 0x0020;

function write(drive: Drive, exchange: Exchange, blocks: number, streaming: boolean): void {
  const medium = drive.writableMedium();
  const lba = readI32BE(exchange.cdb, 2);
  const blockBytes = medium.writeBlockBytes(lba);
  if (blocks * blockBytes > MAX_TRANSFER_BYTES) throw invalidCdbField(6);
  const source = exchange.parameters(blocks * blockBytes);
  if (blocks === 0) return;
  // the lie is told about a drive that would have accepted the command
  const isLie = !drive.injector.isQuiet && drive.injector.beforeWrite(drive, lba, blocks);
  if (isLie) return;
  keepUp(drive, medium);
  medium.write({ lba, blocks, source, streaming });
  drive.moveHead(lba + blocks);
  exchange.durationMs += drive.buffer.fill(source.length, drive.bytesPerMs);
}

/** What the laser did since the last command; an empty buffer ends the recording, or makes a link. */
function keepUp(drive: Drive, medium: VirtualMedium): void {
  if (!drive.buffer.drain(drive.now(), drive.bytesPerMs)) return;
  if (medium.underrun()) drive.links++;
}

/** Without BytChk: the blocks can be read; with it, this drive does not compare. */
export function verify10(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  const lba = readI32BE(exchange.cdb, 2);
  const blocks = exchange.field(7, 2);
  if (exchange.bit(1, 1)) throw invalidCdbField(1, 1);
  if (lba < 0 || lba + blocks > medium.readableBlocks()) refuse(SENSE.lbaOutOfRange, { information: lba });
  if (!drive.injector.isQuiet) exchange.durationMs += drive.injector.beforeRead(drive, lba, blocks);
  exchange.durationMs += drive.readingTimeMs(lba, blocks * BLOCK_BYTES);
}

export function seek10(drive: Drive, exchange: Exchange): void {
  const lba = readI32BE(exchange.cdb, 2);
  if (lba < 0 || lba >= Math.max(1, drive.readyMedium().totalBlocks())) refuse(SENSE.lbaOutOfRange);
  exchange.durationMs += drive.readingTimeMs(lba, 0);
}

/** The whole buffer is written: a drive that cannot write a part of it knows no LBA and no number of blocks here. */
export function synchronizeCache(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  if (drive.buffer.drain(drive.now(), drive.bytesPerMs) && medium.underrun()) drive.links++;
  const drainMs = drive.drainTimeMs();
  const operation = medium.synchronizeCache();
  drive.start({ ...operation, durationMs: operation.durationMs + drainMs }, exchange.bit(1, 1), exchange);
}

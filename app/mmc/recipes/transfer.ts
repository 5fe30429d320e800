// How many blocks one WRITE carries: what the medium wants, or less where the way to the drive is narrow.
import { BurnishError } from '../../base/errors.ts';
import type { SectorCount } from '../../base/units.ts';
import type { Drive } from '../drive.ts';

/**
 * Halves the chunk until it passes. `smallest` is the ECC block of a medium that must be written in whole ones; throws
 * `unsupported-by-drive` where not even that passes.
 */
export function transferBlocks(drive: Drive, chunk: SectorCount, blockBytes: number, smallest: number): number {
  const most = drive.transport.maxTransferBytes;
  let blocks: number = chunk;
  while (blocks * blockBytes > most && blocks > smallest) blocks = Math.max(smallest, Math.floor(blocks / 2));
  if (blocks * blockBytes <= most) return blocks;
  throw new BurnishError({
    code: 'unsupported-by-drive',
    message: `This disc is written in pieces of ${blocks * blockBytes} bytes, and the connection of the drive takes ${most} at once.`,
    doing: 'preparing the recording',
    fate: 'untouched',
    nextStep: 'Connect the drive to another port or adapter.',
    details: { needed: blocks * blockBytes, most },
  });
}

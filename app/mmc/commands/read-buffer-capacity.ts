// READ BUFFER CAPACITY (MMC-6 6.18): how full the buffer of the drive is.
import { readU32BE, writeU16BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

export interface BufferCapacity {
  readonly sizeBytes: number;
  readonly usedBytes: number;
}

const LENGTH = 12;

/**
 * Undefined where the drive does not tell. A drive that claims more free than there is lies, and half full is shown
 * (MMC reference 2.0.12). Some drives dislike the question while they write: see the quirk about it.
 */
export async function readBufferCapacity(drive: Drive): Promise<BufferCapacity | undefined> {
  const cdb = Uint8Array.of(OPCODE.READ_BUFFER_CAPACITY, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 7, LENGTH);
  const answer = await askIfKnown(drive, cdb, LENGTH, { doing: 'asking how full the buffer of the drive is' });
  if (answer === undefined || answer.length < LENGTH) return undefined;
  const sizeBytes = readU32BE(answer, 4);
  const freeBytes = readU32BE(answer, 8);
  if (sizeBytes === 0) return undefined;
  return { sizeBytes, usedBytes: freeBytes > sizeBytes ? Math.floor(sizeBytes / 2) : sizeBytes - freeBytes };
}

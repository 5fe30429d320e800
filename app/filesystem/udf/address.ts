// Addresses inside a logical volume (ECMA-167 4/7.1 and 4/14.14): a partition by its reference, a block in it, a length.
import { readU16LE, readU32LE } from '../../base/bytes.ts';

/** A block of a partition. The reference counts the volume's partition maps; it is not the partition's number. */
export interface BlockAddress {
  readonly partition: number;
  readonly block: number;
}

/** What the two highest bits of a length say. `more`: the list of extents goes on in that extent. */
export type ExtentType = 'recorded' | 'unrecorded' | 'hole' | 'more';

export interface Allocation extends BlockAddress {
  readonly type: ExtentType;
  readonly bytes: number;
}

export const LONG_BYTES = 16;
const TYPES: readonly ExtentType[] = ['recorded', 'unrecorded', 'hole', 'more'];
const LENGTH_MASK = 0x3fff_ffff;

/** A long allocation descriptor: a length with its type, the block, the partition. */
export function readLong(bytes: Uint8Array, offset: number): Allocation {
  const length = readU32LE(bytes, offset);
  return {
    type: typeOf(length),
    bytes: length & LENGTH_MASK,
    partition: readU16LE(bytes, offset + 8),
    block: readU32LE(bytes, offset + 4),
  };
}

/** A short one stays in the partition of the ICB that it stands in. */
export function readShort(bytes: Uint8Array, offset: number, partition: number): Allocation {
  const length = readU32LE(bytes, offset);
  return { type: typeOf(length), bytes: length & LENGTH_MASK, partition, block: readU32LE(bytes, offset + 4) };
}

/** An extended one tells besides how much is recorded; its length of information is what counts for a file. */
export function readExtended(bytes: Uint8Array, offset: number): Allocation {
  return {
    type: typeOf(readU32LE(bytes, offset)),
    bytes: readU32LE(bytes, offset + 8),
    partition: readU16LE(bytes, offset + 16),
    block: readU32LE(bytes, offset + 12),
  };
}

function typeOf(length: number): ExtentType {
  return TYPES[length >>> 30] ?? 'recorded';
}

// How one tree of an ISO 9660 volume is to be read: where its blocks lie, and how its records and names are written.
import type { VolumeKind } from '../volume.ts';

export type IsoKind = Exclude<VolumeKind, 'udf'>;

/** Where the blocks of a volume lie in the image. */
export interface Addresses {
  /** Bytes of a logical block. */
  readonly blockBytes: number;
  /** The address of the image's first block: not 0 where the image is a later session by itself. */
  readonly firstBlock: number;
  /** CD-i writes only the big-endian halves of numbers. */
  readonly isBigEndianOnly: boolean;
}

export interface TreeForm extends Addresses {
  /** Where no file lies, in bytes of the image. */
  readonly descriptors: { readonly begin: number; readonly end: number };
  readonly kind: IsoKind;
  /** Bytes before the entries of each system use field, as SP tells; undefined where there are no such entries. */
  readonly systemUseSkip: number | undefined;
}

/** Where a logical block lies, in bytes from the start of the image. */
export function placeOf(addresses: Addresses, block: number): number {
  return (block - addresses.firstBlock) * addresses.blockBytes;
}

// Where the contents of a directory record lie (ECMA-119 9.1.3, 9.1.4, 6.4.3): both halves of its numbers are looked at, for
// there are images of which only one is right.
import type { FindingLog } from '../finding-log.ts';
import type { Extent } from '../volume.ts';
import { RECORD } from './directory-records.ts';
import { type Addresses, placeOf } from './tree-form.ts';

/** 32 GiB with the usual block: no CD or DVD has it. */
const LEAST_SWAPPED = 0x0100_0000;

export class RecordExtents {
  private readonly addresses: Addresses;
  private readonly imageBytes: number;
  private readonly log: FindingLog;
  private readonly nameAt: (bytes: Buffer, at: number) => string;

  /** `nameAt` tells for a finding whose record it is. */
  constructor(
    addresses: Addresses,
    imageBytes: number,
    { log, nameAt }: { readonly log: FindingLog; readonly nameAt: (bytes: Buffer, at: number) => string },
  ) {
    this.addresses = addresses;
    this.imageBytes = imageBytes;
    this.log = log;
    this.nameAt = nameAt;
  }

  at(bytes: Buffer, at: number): Extent {
    const { block, size } = this.numbersAt(bytes, at);
    const { blockBytes } = this.addresses;
    const place = placeOf(this.addresses, block);
    const xarBytes = (bytes[at + RECORD.xarBlocks] ?? 0) * blockBytes;
    const unitBytes = (bytes[at + RECORD.unitBlocks] ?? 0) * blockBytes;
    const gapBytes = (bytes[at + RECORD.gapBlocks] ?? 0) * blockBytes;
    if (unitBytes === 0) return { kind: 'data', begin: place + xarBytes, bytes: size };
    // An extended attribute record of an interleaved file has the first unit for itself.
    const begin = xarBytes === 0 ? place : place + unitBytes + gapBytes;
    return { kind: 'data', begin, bytes: size, interleave: { unitBytes, gapBytes } };
  }

  /** Each number is written little-endian and then big-endian. */
  private numbersAt(bytes: Buffer, at: number): { readonly block: number; readonly size: number } {
    const block = bytes.readUInt32LE(at + RECORD.block);
    const size = bytes.readUInt32LE(at + RECORD.bytes);
    const agree =
      block === bytes.readUInt32BE(at + RECORD.block + 4) && size === bytes.readUInt32BE(at + RECORD.bytes + 4);
    if (agree && block < LEAST_SWAPPED) return { block, size };
    if (!this.addresses.isBigEndianOnly) return this.plausibleNumbers(bytes, at);
    return { block: bytes.readUInt32BE(at + RECORD.block + 4), size: bytes.readUInt32BE(at + RECORD.bytes + 4) };
  }

  /** Where the two halves differ, the one counts that means something in the image. */
  private plausibleNumbers(bytes: Buffer, at: number): { readonly block: number; readonly size: number } {
    const isSwapped = this.isSwapped(bytes, at + RECORD.block);
    const halves = (offset: number): readonly [number, number] =>
      isSwapped
        ? [bytes.readUInt32BE(at + offset), bytes.readUInt32LE(at + offset + 4)]
        : [bytes.readUInt32LE(at + offset), bytes.readUInt32BE(at + offset + 4)];
    const blocks = halves(RECORD.block);
    const block = blocks.find((value) => this.isInside(value)) ?? blocks[0];
    const place = placeOf(this.addresses, block);
    const sizes = halves(RECORD.bytes);
    const size = sizes.find((value) => value !== 0 && place + value <= this.imageBytes) ?? sizes[0];
    if ([0, 1].some((half) => blocks[half] === 0 && sizes[half] === 0) && block !== 0) {
      this.log.add('warning', 0, 'Directories have their numbers in one order of bytes only.');
    } else if (isSwapped || blocks[0] !== blocks[1] || sizes[0] !== sizes[1]) {
      this.log.add('warning', 0, `The two halves of a number of "${this.nameAt(bytes, at)}" differ.`);
    }
    return { block, size };
  }

  private isInside(block: number): boolean {
    const place = placeOf(this.addresses, block);
    return place > 0 && place < this.imageBytes;
  }

  /** Each half in the order of the other: they agree on a place beyond every disc, and mean one in the image. */
  private isSwapped(bytes: Buffer, at: number): boolean {
    const told = bytes.readUInt32LE(at);
    if (told < LEAST_SWAPPED || told !== bytes.readUInt32BE(at + 4)) return false;
    return !this.isInside(told) && this.isInside(bytes.readUInt32BE(at));
  }
}

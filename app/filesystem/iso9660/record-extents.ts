// Where the contents of a directory record lie (ECMA-119 9.1.3, 9.1.4, 6.4.3): both halves of its numbers are looked at, for
// there are images of which only one is right.
import type { FindingLog } from '../finding-log.ts';
import type { Extent } from '../volume.ts';
import { RECORD } from './directory-records.ts';
import { type Addresses, placeOf } from './tree-form.ts';

/** 32 GiB with the usual block: no CD or DVD has it. */
const LEAST_SWAPPED = 0x0100_0000;

interface RecordNumbers {
  readonly bytes: Buffer;
  readonly isSwapped: boolean;
  readonly name: () => string;
}

export class RecordExtents {
  private readonly addresses: Addresses;
  private readonly imageBytes: number;
  private readonly log: FindingLog;

  constructor(addresses: Addresses, imageBytes: number, log: FindingLog) {
    this.addresses = addresses;
    this.imageBytes = imageBytes;
    this.log = log;
  }

  /** `name` is called only for a finding. */
  at(bytes: Buffer, at: number, name: () => string): Extent {
    const { blockBytes } = this.addresses;
    const isSwapped = this.isSwapped(bytes, at + RECORD.block);
    if (isSwapped) this.sayHalvesDiffer(name);
    const numbers: RecordNumbers = { bytes, isSwapped, name };
    const block = this.number(numbers, at + RECORD.block, (value) => this.isInside(value));
    const place = placeOf(this.addresses, block);
    const fits = (value: number): boolean => value !== 0 && place + value <= this.imageBytes;
    const size = this.number(numbers, at + RECORD.bytes, fits);
    const xarBytes = (bytes[at + RECORD.xarBlocks] ?? 0) * blockBytes;
    const unitBytes = (bytes[at + RECORD.unitBlocks] ?? 0) * blockBytes;
    const gapBytes = (bytes[at + RECORD.gapBlocks] ?? 0) * blockBytes;
    if (unitBytes === 0) return { kind: 'data', begin: place + xarBytes, bytes: size };
    // An extended attribute record of an interleaved file has the first unit for itself.
    const begin = xarBytes === 0 ? place : place + unitBytes + gapBytes;
    return { kind: 'data', begin, bytes: size, interleave: { unitBytes, gapBytes } };
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

  /** A number written little-endian and then big-endian. Where the two differ, the plausible one counts. */
  private number({ bytes, isSwapped, name }: RecordNumbers, at: number, fits: (value: number) => boolean): number {
    const little = isSwapped ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    const big = isSwapped ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4);
    if (little === big) return little;
    if (this.addresses.isBigEndianOnly) return big;
    this.sayHalvesDiffer(name);
    return [little, big].find(fits) ?? little;
  }

  private sayHalvesDiffer(name: () => string): void {
    this.log.add('warning', 0, `The two halves of a number of "${name()}" differ.`);
  }
}

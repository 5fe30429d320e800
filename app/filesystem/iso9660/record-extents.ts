// Where the contents of a directory record lie (ECMA-119 9.1.3, 9.1.4, 6.4.3): both halves of its numbers are looked at, for
// there are images of which only one is right.
import type { FindingLog } from '../finding-log.ts';
import type { Extent } from '../volume.ts';
import { RECORD } from './directory-records.ts';
import { type Addresses, placeOf } from './tree-form.ts';

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
    const block = this.number(bytes, at + RECORD.block, name, (value) => this.isInside(placeOf(this.addresses, value)));
    const place = placeOf(this.addresses, block);
    const size = this.number(bytes, at + RECORD.bytes, name, (value) => place + value <= this.imageBytes);
    const xarBytes = (bytes[at + RECORD.xarBlocks] ?? 0) * blockBytes;
    const unitBytes = (bytes[at + RECORD.unitBlocks] ?? 0) * blockBytes;
    const gapBytes = (bytes[at + RECORD.gapBlocks] ?? 0) * blockBytes;
    if (unitBytes === 0) return { kind: 'data', begin: place + xarBytes, bytes: size };
    // An extended attribute record of an interleaved file has the first unit for itself.
    const begin = xarBytes === 0 ? place : place + unitBytes + gapBytes;
    return { kind: 'data', begin, bytes: size, interleave: { unitBytes, gapBytes } };
  }

  private isInside(place: number): boolean {
    return place > 0 && place < this.imageBytes;
  }

  /** A number written little-endian and then big-endian. Where the two differ, the plausible one counts. */
  private number(bytes: Buffer, at: number, name: () => string, fits: (value: number) => boolean): number {
    const little = bytes.readUInt32LE(at);
    const big = bytes.readUInt32BE(at + 4);
    if (little === big) return little;
    if (this.addresses.isBigEndianOnly) return big;
    this.log.add('warning', 0, `The two halves of a number of "${name()}" differ.`);
    const readings = [little, big, bytes.readUInt32BE(at), bytes.readUInt32LE(at + 4)];
    return readings.find((value) => value !== 0 && fits(value)) ?? little;
  }
}

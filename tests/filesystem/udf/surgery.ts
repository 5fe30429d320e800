// Changes bytes of a sound UDF image where it hurts, and makes the sums of a descriptor right again.
import { sample } from './open-bytes.ts';

export const ID = {
  primary: 1,
  anchor: 2,
  pointer: 3,
  partition: 5,
  logical: 6,
  fileSet: 256,
  identifier: 257,
  allocationExtent: 258,
  entry: 261,
  extendedEntry: 266,
};

export class Patient {
  readonly bytes: Buffer;
  readonly blockBytes: number;

  /** `more` are empty sectors behind its end. */
  constructor(name: string, blockBytes = 2048, more = 0) {
    this.bytes = Buffer.concat([kept(name), Buffer.alloc(more * 2048)]);
    this.blockBytes = blockBytes;
  }

  /** Where descriptors of a kind begin whose block says that it is one, in order. */
  all(id: number): number[] {
    const found: number[] = [];
    for (let begin = 0; begin + this.blockBytes <= this.bytes.length; begin += this.blockBytes) {
      const isTag = this.bytes.readUInt16LE(begin) === id && [2, 3].includes(this.bytes.readUInt16LE(begin + 2));
      if (isTag && this.bytes[begin + 4] === tagSum(this.bytes, begin)) found.push(begin);
    }
    return found;
  }

  first(id: number): number {
    const [begin] = this.all(id);
    if (begin === undefined) throw new Error(`no descriptor ${id}`);
    return begin;
  }

  /** File entries of a type: 4 directory, 5 file, 12 link. */
  entries(type: number): number[] {
    return [...this.all(ID.entry), ...this.all(ID.extendedEntry)]
      .filter((begin) => this.bytes[begin + 27] === type)
      .sort((a, b) => a - b);
  }

  /** Where the identifier with this name begins, its name in one byte a character. */
  identifier(name: string): number {
    const text = this.bytes.indexOf(Buffer.from(`\u0008${name}`, 'latin1'));
    for (let begin = text - 38; begin >= text - 38 - 64; begin -= 2) {
      if (this.bytes.readUInt16LE(begin) === ID.identifier && this.bytes[begin + 19] === name.length + 1) return begin;
    }
    throw new Error(`no identifier ${name}`);
  }

  /** The part of a file entry that tells its extents. */
  allocation(entry: number): number {
    const lengths = entry + (this.bytes.readUInt16LE(entry) === ID.entry ? 168 : 208);
    return lengths + 8 + this.bytes.readUInt32LE(lengths);
  }

  u32(offset: number, value: number): this {
    this.bytes.writeUInt32LE(value >>> 0, offset);
    return this;
  }

  u16(offset: number, value: number): this {
    this.bytes.writeUInt16LE(value, offset);
    return this;
  }

  /** Both sums of the descriptor at `begin`, over the length that it gives itself or a new one. */
  seal(begin: number, covered = this.bytes.readUInt16LE(begin + 10)): this {
    this.bytes.writeUInt16LE(covered, begin + 10);
    this.bytes.writeUInt16LE(crc(this.bytes.subarray(begin + 16, begin + 16 + covered)), begin + 8);
    this.bytes[begin + 4] = tagSum(this.bytes, begin);
    return this;
  }

  /** Copies a block over another; the descriptor says then that it lies there. */
  copyBlock(from: number, to: number, location: number): this {
    this.bytes.copy(this.bytes, to, from, from + this.blockBytes);
    return this.u32(to + 12, location).seal(to);
  }

  wipe(begin: number, length = this.blockBytes): this {
    this.bytes.fill(0, begin, begin + length);
    return this;
  }
}

const unpacked = new Map<string, Buffer>();

function kept(name: string): Buffer {
  const bytes = unpacked.get(name) ?? sample(`udf/${name}.img`);
  unpacked.set(name, bytes);
  return bytes;
}

function tagSum(bytes: Buffer, begin: number): number {
  let sum = 0;
  for (let index = 0; index < 16; index++) if (index !== 4) sum += bytes[begin + index] ?? 0;
  return sum & 0xff;
}

/** CRC-16, polynomial 1021h, bit by bit. */
function crc(bytes: Buffer): number {
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 0x8000) === 0 ? rest << 1 : ((rest << 1) ^ 0x1021) & 0xffff;
  }
  return rest & 0xffff;
}

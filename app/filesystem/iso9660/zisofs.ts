// Files that zisofs packed: a header, a table of pointers, and blocks that are unpacked each for itself.
import type { FindingLog } from '../finding-log.ts';
import { readExtents } from '../file-bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { shownName } from '../shown-name.ts';
import type { Packing, VolumeEntry } from '../volume.ts';
import { codecFor } from './zisofs-codecs.ts';

interface Header {
  readonly algorithm: Packing['algorithm'];
  readonly bytes: number;
  readonly headerBytes: number;
  readonly blockBytes: number;
  readonly pointerBytes: 4 | 8;
}

const MAGIC = Buffer.from('37e45396c9dbd607', 'hex');
const MAGIC_2 = Buffer.from('ef2255a1bc1b95a0', 'hex');
const HEADER_BYTES = 24;
/** Blocks of 32 to 128 KiB by the first version, up to 1 MiB by the second; no smaller one is worth a pointer. */
const LEAST_BLOCK_LOG = 9;
const MOST_BLOCK_LOG = 20;
const ALGORITHMS: readonly Packing['algorithm'][] = ['unknown', 'zlib', 'xz', 'lz4', 'zstd', 'bzip2'];

export class ZisofsFiles {
  private readonly image: ImageBytes;
  private readonly log: FindingLog;
  /** The block that was read last: readers ask for pieces of any length. */
  private last: { readonly file: VolumeEntry; readonly index: number; readonly bytes: Uint8Array } | undefined;

  constructor(image: ImageBytes, log: FindingLog) {
    this.image = image;
    this.log = log;
  }

  /** As `Volume.read`. */
  async read(file: VolumeEntry, position: number, into: Uint8Array): Promise<number> {
    const header = await this.headerOf(file);
    if (header === undefined) return 0;
    const end = Math.min(header.bytes, file.bytes, position + into.length);
    let done = 0;
    while (position + done < end) {
      const index = Math.floor((position + done) / header.blockBytes);
      const block = await this.block(file, header, index);
      if (block === undefined) break;
      const from = position + done - index * header.blockBytes;
      const piece = block.subarray(from, from + end - position - done);
      into.set(piece, done);
      done += piece.length;
    }
    return done;
  }

  private async headerOf(file: VolumeEntry): Promise<Header | undefined> {
    const bytes = Buffer.alloc(HEADER_BYTES);
    const got = await readExtents(this.image, file.extents, 0, bytes);
    const header = got < 16 ? undefined : headerIn(bytes);
    if (header === undefined) {
      this.say(file, `The file "${shownName(file.name)}" has no sound header of zisofs: it cannot be unpacked.`);
    } else if (codecFor(header.algorithm) === undefined) {
      const what = `The file "${shownName(file.name)}" is packed with ${header.algorithm}, which cannot be unpacked here.`;
      this.say(file, what);
      return undefined;
    } else if (header.bytes !== file.bytes) {
      const name = shownName(file.name);
      this.say(
        file,
        `The packed file "${name}" has ${file.bytes} bytes by its entry and ${header.bytes} by its header.`,
      );
    }
    return header;
  }

  /** The bytes of a block; all of them, or undefined and a finding. */
  private async block(file: VolumeEntry, header: Header, index: number): Promise<Uint8Array | undefined> {
    if (this.last?.file === file && this.last.index === index) return this.last.bytes;
    const length = Math.min(header.blockBytes, header.bytes - index * header.blockBytes);
    const packed = await this.packedBlock(file, header, index);
    const unpacked = packed?.length === 0 ? new Uint8Array(length) : packed && (await unpack(header, packed, length));
    if (unpacked?.length !== length) {
      this.say(file, `Block ${index} of the packed file "${shownName(file.name)}" is damaged.`);
      return undefined;
    }
    this.last = { file, index, bytes: unpacked };
    return unpacked;
  }

  /** An empty block stands for zeros. Undefined where its pointers lead nowhere. */
  private async packedBlock(file: VolumeEntry, header: Header, index: number): Promise<Uint8Array | undefined> {
    const { pointerBytes, headerBytes, blockBytes } = header;
    const pair = Buffer.alloc(2 * pointerBytes);
    const place = headerBytes + index * pointerBytes;
    if ((await readExtents(this.image, file.extents, place, pair)) < pair.length) return undefined;
    const begin = pointerAt(pair, 0, pointerBytes);
    const end = pointerAt(pair, pointerBytes, pointerBytes);
    // What does not get smaller is packed all the same, and gets a little longer.
    if (end < begin || end - begin > 2 * blockBytes + 1024) return undefined;
    const packed = new Uint8Array(end - begin);
    return (await readExtents(this.image, file.extents, begin, packed)) === packed.length ? packed : undefined;
  }

  private say(file: VolumeEntry, what: string): void {
    this.log.add('error', file.extents[0]?.begin ?? 0, what);
  }
}

async function unpack(header: Header, packed: Uint8Array, bytes: number): Promise<Uint8Array | undefined> {
  return codecFor(header.algorithm)?.(packed, bytes);
}

function headerIn(bytes: Buffer): Header | undefined {
  if (bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    const header = { algorithm: 'zlib', bytes: bytes.readUInt32LE(8), pointerBytes: 4 } as const;
    return sized(header, bytes[12] ?? 0, bytes[13] ?? 0);
  }
  if (!bytes.subarray(0, MAGIC_2.length).equals(MAGIC_2)) return undefined;
  const size = bytes.readUInt32LE(12) + bytes.readUInt32LE(16) * 2 ** 32;
  const header = { algorithm: ALGORITHMS[bytes[10] ?? 0] ?? 'unknown', bytes: size, pointerBytes: 8 } as const;
  return sized(header, bytes[9] ?? 0, bytes[11] ?? 0);
}

function sized(
  header: Omit<Header, 'headerBytes' | 'blockBytes'>,
  headerWords: number,
  blockLog: number,
): Header | undefined {
  if (blockLog < LEAST_BLOCK_LOG || blockLog > MOST_BLOCK_LOG) return undefined;
  return { ...header, headerBytes: headerWords * 4, blockBytes: 2 ** blockLog };
}

function pointerAt(bytes: Buffer, at: number, size: 4 | 8): number {
  const low = bytes.readUInt32LE(at);
  return size === 4 ? low : low + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

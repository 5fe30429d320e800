// A ZIP archive as it goes out: files stored as they are, their sums told behind them, 64-bit sizes where they are needed
// (PKWARE APPNOTE 4.3, 4.5.3). Nothing of it is kept but the list of its files.
import { crc32 } from 'node:zlib';

export interface ZipFile {
  /** With slashes; a folder ends with one. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number | undefined;
  /** Pieces of its content, `bytes` in all. */
  readonly content: () => AsyncIterable<Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly bytes: number;
  readonly stamp: number;
  readonly crc: number;
  readonly offset: number;
  readonly isFolder: boolean;
}

const SIGNATURE = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
};
const VERSION = 45;
/** The sum stands behind the content; names are UTF-8. */
const FLAGS = 0x0808;
const MOST_32 = 0xffff_ffff;
const EXTRA_64 = 1;
const FOLDER_ATTRIBUTE = 0x10;

/** Rejects when a file has another length than was told: what has gone out is then no whole archive. */
export async function* zipStream(files: AsyncIterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const file of files) {
    const name = Buffer.from(file.path);
    const stamp = dosTime(file.modified);
    const begin = offset;
    let crc = 0;
    let bytes = 0;
    const header = localHeader(name, stamp, file.bytes);
    yield header;
    for await (const piece of file.content()) {
      crc = crc32(piece, crc);
      bytes += piece.length;
      yield piece;
    }
    if (bytes !== file.bytes) throw new Error(`${file.path} has ${bytes} bytes and not ${file.bytes}`);
    const descriptor = dataDescriptor(crc, bytes);
    yield descriptor;
    offset += header.length + bytes + descriptor.length;
    written.push({ name, bytes, stamp, crc, offset: begin, isFolder: file.path.endsWith('/') });
  }
  let listBytes = 0;
  for (const file of written) {
    const header = centralHeader(file);
    listBytes += header.length;
    yield header;
  }
  yield endOfArchive(written.length, listBytes, offset);
}

function localHeader(name: Buffer, stamp: number, bytes: number): Buffer {
  const extra = bytes >= MOST_32 ? extra64([bytes, bytes]) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(SIGNATURE.local, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt32LE(stamp, 10);
  header.writeUInt32LE(Math.min(bytes, MOST_32), 18);
  header.writeUInt32LE(Math.min(bytes, MOST_32), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function dataDescriptor(crc: number, bytes: number): Buffer {
  const is64 = bytes >= MOST_32;
  const descriptor = Buffer.alloc(is64 ? 24 : 16);
  descriptor.writeUInt32LE(SIGNATURE.descriptor, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (is64) {
    descriptor.writeBigUInt64LE(BigInt(bytes), 8);
    descriptor.writeBigUInt64LE(BigInt(bytes), 16);
  } else {
    descriptor.writeUInt32LE(bytes, 8);
    descriptor.writeUInt32LE(bytes, 12);
  }
  return descriptor;
}

function centralHeader({ name, bytes, stamp, crc, offset, isFolder }: Written): Buffer {
  const large = [...(bytes >= MOST_32 ? [bytes, bytes] : []), ...(offset >= MOST_32 ? [offset] : [])];
  const extra = large.length === 0 ? Buffer.alloc(0) : extra64(large);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(SIGNATURE.central, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt32LE(stamp, 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(bytes, MOST_32), 20);
  header.writeUInt32LE(Math.min(bytes, MOST_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(isFolder ? FOLDER_ATTRIBUTE : 0, 38);
  header.writeUInt32LE(Math.min(offset, MOST_32), 42);
  return Buffer.concat([header, name, extra]);
}

/** With the 64-bit records always: who does not know them looks at the last one only. */
function endOfArchive(files: number, listBytes: number, listOffset: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(SIGNATURE.end64, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION, 12);
  end.writeUInt16LE(VERSION, 14);
  end.writeBigUInt64LE(BigInt(files), 24);
  end.writeBigUInt64LE(BigInt(files), 32);
  end.writeBigUInt64LE(BigInt(listBytes), 40);
  end.writeBigUInt64LE(BigInt(listOffset), 48);
  end.writeUInt32LE(SIGNATURE.locator64, 56);
  end.writeBigUInt64LE(BigInt(listOffset + listBytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(SIGNATURE.end, 76);
  end.writeUInt16LE(Math.min(files, 0xffff), 84);
  end.writeUInt16LE(Math.min(files, 0xffff), 86);
  end.writeUInt32LE(Math.min(listBytes, MOST_32), 88);
  end.writeUInt32LE(Math.min(listOffset, MOST_32), 92);
  return end;
}

function extra64(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(EXTRA_64, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return extra;
}

/** Time in the low half, date in the high one; in UTC, since nobody knows where it is read. 1980 is the least. */
function dosTime(modified: number | undefined): number {
  const date = new Date(modified ?? NaN);
  const year = date.getUTCFullYear();
  if (!(year >= 1980 && year <= 2107)) return 0x0021_0000;
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

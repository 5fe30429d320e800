// The MD5 sums that libisofs keeps in a volume, compared with what is there: of the superblock, the tree and the session in
// tags of one line, of each file in a table that the root's attributes lead to.
import { createHash } from 'node:crypto';
import { SECTOR_BYTES } from '../../base/units.ts';
import { readExtents } from '../file-bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { Extent, StoredChecksum, Volume, VolumeEntry } from '../volume.ts';
import { walkDirectories } from '../walk.ts';
import { FIRST_DESCRIPTOR } from './descriptor-set.ts';

interface Tag {
  readonly what: string;
  readonly pos: number;
  readonly extent: Extent;
  readonly md5: string;
  readonly next: number | undefined;
}

interface Table {
  /** 16 bytes each: the session, the files from 1 on, the table itself. */
  readonly sums: Buffer;
  readonly extent: Extent;
}

const TAG =
  /^libisofs_(?<kind>|sb_|tree_|rlsb32_)checksum_tag_v1 pos=(?<pos>\d{1,10}) range_start=(?<start>\d{1,10}) range_size=(?<size>\d{1,10})(?: session_start=\d{1,10})?(?: next=(?<next>\d{1,10}))? md5=(?<md5>[\da-f]{32})(?= self=(?<self>[\da-f]{32})\n)/;
const KINDS: Readonly<Record<string, string>> = {
  '': 'session',
  sb_: 'superblock',
  tree_: 'tree',
  rlsb32_: 'relocated superblock',
};
/** The first tag stands behind the descriptors. */
const MOST_SECTORS_SEARCHED = 48;
const MOST_TAGS = 8;
const MD5_BYTES = 16;
/** Four million files. */
const MOST_TABLE_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;
const TABLE_ATTRIBUTE = 'isofs.ca';
/** Of a file, big-endian. */
const INDEX_ATTRIBUTE = 'isofs.cx';
const INDEX_BYTES = 4;

/** None where the volume keeps none. `startSector` is where its session begins. Rejects as the source does. */
export async function* storedChecksums(
  image: ImageBytes,
  volume: Volume,
  startSector: number,
): AsyncGenerator<StoredChecksum> {
  const sums = new Sums(image);
  let tag = await firstTag(image, startSector);
  for (let count = 0; tag !== undefined && count < MOST_TAGS; count++) {
    yield { what: tag.what, agrees: (await sums.md5([tag.extent])) === tag.md5, extents: [tag.extent] };
    tag = tag.next === undefined || tag.next <= tag.pos ? undefined : await tagAt(image, tag.next);
  }
  const table = await tableOf(image, volume.root);
  if (table === undefined) return;
  const last = table.sums.length - MD5_BYTES;
  const ofTable = createHash('md5').update(table.sums.subarray(0, last)).digest();
  yield { what: 'table of checksums', agrees: ofTable.equals(table.sums.subarray(last)), extents: [table.extent] };
  yield* ofFiles(volume, sums, table);
}

async function* ofFiles(volume: Volume, sums: Sums, table: Table): AsyncGenerator<StoredChecksum> {
  for await (const { path, entries } of walkDirectories(volume)) {
    for (const entry of entries) {
      const attribute = attributeOf(entry, INDEX_ATTRIBUTE);
      const index = attribute.length === INDEX_BYTES ? attribute.readUInt32BE(0) : 0;
      const expected = table.sums.subarray(index * MD5_BYTES, (index + 1) * MD5_BYTES);
      if (entry.kind !== 'file' || index === 0 || expected.length < MD5_BYTES) continue;
      const agrees = (await sums.md5(entry.extents)) === expected.toString('hex');
      yield { what: 'file', path: [...path, entry.name], agrees, extents: entry.extents };
    }
  }
}

/** Of all that is summed no more than twice the image: files may lie over one another. */
class Sums {
  private readonly image: ImageBytes;
  private bytesLeft: number;

  constructor(image: ImageBytes) {
    this.image = image;
    this.bytesLeft = 2 * image.size + PIECE_BYTES;
  }

  /** Undefined for what is not there, or too much. */
  async md5(extents: readonly Extent[]): Promise<string | undefined> {
    const hash = createHash('md5');
    const piece = new Uint8Array(PIECE_BYTES);
    const bytes = extents.reduce((sum, extent) => sum + extent.bytes, 0);
    this.bytesLeft -= bytes;
    if (this.bytesLeft < 0) return undefined;
    for (let position = 0; position < bytes; ) {
      const wanted = piece.subarray(0, Math.min(piece.length, bytes - position));
      if ((await readExtents(this.image, extents, position, wanted)) < wanted.length) return undefined;
      hash.update(wanted);
      position += wanted.length;
    }
    return hash.digest('hex');
  }
}

async function firstTag(image: ImageBytes, startSector: number): Promise<Tag | undefined> {
  for (let sector = FIRST_DESCRIPTOR; sector < MOST_SECTORS_SEARCHED; sector++) {
    const tag = await tagAt(image, startSector + sector);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

/** A tag tells its own place, and a sum of itself: what does not agree with these is none. */
async function tagAt(image: ImageBytes, sector: number): Promise<Tag | undefined> {
  const line = (await image.read(sector * SECTOR_BYTES, SECTOR_BYTES)).toString('latin1');
  const match = TAG.exec(line);
  if (match?.groups === undefined) return undefined;
  const { kind = '', pos, start, size, next, md5 = '', self } = match.groups;
  if (Number(pos) !== sector || createHash('md5').update(match[0]).digest('hex') !== self) return undefined;
  const extent = { kind: 'data', begin: Number(start) * SECTOR_BYTES, bytes: Number(size) * SECTOR_BYTES } as const;
  return { what: KINDS[kind] ?? kind, pos: sector, extent, md5, next: next === undefined ? undefined : Number(next) };
}

/** The attribute has numbers, each with its length before it: first and last block, how many sums, bytes of each. */
async function tableOf(image: ImageBytes, root: VolumeEntry): Promise<Table | undefined> {
  const attribute = attributeOf(root, TABLE_ATTRIBUTE);
  const [block, count, size] = [1, 2, 3].map((index) => numberIn(attribute, index));
  if (block === undefined || count === undefined || size !== MD5_BYTES) return undefined;
  const bytes = count * MD5_BYTES;
  if (bytes < 2 * MD5_BYTES || bytes > MOST_TABLE_BYTES) return undefined;
  const extent = { kind: 'data', begin: block * SECTOR_BYTES, bytes } as const;
  const sums = await image.read(extent.begin, bytes);
  return sums.length === bytes ? { sums, extent } : undefined;
}

function attributeOf(entry: VolumeEntry, name: string): Buffer {
  return Buffer.from(entry.attributes?.find((attribute) => attribute.name === name)?.value ?? []);
}

/** 0 where there is none. */
function numberIn(attribute: Buffer, index: number): number {
  let at = 0;
  for (let skipped = 0; skipped < index; skipped++) at += 1 + (attribute[at] ?? 0);
  const length = attribute[at] ?? 0;
  if (length < 1 || length > 6 || at + 1 + length > attribute.length) return 0;
  return attribute.readUIntBE(at + 1, length);
}

// Is there a UDF volume, and what is it called? The volume recognition sequence (ECMA-167 2/9, sector 16 on), then the
// anchor and the volume descriptor sequence that it points to, as far as the name of the volume.
import { readAscii, readU16LE, readU32LE } from '../base/bytes.ts';
import { readBytes, readSectors, type SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';

const FIRST_STRUCTURE = 16;
const MOST_STRUCTURES = 64;
/** The anchor is in block 256, whatever the size of a block, and in the last one. */
const ANCHOR_BLOCK = 256;
const BLOCK_SIZES = [2048, 512, 4096, 1024];
const TAG = { anchor: 2, logicalVolume: 6, terminator: 8 };
/** A sequence has 16 blocks or a few more; this many are looked at. */
const MOST_DESCRIPTORS = 64;
const TAG_BYTES = 16;

/** True when the recognition sequence names a version of UDF: NSR02 or NSR03 between BEA01 and TEA01. */
export async function hasUdf(source: SectorSource): Promise<boolean> {
  const bytes = await readSectors(source, FIRST_STRUCTURE, MOST_STRUCTURES);
  let hasBegun = false;
  for (let offset = 0; offset < bytes.length; offset += SECTOR_BYTES) {
    const identifier = readAscii(bytes, offset + 1, 5);
    if (identifier === 'BEA01') hasBegun = true;
    else if (identifier === 'TEA01') return false;
    else if (hasBegun && (identifier === 'NSR02' || identifier === 'NSR03')) return true;
  }
  return false;
}

/** The logical volume identifier; undefined where no intact descriptor tells it. Rejects only where reading fails. */
export async function udfLabel(source: SectorSource): Promise<string | undefined> {
  for (const blockBytes of BLOCK_SIZES) {
    const lastBlock = Math.floor((source.sectors * SECTOR_BYTES) / blockBytes) - 1;
    for (const block of [ANCHOR_BLOCK, lastBlock]) {
      const anchor = await readBytes(source, block * blockBytes, blockBytes);
      if (tagOf(anchor, block) !== TAG.anchor) continue;
      const label = await labelByAnchor(source, anchor, blockBytes);
      if (label !== undefined) return label;
    }
  }
  return undefined;
}

/** The main sequence, or the reserve where that tells nothing. */
async function labelByAnchor(
  source: SectorSource,
  anchor: Uint8Array,
  blockBytes: number,
): Promise<string | undefined> {
  const [main, reserve] = [16, 24];
  return (
    (await labelInSequence(source, readU32LE(anchor, main + 4), readU32LE(anchor, main), blockBytes)) ??
    (await labelInSequence(source, readU32LE(anchor, reserve + 4), readU32LE(anchor, reserve), blockBytes))
  );
}

async function labelInSequence(
  source: SectorSource,
  start: number,
  bytes: number,
  blockBytes: number,
): Promise<string | undefined> {
  const count = Math.min(MOST_DESCRIPTORS, Math.floor(bytes / blockBytes));
  const sequence = await readBytes(source, start * blockBytes, count * blockBytes);
  for (let index = 0; (index + 1) * blockBytes <= sequence.length; index++) {
    const descriptor = sequence.subarray(index * blockBytes, (index + 1) * blockBytes);
    const tag = tagOf(descriptor, start + index);
    if (tag === TAG.logicalVolume) return dstring(descriptor.subarray(84, 212));
    if (tag === TAG.terminator) break;
  }
  return undefined;
}

/** The tag's identifier; undefined where its sum or its place is wrong (ECMA-167 3/7.2). */
function tagOf(descriptor: Uint8Array, block: number): number | undefined {
  if (descriptor.length < TAG_BYTES || readU32LE(descriptor, 12) !== block) return undefined;
  const sum = descriptor.subarray(0, TAG_BYTES).reduce((all, byte, index) => (index === 4 ? all : all + byte), 0);
  return sum % 256 === descriptor[4] ? readU16LE(descriptor, 0) : undefined;
}

/** A string of CS0 in a field of fixed size: kind of characters, text, and in the last byte how many are used. */
function dstring(field: Uint8Array): string {
  const used = Math.min(field[field.length - 1] ?? 0, field.length - 1);
  const text = field.subarray(1, used);
  if (field[0] === 16) return new TextDecoder('utf-16be').decode(text).trimEnd();
  return field[0] === 8 ? new TextDecoder('latin1').decode(text).trimEnd() : '';
}

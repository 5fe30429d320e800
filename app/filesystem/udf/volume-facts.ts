// What the descriptors of a UDF volume say of it, for people.
import { readAscii, readU32LE } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { VolumeFacts } from '../volume.ts';
import type { Anchor } from './anchor.ts';
import type { Descriptor, DescriptorSet } from './descriptor-sequence.ts';
import type { FileSet } from './file-set.ts';
import type { LogicalVolume } from './logical-volume.ts';
import { readTag, TAG } from './tag.ts';
import { decodeField } from './text.ts';
import { readTimestamp } from './timestamp.ts';

/** Type of an integrity descriptor (ECMA-167 3/10.10.3). */
const OPEN = 0;

interface Described {
  readonly anchor: Anchor;
  readonly descriptors: DescriptorSet;
  readonly logical: LogicalVolume;
  readonly fileSet: FileSet | undefined;
  /** Of its partitions. */
  readonly bytes: number;
}

/** Rejects only as the source does for no reason of the volume's. */
export async function readVolumeFacts(
  image: ImageBytes,
  { anchor, descriptors, logical, fileSet, bytes }: Described,
): Promise<VolumeFacts> {
  const { primary } = descriptors;
  const createdMs = (primary && readTimestamp(primary.bytes, 376)) ?? fileSet?.recordedMs;
  const modifiedMs = await readIntegrity(image, anchor, logical);
  return {
    blockBytes: anchor.blockBytes,
    identifiers: identifiersOf(primary, logical, fileSet),
    ...(logical.revision === undefined ? {} : { revision: logical.revision }),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(modifiedMs === undefined ? {} : { modifiedMs }),
    bytes,
  };
}

function identifiersOf(
  primary: Descriptor | undefined,
  logical: LogicalVolume,
  fileSet: FileSet | undefined,
): { what: string; text: string }[] {
  const all = [{ what: 'logical volume', text: logical.label }];
  if (primary !== undefined) {
    all.push(
      { what: 'volume', text: decodeField(primary.bytes.subarray(24, 56)) },
      { what: 'volume set', text: decodeField(primary.bytes.subarray(72, 200)) },
      { what: 'application', text: readAscii(primary.bytes, 345, 23) },
      { what: 'implementation', text: readAscii(primary.bytes, 389, 23) },
    );
  }
  if (fileSet !== undefined) all.push({ what: 'file set', text: fileSet.identifier });
  return all.filter(({ text }) => text !== '');
}

/** When the integrity of the volume was last recorded; says when it was left open, where it is one that can be closed. */
async function readIntegrity(
  image: ImageBytes,
  { blockBytes, firstBlock }: Anchor,
  { integrity, maps }: LogicalVolume,
): Promise<number | undefined> {
  if (integrity.bytes === 0 || integrity.block < firstBlock) return undefined;
  const begin = (integrity.block - firstBlock) * blockBytes;
  const descriptor = await image.read(begin, blockBytes);
  const tag = readTag(descriptor, undefined);
  if (tag?.id !== TAG.logicalVolumeIntegrity) return undefined;
  const isWrittenOnce = maps.some((map) => map.kind === 'virtual');
  if (tag.fault === undefined && readU32LE(descriptor, 28) === OPEN && !isWrittenOnce) {
    image.log.add('note', begin, 'The volume was not closed after it was last written.');
  }
  return readTimestamp(descriptor, 16);
}

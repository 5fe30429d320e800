// What the descriptors of a UDF volume say of it, for people.
import { readAscii } from '../../base/bytes.ts';
import type { ImageBytes } from '../image-bytes.ts';
import type { VolumeFacts } from '../volume.ts';
import type { Anchor } from './anchor.ts';
import type { Descriptor, DescriptorSet } from './descriptor-sequence.ts';
import type { FileSet } from './file-set.ts';
import type { LogicalVolume } from './logical-volume.ts';
import { readTag, TAG } from './tag.ts';
import { decodeField } from './text.ts';
import { readTimestamp } from './timestamp.ts';

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
  const modifiedMs = await integrityTime(image, anchor, logical);
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

/** When the integrity of the volume was last recorded. */
async function integrityTime(
  image: ImageBytes,
  { blockBytes, firstBlock }: Anchor,
  { integrity }: LogicalVolume,
): Promise<number | undefined> {
  if (integrity.bytes === 0 || integrity.block < firstBlock) return undefined;
  const descriptor = await image.read((integrity.block - firstBlock) * blockBytes, blockBytes);
  if (readTag(descriptor, undefined)?.id !== TAG.logicalVolumeIntegrity) return undefined;
  return readTimestamp(descriptor, 16);
}

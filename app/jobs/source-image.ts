// The image that a burn or a verification reads: looked at once before anything is done with the disc.
import { basename } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import { SECTOR_BYTES, type SectorCount, sectorCount } from '../base/units.ts';
import { readVolumeDescriptors } from '../filesystem/volume-descriptors.ts';
import { withImageSectors } from '../image/image-sectors.ts';
import { type ImageFile, inspectImage } from '../pipeline/image-file.ts';

export interface SourceImage {
  readonly file: ImageFile;
  readonly name: string;
  readonly blocks: SectorCount;
  /** Volume label of an ISO 9660 image; empty where there is none. */
  readonly label: string;
}

/**
 * Throws BurnishError with fate `untouched`: image-missing, image-unreadable, image-empty, image-not-sectors, and
 * image-truncated when the volume descriptor announces more than the file holds (not with `allowTruncated`).
 */
export async function openSourceImage(path: string, options: { allowTruncated: boolean }): Promise<SourceImage> {
  try {
    const file = await inspectImage(path);
    const { primary } = await withImageSectors(path, readVolumeDescriptors);
    const blocks = sectorCount(file.sizeBytes / SECTOR_BYTES);
    if (primary?.blocks !== undefined && primary.blocks > blocks && !options.allowTruncated) {
      throw truncated(path, blocks, primary.blocks);
    }
    return { file, name: basename(path), blocks, label: primary?.label ?? '' };
  } catch (thrown) {
    if (thrown instanceof BurnishError) throw thrown.with({ fate: 'untouched' });
    throw unreadable(path, thrown);
  }
}

function truncated(path: string, blocks: number, volumeBlocks: number): BurnishError {
  return new BurnishError({
    code: 'image-truncated',
    message: `${path} is cut short: its volume needs ${volumeBlocks} sectors and the file holds ${blocks}.`,
    doing: 'looking at the image',
    fate: 'untouched',
    nextStep: 'Download the image again, or allow truncated images to burn it as it is.',
    details: { blocks, volumeBlocks },
  });
}

function unreadable(path: string, cause: unknown): BurnishError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new BurnishError(
    {
      code: 'image-unreadable',
      message: `${path} cannot be read: ${why}.`,
      doing: 'looking at the image',
      fate: 'untouched',
      nextStep: 'Check the file and the disk it lies on.',
    },
    cause,
  );
}

// The image on the page: from nothing over being uploaded and looked at to what is known of it and of its checksum.
import type { ErrorReport } from '../../app/base/errors.ts';
import type { ImageCheck, ImageFacts } from '../../app/contract/image-facts.ts';

/** How far reading the whole image has come. */
export interface ReadProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/**
 * The image against its checksum file: `none` where no file names it, `stopped` when the user ended it, `failed` when
 * image or file could not be read.
 */
export type ChecksumState =
  | { readonly is: 'none' }
  | ({ readonly is: 'running' } & ReadProgress)
  | { readonly is: 'agrees' | 'differs'; readonly check: ImageCheck }
  | { readonly is: 'stopped' }
  | { readonly is: 'failed'; readonly error: ErrorReport };

/** The SHA-256 of the image, where the user asked for it. */
export type DigestState =
  | { readonly is: 'unasked' }
  | ({ readonly is: 'running' } & ReadProgress)
  | { readonly is: 'known'; readonly sha256: string }
  | { readonly is: 'failed'; readonly error: ErrorReport };

export interface KnownImage {
  readonly is: 'known';
  readonly facts: ImageFacts;
  readonly checksum: ChecksumState;
  readonly digest: DigestState;
  /** The user said that an image that is cut short shall be burned as it is. */
  readonly allowTruncated: boolean;
}

/** Why a dropped file did not become the image, where it is the page that knows. */
export type DropFailureReason = 'unreadable' | 'no-room' | 'refused' | 'cut-off';

export type ImageFailure = { readonly error: ErrorReport } | { readonly why: DropFailureReason };

export type ImageChoice =
  | { readonly is: 'none' }
  /** A dropped file, looked for on the host's disks. */
  | { readonly is: 'searching'; readonly name: string }
  | ({ readonly is: 'uploading'; readonly name: string } & ReadProgress)
  | { readonly is: 'looking'; readonly name: string }
  | KnownImage
  | { readonly is: 'failed'; readonly name: string; readonly failure: ImageFailure };

/** Why the image keeps the button from being pressed; undefined when it does not. */
export type ImageObstacle = 'no-image' | 'image-unknown' | 'image-failed' | 'image-problem' | 'image-differs';

export function imageObstacle(image: ImageChoice): ImageObstacle | undefined {
  switch (image.is) {
    case 'none':
      return 'no-image';
    case 'failed':
      return 'image-failed';
    case 'known':
      if (image.checksum.is === 'differs') return 'image-differs';
      return image.facts.problem === undefined || isAllowed(image) ? undefined : 'image-problem';
    default:
      return 'image-unknown';
  }
}

/** Only what is cut short can be burned as it is: what is empty or no image cannot. */
export function canBeAllowed({ facts }: KnownImage): boolean {
  return facts.problem?.code === 'image-truncated';
}

function isAllowed(image: KnownImage): boolean {
  return canBeAllowed(image) && image.allowTruncated;
}

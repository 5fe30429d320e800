// An image on the host's file system, looked at before anything is done with it: is it there, can it be read, does it
// hold whole sectors. What is remembered here is compared again while it is read.
import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { BurnishError, type ErrorCode } from '../base/errors.ts';
import { SECTOR_BYTES } from '../base/units.ts';

export interface ImageFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Time of the last change, milliseconds since 1970. */
  readonly modifiedMs: number;
}

/**
 * Looks at an image of 2048-byte sectors. Throws BurnishError `image-missing`, `image-unreadable`, `image-empty` or
 * `image-not-sectors`.
 */
export async function inspectImage(path: string): Promise<ImageFile> {
  const image = await inspectFile(path);
  if (image.sizeBytes === 0) {
    throw imageError('image-empty', path, 'is empty', 'Download or make the image again.');
  }
  if (image.sizeBytes % SECTOR_BYTES !== 0) {
    throw imageError(
      'image-not-sectors',
      path,
      `is ${image.sizeBytes} bytes long, which is not a whole number of 2048-byte sectors`,
      'It may be cut off, or no image of a data disc at all; compare its size with the one on the site it came from.',
      { sizeBytes: image.sizeBytes },
    );
  }
  return image;
}

/** Looks at any regular file. Throws BurnishError `image-missing` or `image-unreadable`. */
export async function inspectFile(path: string): Promise<ImageFile> {
  let stats: Stats;
  try {
    stats = await stat(path);
    if (stats.isFile()) await access(path, constants.R_OK);
  } catch (error) {
    throw openError(path, error);
  }
  if (!stats.isFile()) {
    throw imageError('image-unreadable', path, 'is not a file', 'Name an image file.');
  }
  return { path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
}

/** What went wrong opening a file, as a BurnishError. */
export function openError(path: string, error: unknown): BurnishError {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return imageError('image-missing', path, 'does not exist', 'Check the name and the folder.');
  }
  const permission = code === 'EACCES' || code === 'EPERM';
  const nextStep = permission
    ? 'Change the permissions of the file or copy it to a place you can read.'
    : 'Check that the disk or the network folder that holds it works.';
  return imageError('image-unreadable', path, `cannot be opened (${code})`, nextStep, { system: code });
}

/** An error about an image: "The image PATH WHAT." */
export function imageError(
  code: ErrorCode,
  path: string,
  what: string,
  nextStep: string,
  details: Readonly<Record<string, string | number | boolean>> = {},
): BurnishError {
  return new BurnishError({
    code,
    message: `The image ${path} ${what}.`,
    doing: `reading ${path}`,
    nextStep,
    details: { path, ...details },
  });
}

/** The system's name of an error, "EIO"; the message where there is none. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

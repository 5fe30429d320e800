// Finds the checksum file beside an image and in it the digest that vouches for the image.
import { constants } from 'node:fs';
import { open, opendir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import { type ChecksumEntry, parseChecksums } from './checksum-format.ts';
import type { DigestAlgorithm } from './content-hash.ts';
import { systemCode } from './image-file.ts';

export interface Checksum {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hexadecimal. */
  readonly digest: string;
  /** Path of the checksum file. */
  readonly file: string;
}

const STRENGTH: readonly DigestAlgorithm[] = ['md5', 'sha1', 'sha256', 'sha512'];
/** Lists of whole folders: SHA256SUMS, sha256sum.txt, MD5SUMS, sha512sums.asc, CHECKSUM, Fedora-40-CHECKSUM, ... */
const LIST_NAME = /^(?:md5|sha1|sha256|sha512)(?:sums?)?(?:\.txt|\.asc)?$|(?:^|[-_.])checksums?(?:\.txt|\.asc)?$/i;
/** What comes after an image's name in the name of its own checksum file: .sha256, .md5sum, .sha512.txt, ... */
const OWN_SUFFIX = /^\.(?:md5|sha1|sha256|sha512)(?:sums?)?(?:\.txt|\.asc)?$/i;
/** A list of all images of a distribution has some kilobytes; anything larger is something else. */
const LARGEST_FILE = 4 * 1024 * 1024;
/** A download folder has hundreds of files; past that many no further names are looked at. */
const MOST_NAMES = 100_000;
const MOST_FILES = 64;

/**
 * The strongest digest for the image in the checksum files of its folder; undefined when none names it. Throws
 * BurnishError `image-unreadable` when such a file cannot be read, `checksum-mismatch` when one contradicts itself.
 */
export async function findChecksum(imagePath: string): Promise<Checksum | undefined> {
  const folder = dirname(imagePath);
  const image = basename(imagePath);
  let best: Checksum | undefined;
  for (const { name, isOwn } of await candidates(folder, image)) {
    const file = join(folder, name);
    const entries = parseChecksums(await readSmall(file)).filter((entry) => vouchesFor(entry, image, isOwn));
    for (const { algorithm, digest } of entries) {
      requireAgreement(entries, algorithm, digest, file, image);
      if (best === undefined || strength(algorithm) > strength(best.algorithm)) best = { algorithm, digest, file };
    }
  }
  return best;
}

/** Names of files that may have the digest, the image's own ones first, then in the order of the alphabet. */
async function candidates(folder: string, image: string): Promise<readonly { name: string; isOwn: boolean }[]> {
  const stem = image.slice(0, image.length - extname(image).length);
  const found: { name: string; isOwn: boolean }[] = [];
  let seen = 0;
  for await (const { name } of await openFolder(folder)) {
    if (++seen > MOST_NAMES) break;
    const isOwn = [image, stem].some((start) => startsWith(name, start) && OWN_SUFFIX.test(name.slice(start.length)));
    if (name !== image && (isOwn || LIST_NAME.test(name))) found.push({ name, isOwn });
  }
  found.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.name < b.name ? -1 : 1));
  return found.slice(0, MOST_FILES);
}

/** The entry names the image; in the image's own file a path to it counts too, and a digest without any name. */
function vouchesFor(entry: ChecksumEntry, image: string, isOwn: boolean): boolean {
  if (entry.name === undefined) return isOwn;
  const named = isOwn ? entry.name.replace(/^.*[\\/]/s, '') : entry.name.replace(/^\.[\\/]/, '');
  return isSameName(named, image) || isSameName(named.trim(), image);
}

function requireAgreement(
  entries: readonly ChecksumEntry[],
  algorithm: DigestAlgorithm,
  digest: string,
  file: string,
  image: string,
): void {
  if (entries.every((entry) => entry.algorithm !== algorithm || entry.digest === digest)) return;
  throw new BurnishError({
    code: 'checksum-mismatch',
    message: `The checksum file ${file} has two different ${algorithm} digests for ${image}.`,
    doing: `reading ${file}`,
    nextStep: 'Download the checksum file again, or move it away to go on without it.',
    details: { file, algorithm },
  });
}

async function readSmall(file: string): Promise<Uint8Array> {
  try {
    const stats = await stat(file);
    if (!stats.isFile() || stats.size > LARGEST_FILE) return new Uint8Array();
    const handle = await open(file, constants.O_RDONLY);
    try {
      const bytes = new Uint8Array(stats.size);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function openFolder(folder: string): Promise<AsyncIterable<{ readonly name: string }>> {
  try {
    return await opendir(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function unreadable(path: string, error: unknown): BurnishError {
  const system = systemCode(error);
  return new BurnishError({
    code: 'image-unreadable',
    message: `Looking for a checksum of the image, ${path} cannot be read (${system}).`,
    doing: `reading ${path}`,
    nextStep: 'Change its permissions, or move it away to go on without it.',
    details: { path, system },
  });
}

function strength(algorithm: DigestAlgorithm): number {
  return STRENGTH.indexOf(algorithm);
}

/** File systems disagree on how an accented letter is composed. */
function isSameName(left: string, right: string): boolean {
  return left.normalize('NFC') === right.normalize('NFC');
}

function startsWith(name: string, start: string): boolean {
  return start.length > 0 && name.toLowerCase().startsWith(start.toLowerCase());
}

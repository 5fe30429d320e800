// An image held against the checksum file beside it.
import { type Checksum, findChecksum } from '../pipeline/checksum-file.ts';
import { hashFile, type HashFileOptions } from '../pipeline/hash-file.ts';

export interface ChecksumComparison extends Checksum {
  /** What the image really has, lower-case hexadecimal. */
  readonly actual: string;
  readonly agrees: boolean;
}

/**
 * Hashes the image with the strongest algorithm that a checksum file has for it; undefined when none names it. Throws
 * BurnishError as `findChecksum` and `hashFile` do.
 */
export async function compareWithChecksumFile(
  path: string,
  options: HashFileOptions,
): Promise<ChecksumComparison | undefined> {
  const found = await findChecksum(path);
  if (found === undefined) return undefined;
  const { digests } = await hashFile(path, [found.algorithm], options);
  const actual = digests[found.algorithm] ?? '';
  return { ...found, actual, agrees: actual === found.digest };
}

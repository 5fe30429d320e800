// Holds an image against the checksum file beside it, before anything is written.
import { BurnishError } from '../base/errors.ts';
import { type Checksum, findChecksum } from './checksum-file.ts';
import { type HashFileOptions, hashFile } from './hash-file.ts';

/**
 * Looks for a checksum of the image and checks it; undefined when there is none. Throws BurnishError
 * `checksum-mismatch`, and what `findChecksum` and `hashFile` throw.
 */
export async function checkAgainstChecksumFile(
  imagePath: string,
  options: HashFileOptions = {},
): Promise<Checksum | undefined> {
  const checksum = await findChecksum(imagePath);
  if (checksum === undefined) return undefined;
  const { algorithm, digest, file } = checksum;
  const { digests } = await hashFile(imagePath, [algorithm], options);
  if (digests[algorithm] === digest) return checksum;
  throw new BurnishError({
    code: 'checksum-mismatch',
    message: `The image ${imagePath} is not what ${file} says: its ${algorithm} is ${String(digests[algorithm])}.`,
    doing: `checking ${imagePath}`,
    nextStep: 'The download is damaged or of another version; download it again.',
    details: { path: imagePath, file, algorithm, expected: digest, found: digests[algorithm] ?? '' },
  });
}

// Before the first write: is there a checksum file beside the image, and does the image agree with it?
import { BurnishError } from '../base/errors.ts';
import type { Receipt } from '../contract/receipt.ts';
import { findChecksum } from '../pipeline/checksum-file.ts';
import { hashFile } from '../pipeline/hash-file.ts';
import { cancelledWhile } from './cancelled.ts';
import { type JobContext, notice } from './job.ts';
import type { StageProgress } from './progress.ts';
import type { SourceImage } from './source-image.ts';

export type CheckedAgainst = NonNullable<Receipt['image']['checkedAgainst']>;

/** Undefined when there is no checksum file. Throws BurnishError 'checksum-mismatch' with fate `untouched`. */
export async function checkAgainstChecksumFile(
  image: SourceImage,
  context: JobContext,
  progress: StageProgress,
): Promise<CheckedAgainst | undefined> {
  const found = await findChecksum(image.file.path);
  if (found === undefined) {
    notice(context, 'info', 'No checksum file lies beside the image: it is burned as it is.');
    return undefined;
  }
  const { algorithm, digest, file } = found;
  const totalBytes = image.file.sizeBytes;
  const { digests } = await hashFile(image.file.path, [algorithm], {
    signal: context.signal,
    progress: (doneBytes) => progress.report({ doneBytes, totalBytes }),
  }).catch((thrown: unknown) => {
    if (context.signal.aborted) throw cancelledWhile('checking the image', 'untouched');
    throw thrown instanceof BurnishError ? thrown.with({ fate: 'untouched' }) : thrown;
  });
  if (digests[algorithm] !== digest) throw mismatch(image, found, digests[algorithm] ?? '');
  notice(context, 'info', `The image agrees with ${file} (${algorithm.toUpperCase()}).`);
  return { file, algorithm, digest };
}

function mismatch(image: SourceImage, found: CheckedAgainst, actual: string): BurnishError {
  return new BurnishError({
    code: 'checksum-mismatch',
    message: `${image.name} is not what ${found.file} says it is: its ${found.algorithm.toUpperCase()} is ${actual}, not ${found.digest}.`,
    doing: 'checking the image',
    fate: 'untouched',
    nextStep: 'Download the image again.',
    details: { algorithm: found.algorithm, expected: found.digest, actual },
  });
}

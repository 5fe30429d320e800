// Before the first write: is there a checksum file beside the image, and does the image agree with it?
import { BurnishError } from '../base/errors.ts';
import type { Receipt } from '../contract/receipt.ts';
import { cancelledWhile } from './cancelled.ts';
import { type ChecksumComparison, compareWithChecksumFile } from './image-checksum.ts';
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
  const totalBytes = image.file.sizeBytes;
  const comparison = await compareWithChecksumFile(image.file.path, {
    signal: context.signal,
    progress: (doneBytes) => progress.report({ doneBytes, totalBytes }),
  }).catch((thrown: unknown) => {
    if (context.signal.aborted) throw cancelledWhile('checking the image', 'untouched');
    throw thrown instanceof BurnishError ? thrown.with({ fate: 'untouched' }) : thrown;
  });
  if (comparison === undefined) {
    notice(context, 'info', 'No checksum file lies beside the image: it is burned as it is.');
    return undefined;
  }
  const { algorithm, digest, file } = comparison;
  if (!comparison.agrees) throw mismatch(image, comparison);
  notice(context, 'info', `The image agrees with ${file} (${algorithm.toUpperCase()}).`);
  return { file, algorithm, digest };
}

function mismatch(image: SourceImage, found: ChecksumComparison): BurnishError {
  return new BurnishError({
    code: 'checksum-mismatch',
    message: `${image.name} is not what ${found.file} says it is: its ${found.algorithm.toUpperCase()} is ${found.actual}, not ${found.digest}.`,
    doing: 'checking the image',
    fate: 'untouched',
    nextStep: 'Download the image again.',
    details: { algorithm: found.algorithm, expected: found.digest, actual: found.actual },
  });
}

// How an extraction ends that cannot go on.
import { BurnishError } from '../../base/errors.ts';

const DOING = 'extracting files';

export function cancelledExtraction(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'Cancelled: the files that were complete are there, and no file is there in part.',
    doing: DOING,
    nextStep: 'Start again when you are ready.',
  });
}

/** `first` is the path of one of them. */
export function filesExist(first: string, count: number): BurnishError {
  return new BurnishError({
    code: 'target-exists',
    message:
      count === 1 ? `${first} is there already.` : `${count} of the files are there already, the first is ${first}.`,
    doing: DOING,
    nextStep: 'Choose another folder, or let them be replaced.',
    details: { count },
  });
}

export function noRoom(folder: string, neededBytes: number, freeBytes: number): BurnishError {
  return new BurnishError({
    code: 'target-unwritable',
    message: `The files need ${neededBytes} bytes, and ${folder} has room for ${freeBytes}.`,
    doing: DOING,
    nextStep: 'Choose another folder, or fewer files.',
    details: { neededBytes, freeBytes },
  });
}

export function noTargetFolder(folder: string, cause: unknown): BurnishError {
  return new BurnishError(
    {
      code: 'target-unwritable',
      message: `The folder ${folder} cannot be made: ${cause instanceof Error ? cause.message : String(cause)}.`,
      doing: DOING,
      nextStep: 'Choose another folder.',
    },
    cause,
  );
}

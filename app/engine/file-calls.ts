// Calls about files of the host: images and folders.
import { BurnishError } from '../base/errors.ts';
import type { Handlers } from './call.ts';

type FileCalls = Pick<Handlers, 'inspectImage' | 'checkImage' | 'places' | 'folder' | 'findDropped'>;

export function fileCalls(): FileCalls {
  return { inspectImage: notYet, checkImage: notYet, places: notYet, folder: notYet, findDropped: notYet };
}

function notYet(): never {
  throw new BurnishError({
    code: 'internal',
    message: 'Burnish cannot do this yet.',
    doing: 'looking at files',
    nextStep: 'Use a later version.',
  });
}

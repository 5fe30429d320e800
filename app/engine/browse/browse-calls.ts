// Calls about opened images and discs: each goes to the thread of its image.
import { BurnishError } from '../../base/errors.ts';
import type { BROWSE_CALLS } from '../../contract/browse.ts';
import type { Call, Handlers } from '../call.ts';
import type { EngineServices } from '../engine-services.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import type { ImageCall } from './browse-work.ts';

type BrowseCalls = Pick<Handlers, keyof typeof BROWSE_CALLS>;
type AboutImage = Exclude<ImageCall, 'openImage'>;

export function browseCalls({ images, jobs }: EngineServices): BrowseCalls {
  const inThread =
    <Name extends AboutImage>(name: Name) =>
    (params: CallParams<Name>, call: Call<Name>): Promise<CallResult<Name>> =>
      images.reader(params.browse).ask(name, params, call);
  return {
    openImage: (target, { signal, whileConnected }) => {
      if ('drive' in target) jobs.requireNoJob(target.drive);
      return images.open(target, whileConnected, signal);
    },
    listFolder: inThread('listFolder'),
    entryDetails: inThread('entryDetails'),
    entryAt: inThread('entryAt'),
    findEntries: inThread('findEntries'),
    readEntry: inThread('readEntry'),
    extractEntries: inThread('extractEntries'),
    hashEntry: inThread('hashEntry'),
    checkVolume: inThread('checkVolume'),
    ownersOf: inThread('ownersOf'),
    closeImage: async ({ browse }) => {
      await images.close(browse);
      return {};
    },
    mountImage: () => Promise.reject(noWay()),
    unmountImage: () => Promise.reject(noWay()),
    mounts: () => ({ mounts: [], canMount: false }),
  };
}

function noWay(): BurnishError {
  return new BurnishError({
    code: 'unsupported-by-drive',
    message: 'There is no way to mount an image on this system.',
    doing: 'mounting an image',
    nextStep: 'Look into the image with Burnish.',
  });
}

// Calls about opened images and discs: each goes to the thread of its image.
import type { BROWSE_CALLS } from '../../contract/browse.ts';
import type { Call, Handlers } from '../call.ts';
import type { EngineServices } from '../engine-services.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import type { ImageCall } from './browse-work.ts';

type BrowseCalls = Pick<Handlers, keyof typeof BROWSE_CALLS>;
type AboutImage = Exclude<ImageCall, 'openImage'>;

export function browseCalls({ images, jobs, mounts }: EngineServices): BrowseCalls {
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
    mountImage: ({ path }) => mounts.mount(path),
    unmountImage: async ({ path }) => {
      await mounts.unmount(path);
      return {};
    },
    mounts: async (_params, { sender }) => {
      const { mounts: all, ...rest } = await mounts.list();
      // A page is told of what it may reach, and of nothing else of this machine.
      return { mounts: all.filter(({ image }) => isReached(image, sender.roots)), ...rest };
    },
  };
}

function isReached(path: string, roots: readonly string[] | undefined): boolean {
  return roots === undefined || roots.some((root) => path.startsWith(`${root}/`));
}

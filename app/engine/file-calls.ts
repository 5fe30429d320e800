// Calls about files of the host: images and folders.
import type { Handlers } from './call.ts';
import { findDropped } from './find-dropped.ts';
import { listFolder } from './folders.ts';
import { checkImage, inspectImage } from './image-facts.ts';
import { listPlaces } from './places.ts';

type FileCalls = Pick<Handlers, 'inspectImage' | 'checkImage' | 'places' | 'folder' | 'findDropped'>;

export function fileCalls(): FileCalls {
  return {
    inspectImage: ({ path }) => inspectImage(path),
    checkImage: ({ path }, { signal, progress }) =>
      checkImage(path, { signal, onProgress: (doneBytes, totalBytes) => progress({ doneBytes, totalBytes }) }),
    places: (_params, { sender }) => listPlaces(sender.roots),
    folder: ({ path }, { sender }) => listFolder(path, sender.roots),
    findDropped: async (dropped, { sender, signal }) => {
      const places = await listPlaces(sender.roots);
      return findDropped(
        dropped,
        places.map(({ path }) => path),
        signal,
      );
    },
  };
}

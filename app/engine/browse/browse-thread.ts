// The thread of one opened image: whatever the image makes of its reader, nobody else feels it. Started by
// image-reader.ts; it speaks the messages of the contract, with an owner that has judged them.
import { parentPort, workerData } from 'node:worker_threads';
import { toBurnishError } from '../../base/errors.ts';
import type { AnswerMessage, CallParams, RequestMessage } from '../../contract/protocol.ts';
import type { ImageCall, ImageHandlers, Work } from './browse-work.ts';
import { BrowsedImage } from './browsed-image.ts';
import { openSource } from './open-source.ts';

export interface BrowseThreadTask {
  readonly home: string;
  readonly browse: string;
}

function handlersOf({ home, browse }: BrowseThreadTask): ImageHandlers {
  let opened: BrowsedImage | undefined;
  const image = (): BrowsedImage => {
    if (opened === undefined) throw new Error('nothing was opened');
    return opened;
  };
  return {
    openImage: async (target) => {
      opened = await BrowsedImage.open(await openSource(home, target));
      return { browse, ...(await opened.describe()) };
    },
    listFolder: async (params) => image().list(params),
    entryDetails: async (params) => image().details(params),
    entryAt: async (params) => image().entryAt(params),
    findEntries: async (params, work) => image().find(params, work),
    readEntry: async (params) => image().read(params),
    extractEntries: async (params, work) => image().extract(params, work),
    hashEntry: async (params, work) => image().hash(params, work),
    checkVolume: async (params, work) => image().check(params, work),
    ownersOf: async (params) => image().owners(params),
  };
}

function main(task: BrowseThreadTask): void {
  const port = parentPort;
  if (port === null) throw new Error('browse-thread.ts is a thread and no program');
  const handlers = handlersOf(task);
  const calls = new Map<number, AbortController>();
  const tell = (message: AnswerMessage): void => port.postMessage(message);

  const perform = async <Name extends ImageCall>(id: number, name: Name, params: CallParams<Name>): Promise<void> => {
    const controller = new AbortController();
    calls.set(id, controller);
    const { signal } = controller;
    const work: Work<Name> = { signal, progress: (progress) => tell({ id, progress }) };
    try {
      tell({ id, ok: true, value: await handlers[name](params, work) });
    } catch (thrown) {
      tell({ id, ok: false, error: toBurnishError(thrown, 'looking into an image').report });
    }
    calls.delete(id);
  };
  port.on('message', (message: RequestMessage) => {
    if ('cancel' in message) calls.get(message.cancel)?.abort();
    else void perform(message.id, message.call as ImageCall, message.params as CallParams<ImageCall>);
  });
}

main(workerData as BrowseThreadTask);

// Opening an image or a disc to look inside, closing it, and opening it again when the connection was lost.
import { toBurnishError } from '../../app/base/errors.ts';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import { type BrowseSource, type FolderPlace, openedAt, pathOf } from './browse-state.ts';
import { browseStore, openedNow, showBrowse } from './browse-store.ts';
import { goToPath, showFolder } from './folder-actions.ts';

export type EngineCalls = Pick<EngineClient, 'call'>;

/** Ends the opening that is under way. */
let opening = new AbortController();

/** Closes what is open and opens this. Rejects never: the page shows what went wrong. */
export async function openToBrowse(engine: EngineCalls, source: BrowseSource, place?: FolderPlace): Promise<void> {
  const signal = beginOpening(engine);
  showBrowse({ is: 'opening', source });
  try {
    const image = await engine.call('openImage', source, { signal });
    if (signal.aborted) return forget(engine, image.browse);
    showBrowse(openedAt(source, image));
    if (place === undefined) await showFolder(engine);
    else await goToPath(engine, pathOf(place), place.volume);
  } catch (thrown) {
    const { report } = toBurnishError(thrown, 'opening an image to look inside');
    if (!signal.aborted) showBrowse({ is: 'failed', source, error: report });
  }
}

/** Closes what is open; the signal ends this opening in its turn. */
export function beginOpening(engine: EngineCalls): AbortSignal {
  closeBrowse(engine);
  return opening.signal;
}

/** Takes what is open, or being opened, off the page. */
export function closeBrowse(engine: EngineCalls): void {
  opening.abort();
  opening = new AbortController();
  const opened = openedNow();
  if (opened !== undefined) forget(engine, opened.image.browse);
  showBrowse({ is: 'none' });
}

/** The connection broke off: the engine has closed what was open. */
export function loseBrowse(): void {
  const opened = openedNow();
  if (opened !== undefined) showBrowse({ is: 'gone', source: opened.source, place: opened.visited?.here });
}

/** Opens again what was lost, and goes back to the folder that was shown. */
export async function openAgain(engine: EngineCalls): Promise<void> {
  const { browse } = browseStore.getState();
  if (browse.is === 'gone') await openToBrowse(engine, browse.source, browse.place);
}

/** The engine closes it in any case when the connection ends: a failure leaves nothing behind. */
function forget(engine: EngineCalls, browse: string): void {
  engine.call('closeImage', { browse }).catch(() => undefined);
}

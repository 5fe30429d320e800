// Looking for names in the whole volume: what is found comes while it goes on.
import { toBurnishError } from '../../app/base/errors.ts';
import type { FoundEntry } from '../../app/contract/browse.ts';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import { EventBatch, nextFrame } from '../engine/event-batch.ts';
import type { Search } from './browse-state.ts';
import { changeOpened, openedNow } from './browse-store.ts';
import { NOTHING_CHOSEN } from './selection.ts';

/** More is of no use to a person: the text has to be a better one. */
const MOST_FOUND = 10_000;

interface Told {
  readonly searched: number;
  readonly found: readonly FoundEntry[];
}

/** Ends the search that is under way. */
let searching = new AbortController();

/** Looks for another text; an empty one ends the search. Rejects never: the page shows what went wrong. */
export async function searchFor(engine: Pick<EngineClient, 'call'>, text: string): Promise<void> {
  const opened = openedNow();
  if (opened?.visited === undefined) return;
  if (text === '') return endSearch();
  searching.abort();
  searching = new AbortController();
  const { signal } = searching;
  const { browse } = opened.image;
  const begun: Search = { is: 'running', text, found: [], searched: 0, isCut: false };
  changeOpened(browse, () => ({ search: begun, selection: NOTHING_CHOSEN }));
  const change = (next: (search: Search) => Search): void => {
    if (!signal.aborted) changeOpened(browse, ({ search }) => ({ search: next(search ?? begun) }));
  };
  const batch = new EventBatch<Told>((told) => change((search) => withFound(search, told)), nextFrame);
  try {
    const { volume } = opened.visited.here;
    const asked = { browse, volume, text, most: MOST_FOUND };
    const onProgress = (told: Told): void => batch.add(told);
    const { isCut, searched } = await engine.call('findEntries', asked, { signal, onProgress });
    // What was told last may still wait for its frame: it is added then.
    change((search) => ({ ...search, is: 'done', isCut, searched }));
  } catch (thrown) {
    change((search) => ({ ...search, is: 'failed', error: toBurnishError(thrown, 'looking for names').report }));
  }
}

/** Back to the folder. */
export function endSearch(): void {
  searching.abort();
  const opened = openedNow();
  if (opened?.search === undefined) return;
  changeOpened(opened.image.browse, () => ({ search: undefined, selection: NOTHING_CHOSEN }));
}

function withFound(search: Search, told: readonly Told[]): Search {
  const found = told.flatMap((one) => one.found);
  return {
    ...search,
    found: found.length === 0 ? search.found : [...search.found, ...found],
    searched: Math.max(search.searched, told.at(-1)?.searched ?? 0),
  };
}

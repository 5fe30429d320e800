// The state of the browse page. It outlives the page, so that a look at the drives loses nothing.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BrowseState, Opened } from './browse-state.ts';

export interface BrowseDraft {
  readonly browse: BrowseState;
  /** The file chooser of the page is open. */
  readonly isChoosing: boolean;
}

export const browseStore = createStore<BrowseDraft>()(() => ({ browse: { is: 'none' }, isChoosing: false }));

export function setChoosing(isChoosing: boolean): void {
  browseStore.setState({ isChoosing });
}

/** Whether the page asks for an image with its own file chooser. */
export function useChoosing(): boolean {
  return useStore(browseStore, (state) => state.isChoosing);
}

export function useBrowse(): BrowseState {
  return useStore(browseStore, ({ browse }) => browse);
}

export function showBrowse(browse: BrowseState): void {
  browseStore.setState({ browse });
}

/** The image that is open now; undefined while there is none. */
export function openedNow(): Opened | undefined {
  const { browse } = browseStore.getState();
  return browse.is === 'opened' ? browse : undefined;
}

/** Changes what is shown of the image with this id; does nothing when another one is open meanwhile. */
export function changeOpened(browse: string, change: (opened: Opened) => Partial<Omit<Opened, 'is'>>): void {
  const opened = openedNow();
  if (opened?.image.browse === browse) showBrowse({ ...opened, ...change(opened) });
}

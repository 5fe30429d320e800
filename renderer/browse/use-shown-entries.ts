// The entries that the list shows, in their order: of the folder, or found in the volume.
import { useMemo } from 'react';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { type Opened, shownEntries } from './browse-state.ts';
import { inOrder } from './entry-order.ts';

export function useShownEntries(opened: Opened): readonly BrowseEntry[] {
  const { listing, search, order } = opened;
  return useMemo(() => {
    const entries = shownEntries({ listing, search });
    // What comes while a search goes on stands where it came: lines do not jump.
    return search?.is === 'running' ? entries : inOrder(entries, order);
  }, [listing, search, order]);
}

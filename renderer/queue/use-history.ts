// The history as the page looks at it: fetched for a text, and looked at again when a job ends or is forgotten.
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { engine } from '../engine/engine.ts';
import { useEngine } from '../engine/engine-store.ts';
import { hasEnded } from '../job/stage-list.ts';
import { HistoryList, type HistoryState } from './history-list.ts';

export function useHistory(text: string): { readonly state: HistoryState; readonly list: HistoryList } {
  const [list] = useState(() => new HistoryList((question) => engine.call('history', question)));
  const state = useStore(list.store);
  // The ids alone, as a text: it changes when a job ends, and not while one runs.
  const ended = useEngine((engineState) => {
    return Object.values(engineState.jobs)
      .filter(hasEnded)
      .map(({ id }) => id)
      .join();
  });
  // In this order: at the start there is nothing yet to look at again.
  useEffect(() => void list.refresh(), [list, ended]);
  useEffect(() => void list.search(text), [list, text]);
  return { state, list };
}

// The command log of one job, fetched while somebody looks at it.
import { useEffect, useState } from 'react';
import { type BurnishError, toBurnishError } from '../../app/base/errors.ts';
import type { LogEntry } from '../../app/contract/engine-state.ts';
import { engine } from '../engine/engine.ts';
import { CommandLog } from './command-log.ts';

export interface ShownLog {
  readonly entries: readonly LogEntry[];
  readonly isLoading: boolean;
  readonly error?: BurnishError;
}

/** The engine tells no log by itself: a busy drive carries out thousands of commands a second. */
const REFRESH_MS = 500;
const LOADING: ShownLog = { entries: [], isLoading: true };

/** `isGrowing`: the job still runs, so that there will be more. */
export function useCommandLog(id: string, isGrowing: boolean): ShownLog {
  const [shown, setShown] = useState(LOADING);
  useEffect(() => {
    const log = new CommandLog((from, limit) => engine.call('jobLog', { id, from, limit }));
    let isWatched = true;
    const show = (next: ShownLog): void => {
      if (isWatched) setShown(next);
    };
    const refresh = (): void => {
      log.refresh().then(
        () => show({ entries: log.entries, isLoading: false }),
        (thrown: unknown) =>
          show({ entries: [], isLoading: false, error: toBurnishError(thrown, 'fetching the command log') }),
      );
    };
    refresh();
    const timer = isGrowing ? setInterval(refresh, REFRESH_MS) : undefined;
    return () => {
      isWatched = false;
      clearInterval(timer);
    };
  }, [id, isGrowing]);
  return shown;
}

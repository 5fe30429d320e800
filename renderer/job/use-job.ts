// The job of a page: from the mirror of the engine while it waits or runs, from its history else.
import { useEffect, useState } from 'react';
import type { CurvePoint, JobRecord } from '../../app/contract/engine-state.ts';
import type { Progress } from '../../app/contract/job.ts';
import { engine } from '../engine/engine.ts';
import { engineStore, useEngine } from '../engine/engine-store.ts';
import { showError } from '../shell/show-error.ts';

export interface ShownJob {
  readonly job: JobRecord | undefined;
  readonly isLoading: boolean;
}

export function useJob(id: string): ShownJob {
  const live = useEngine((state) => state.jobs[id]);
  const [kept, setKept] = useState<{ readonly id: string; readonly job: JobRecord | undefined }>();
  const isLive = live !== undefined;
  useEffect(() => {
    if (isLive) return undefined;
    const given = new AbortController();
    engine.call('job', { id }, { signal: given.signal }).then(
      ({ job }) => setKept({ id, job }),
      () => {
        if (!given.signal.aborted) setKept({ id, job: undefined });
      },
    );
    return () => given.abort();
  }, [id, isLive]);
  const fetched = kept?.id === id ? kept : undefined;
  return { job: live ?? fetched?.job, isLoading: live === undefined && fetched === undefined };
}

/** The latest progress of a job: newer than that of its record. */
export function useLiveProgress(job: JobRecord): Progress | undefined {
  return useEngine((state) => state.progress[job.id]) ?? job.progress;
}

export function useIsDriveFree(drive: string): boolean {
  return useEngine((state) => {
    const card = state.drives[drive];
    return card !== undefined && card.job === undefined;
  });
}

/** Calls back with each new point of the job's plot; returns the way to stop. */
export function followProgress(id: string, onPoint: (point: CurvePoint) => void): () => void {
  return engineStore.subscribe((state, before) => {
    const progress = state.progress[id];
    if (progress === undefined || progress === before.progress[id]) return;
    onPoint({ ...progress, copy: state.jobs[id]?.stages.at(-1)?.copy ?? 1 });
  });
}

/** Calls back whenever a lost connection is there again: what was told meanwhile was missed. Returns the way to stop. */
export function onceConnectedAgain(callBack: () => void): () => void {
  return engineStore.subscribe((state, before) => {
    if (state.connection === 'connected' && before.connection !== 'connected') callBack();
  });
}

/** The points of the plot that the engine kept; undefined where they cannot be had, which is shown. */
export async function loadCurve(id: string): Promise<CurvePoint[] | undefined> {
  try {
    return (await engine.call('job', { id })).curve;
  } catch (thrown) {
    showError(thrown, 'fetching the plot');
    return undefined;
  }
}

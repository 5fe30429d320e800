// In which order the jobs that have not ended are shown, and how many a drive has before each.
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { hasEnded } from '../job/stage-list.ts';

export interface PlacedJob {
  readonly job: JobRecord;
  /** How many jobs the drive does before. */
  readonly before: number;
}

/** Those that have their drive first, then those that wait, each in the order they were asked for. */
export function inQueueOrder(jobs: readonly JobRecord[]): PlacedJob[] {
  const active = jobs.filter((job) => !hasEnded(job));
  const sorted = active.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  return sorted.map((job, index) => {
    const before = sorted.slice(0, index).filter((other) => isBefore(other, job)).length;
    return { job, before };
  });
}

function isBefore(other: JobRecord, job: JobRecord): boolean {
  return job.state === 'queued' && other.state !== 'held' && other.request.drive === job.request.drive;
}

function rank({ state }: JobRecord): number {
  if (state === 'confirming') return 0;
  if (state === 'queued') return 2;
  return state === 'held' ? 3 : 1;
}

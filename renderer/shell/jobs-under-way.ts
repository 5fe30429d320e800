// Which jobs go on right now, and how far they are together.
import type { JobRecord, JobState } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import type { Mirror } from '../engine/mirror.ts';

const UNDER_WAY: ReadonlySet<JobState> = new Set<JobState>(['planning', 'confirming', 'running', 'stopping']);

/** Those that have their drive, oldest first. */
export function underWay({ jobs, jobOrder }: Pick<Mirror, 'jobs' | 'jobOrder'>): JobRecord[] {
  return jobOrder.flatMap((id) => {
    const job = jobs[id];
    return job !== undefined && UNDER_WAY.has(job.state) ? [job] : [];
  });
}

/** What is done to the disc right now: nothing yet while the job looks at it or waits for a yes. */
export function doingOf({ state, request }: JobRecord): JobRequest['job'] | 'simulate' | 'planning' | 'confirming' {
  if (state === 'planning' || state === 'confirming') return state;
  return request.job === 'burn' && request.simulate ? 'simulate' : request.job;
}

/** The fraction of the current stage, rounded down to whole percents; undefined where nobody knows it. */
export function wholePercent({ progress }: Pick<Mirror, 'progress'>, id: string): number | undefined {
  const fraction = progress[id]?.fraction;
  return fraction === undefined ? undefined : Math.floor(fraction * 100 + 1e-9);
}

// How far a whole job is, as one number for a bar that has no room for stages.
import type { JobRecord } from '../app/contract/engine-state.ts';
import type { Stage } from '../app/contract/job.ts';

/** Where in the whole a stage begins and ends; a verified burn takes about as long to read as to write. */
type Span = readonly [begin: number, end: number];

const VERIFIED_BURN: Partial<Record<Stage, Span>> = { write: [0, 0.5], close: [0.5, 0.5], verify: [0.5, 1] };
const PLAIN_BURN: Partial<Record<Stage, Span>> = { write: [0, 1], close: [1, 1] };
const ONE_STAGE: Partial<Record<Stage, Span>> = { blank: [0, 1], format: [0, 1], read: [0, 1], verify: [0, 1] };

/** 0 to 1, all copies together; undefined while nobody can know. */
export function jobFraction(job: JobRecord): number | undefined {
  const current = job.stages.at(-1);
  if (current === undefined) return undefined;
  const span = spansOf(job)[current.stage];
  const told = job.progress?.stage === current.stage ? job.progress.fraction : undefined;
  if (span === undefined) return current.copy === 1 ? undefined : (current.copy - 1) / current.copies;
  const [begin, end] = span;
  if (told === undefined && begin === 0 && current.copy === 1) return undefined;
  return (current.copy - 1 + begin + (end - begin) * (told ?? 0)) / current.copies;
}

function spansOf({ request }: JobRecord): Partial<Record<Stage, Span>> {
  if (request.job !== 'burn') return ONE_STAGE;
  return request.verify ? VERIFIED_BURN : PLAIN_BURN;
}

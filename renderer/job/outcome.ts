// How a job ended, as the page shows it: which kind of end, and what can be done next.
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';

/**
 * - `proven`: every sector was read back and is equal;
 * - `unproven`: burned as planned and not read back;
 * - `simulated`, `done`: the job did what it was to do, and there is nothing to prove;
 * - `failed`, `cancelled`, `interrupted`.
 */
export type Ending = 'proven' | 'unproven' | 'simulated' | 'done' | 'failed' | 'cancelled' | 'interrupted';

/** What the page offers after the end. Each is a new job on the same drive, but for `eject`. */
export type NextAction = 'verify' | 'blank' | 'repair' | 'again' | 'eject';

const MUST_BE_BLANKED: readonly MediumKind[] = ['cd-rw', 'dvd-rw'];

/** Undefined as long as the job has not ended. */
export function endingOf(job: JobRecord): Ending | undefined {
  switch (job.state) {
    case 'done':
      return endingOfDone(job);
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return job.state;
    default:
      return undefined;
  }
}

/** In the order in which they are offered; the first is the one that is most likely wanted. */
export function nextActions(job: JobRecord): NextAction[] {
  const ending = endingOf(job);
  if (ending === undefined) return [];
  const actions: NextAction[] = [];
  if (job.request.job === 'burn') actions.push(...afterBurn(job, ending));
  else if (job.state !== 'done') actions.push('again');
  return [...actions, 'eject'];
}

/** The key of what an action is called. */
export function nameOfAction(action: NextAction, job: JobRecord) {
  const { request } = job;
  if (action !== 'again' || request.job !== 'burn') return `next.${action}` as const;
  const ending = endingOf(job);
  if (ending === 'simulated') return 'next.burnNow';
  if (request.simulate) return 'next.again';
  return ending === 'proven' ? 'next.againCopy' : 'next.againBurn';
}

/** What to ask of the engine for an action; undefined for `eject`, and where the job gives nothing to start from. */
export function requestOf(action: NextAction, { request, state }: JobRecord): JobRequest | undefined {
  const { drive } = request;
  switch (action) {
    case 'verify':
      return request.job === 'burn' ? { job: 'verify', drive, image: request.image } : undefined;
    case 'blank':
      return { job: 'blank', drive };
    case 'repair':
      return { job: 'repair', drive, finalize: request.job !== 'burn' || request.finalize };
    case 'again':
      return state === 'done' ? onceMore(request) : request;
    case 'eject':
      return undefined;
  }
}

/** After a good end one more disc, and after a simulation the real one. */
function onceMore(request: JobRequest): JobRequest {
  return request.job === 'burn' ? { ...request, copies: 1, simulate: false } : request;
}

function endingOfDone({ request, result }: JobRecord): Ending {
  if (request.job === 'verify') return 'proven';
  if (request.job !== 'burn') return 'done';
  if (request.simulate) return 'simulated';
  return result?.badSectorCount === 0 ? 'proven' : 'unproven';
}

function afterBurn(job: JobRecord, ending: Ending): NextAction[] {
  const fate = job.result?.fate;
  const medium = job.plan?.medium;
  const actions: NextAction[] = [];
  if (ending === 'unproven' || isWholeButUnproven(job)) actions.push('verify');
  const isSpoilt = ending === 'failed' || ending === 'cancelled';
  if (isSpoilt && fate === 'usable' && medium !== undefined && MUST_BE_BLANKED.includes(medium)) actions.push('blank');
  const isInterrupted = ending === 'interrupted';
  const mayBeOpen = fate === 'appendable' || fate === 'unknown' || (isInterrupted && fate === undefined);
  if ((isSpoilt || isInterrupted) && mayBeOpen) actions.push('repair');
  return [...actions, 'again'];
}

/** The burn came to its end, and reading back did not. */
function isWholeButUnproven({ state, stages, result, plan }: JobRecord): boolean {
  if (state === 'done' || result?.error?.code === 'verify-mismatch') return false;
  if (stages.at(-1)?.stage === 'verify') return true;
  const isOnce = plan !== undefined && mediumKindFacts(plan.medium).writable === 'once';
  return result?.outcome === 'cancelled' && result.fate === 'usable' && isOnce;
}

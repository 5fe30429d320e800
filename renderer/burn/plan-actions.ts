// Keeps the plan on the page true to what was chosen: asked for a moment after the last change, given up when it is out
// of date, and kept together with the request that it belongs to.
import { toBurnishError } from '../../app/base/errors.ts';
import type { BurnRequest, JobPlan, JobRequest } from '../../app/contract/job.ts';
import { afterStart, burnDraft } from './burn-draft.ts';
import type { EngineCalls } from './image-actions.ts';

/** So long nothing is asked, in ms: who goes through a list with the arrow keys asks for one plan, not for ten. */
const SETTLING_MS = 250;

/** Asks for the plan of this request; the answer gives it up. A plan that stood there is gone at once. */
export function planSoon(engine: EngineCalls, request: BurnRequest): () => void {
  const stop = new AbortController();
  burnDraft.setState({ plan: { is: 'planning' } });
  const timer = setTimeout(() => void plan(engine, request, stop.signal), SETTLING_MS);
  return () => {
    clearTimeout(timer);
    stop.abort();
    burnDraft.setState({ plan: { is: 'none' } });
  };
}

async function plan(engine: EngineCalls, request: BurnRequest, signal: AbortSignal): Promise<void> {
  try {
    const planned = await engine.call('planJob', { request }, { signal });
    if (!signal.aborted) burnDraft.setState({ plan: { is: 'ready', request, plan: planned } });
  } catch (thrown) {
    if (signal.aborted) return;
    burnDraft.setState({ plan: { is: 'refused', error: toBurnishError(thrown, 'planning the burn').report } });
  }
}

/** Puts the job into the queue of its drive. Answers its id; rejects with BurnishError. */
export async function startJob(engine: EngineCalls, request: JobRequest, confirmed?: JobPlan): Promise<string> {
  const { id } = await engine.call('startJob', { request, ...(confirmed === undefined ? {} : { confirmed }) });
  if (request.job === 'burn') afterStart();
  return id;
}

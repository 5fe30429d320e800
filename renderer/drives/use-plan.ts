// The plan of a job that is being put together, asked anew whenever the request is another one.
import { useEffect, useState } from 'react';
import { type ErrorReport, toBurnishError } from '../../app/base/errors.ts';
import type { JobPlan, JobRequest } from '../../app/contract/job.ts';
import { engine } from '../engine/engine.ts';

export type AskedPlan =
  | { readonly is: 'none' }
  | { readonly is: 'asking' }
  | { readonly is: 'ready'; readonly plan: JobPlan }
  | { readonly is: 'refused'; readonly error: ErrorReport };

/** `request` is the same object as long as it is the same request; undefined while a choice is missing. */
export function usePlan(request: JobRequest | undefined): AskedPlan {
  const [answer, setAnswer] = useState<{ readonly to: JobRequest; readonly plan: AskedPlan }>();
  useEffect(() => {
    if (request === undefined) return undefined;
    const asking = new AbortController();
    engine.call('planJob', { request }, { signal: asking.signal }).then(
      (plan) => setAnswer({ to: request, plan: { is: 'ready', plan } }),
      (thrown: unknown) => {
        const error = toBurnishError(thrown, 'planning the job').report;
        if (!asking.signal.aborted) setAnswer({ to: request, plan: { is: 'refused', error } });
      },
    );
    return () => asking.abort();
  }, [request]);
  if (request === undefined) return { is: 'none' };
  return answer?.to === request ? answer.plan : { is: 'asking' };
}

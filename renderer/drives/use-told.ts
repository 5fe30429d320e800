// How the choices of a job tell what they make together.
import { useEffect, useEffectEvent } from 'react';
import type { JobRequest } from '../../app/contract/job.ts';

export interface ChoicesProps {
  readonly drive: string;
  /** Told of every request that the choices make; undefined while one is missing. The same request is the same object. */
  readonly onChange: (request: JobRequest | undefined) => void;
}

/** Tells the request whenever it has become another one. */
export function useTold(request: JobRequest | undefined, onChange: ChoicesProps['onChange']): void {
  const tell = useEffectEvent(onChange);
  useEffect(() => tell(request), [request]);
}

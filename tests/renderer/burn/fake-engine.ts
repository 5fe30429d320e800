// An engine whose answers the test gives by hand, call by call.
import { BurnishError } from '../../../app/base/errors.ts';
import type { CallOptions } from '../../../app/contract/engine-client.ts';
import type { CallName, CallParams, CallProgress, CallResult } from '../../../app/contract/protocol.ts';

interface Open {
  readonly name: CallName;
  readonly params: unknown;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: BurnishError) => void;
  readonly tell: (progress: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

export const CANCELLED = new BurnishError({ code: 'cancelled', message: '', doing: '', nextStep: '' });

/** A call that is aborted is rejected as the engine rejects it; every other one waits for the test. */
export class FakeEngine {
  private readonly open: Open[] = [];

  call<Name extends CallName>(
    name: Name,
    params: CallParams<Name>,
    options: CallOptions<Name> = {},
  ): Promise<CallResult<Name>> {
    return new Promise((resolve, reject) => {
      const { signal, onProgress } = options;
      signal?.addEventListener('abort', () => reject(CANCELLED));
      this.open.push({
        name,
        params,
        signal,
        answer: (value) => resolve(value as CallResult<Name>),
        refuse: reject,
        tell: (progress) => onProgress?.(progress as CallProgress<Name>),
      });
    });
  }

  /** The names of all calls so far. */
  get asked(): readonly CallName[] {
    return this.open.map((one) => one.name);
  }

  /** The latest call of this name. */
  latest(name: CallName): Open {
    const found = this.open.findLast((one) => one.name === name);
    if (found === undefined) throw new Error(`nobody has called ${name}`);
    return found;
  }

  answer<Name extends CallName>(name: Name, value: CallResult<Name>): void {
    this.latest(name).answer(value);
  }

  tell<Name extends CallName>(name: Name, progress: CallProgress<Name>): void {
    this.latest(name).tell(progress);
  }
}

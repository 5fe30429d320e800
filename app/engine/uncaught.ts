// What nobody caught in the thread of the engine: it is told, and it ends no burn that has nothing to do with it.
import { type BurnishError, toBurnishError } from '../base/errors.ts';

export interface UncaughtParts {
  /** While a job has a drive the thread goes on, for its end would be the end of the job. */
  readonly hasJob: () => boolean;
  readonly tell: (error: BurnishError) => void;
}

/** The part of `process` that this needs; within a thread it is about that thread alone. */
export interface UncaughtSource {
  on(event: 'uncaughtException', listener: (thrown: unknown) => void): unknown;
}

export function surviveUncaught(source: UncaughtSource, { hasJob, tell }: UncaughtParts): void {
  source.on('uncaughtException', (thrown) => {
    if (!hasJob()) throw thrown;
    tell(toBurnishError(thrown, 'running the engine'));
  });
}

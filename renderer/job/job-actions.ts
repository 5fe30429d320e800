// What a person can do about a job. Each asks the engine and shows, where it refuses, why.
import type { JobRequest } from '../../app/contract/job.ts';
import { engine } from '../engine/engine.ts';
import { goTo } from '../shell/routes.ts';
import { showError } from '../shell/show-error.ts';

/** Says yes to the plan that the job waits with. */
export function confirmJob(id: string): void {
  run(engine.call('confirmJob', { id }));
}

export function cancelJob(id: string): void {
  run(engine.call('cancelJob', { id }));
}

export function releaseJob(id: string): void {
  run(engine.call('releaseJob', { id }));
}

export function forgetJob(id: string): void {
  run(engine.call('forgetJob', { id }));
}

export function forgetAll(): void {
  run(engine.call('clearHistory', {}));
}

export function eject(drive: string): void {
  run(engine.call('moveTray', { drive, load: false }));
}

/** Starts a job without a yes: it shows its plan on its own page and waits there. */
export function startAndShow(request: JobRequest): void {
  run(engine.call('startJob', { request }).then(({ id }) => goTo({ page: 'job', id })));
}

function run(asked: Promise<unknown>): void {
  asked.catch((thrown: unknown) => showError(thrown, 'asking the engine'));
}

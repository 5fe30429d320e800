// Calls about jobs: plan, start, confirm, cancel, look back.
import { BurnishError } from '../base/errors.ts';
import { CallerGone, type Handlers } from './call.ts';
import type { EngineServices } from './engine-services.ts';

type JobCalls = Pick<
  Handlers,
  | 'planJob'
  | 'startJob'
  | 'runJob'
  | 'confirmJob'
  | 'cancelJob'
  | 'releaseJob'
  | 'forgetJob'
  | 'job'
  | 'jobLog'
  | 'history'
  | 'clearHistory'
>;

export function jobCalls({ jobs }: EngineServices): JobCalls {
  return {
    planJob: ({ request }, { signal }) => jobs.plan(request, signal),
    startJob: ({ request, confirmed }) => ({
      id: jobs.start(request, { ...(confirmed === undefined ? {} : { confirmedPlan: confirmed }) }).id,
    }),
    runJob: async ({ request, confirmed, logCommands, trace }, { sender, signal, progress }) => {
      if (confirmed && sender.kind !== 'command-line') throw planNotShown();
      const job = jobs.start(request, {
        confirmed,
        log: logCommands ? 'all' : 'faults',
        onEvent: progress,
        ...(trace === undefined ? {} : { trace }),
      });
      progress({ started: job.id });
      // A window that was closed, or a line that broke, ends no burn.
      const cancel = (): void => {
        if (!(signal.reason instanceof CallerGone)) jobs.cancel(job.id);
      };
      signal.addEventListener('abort', cancel, { once: true });
      return job.result.finally(() => signal.removeEventListener('abort', cancel));
    },
    confirmJob: ({ id }) => {
      jobs.confirm(id);
      return {};
    },
    cancelJob: ({ id }) => {
      jobs.cancel(id);
      return {};
    },
    releaseJob: ({ id }) => {
      jobs.release(id);
      return {};
    },
    forgetJob: async ({ id }) => {
      await jobs.forget(id);
      return {};
    },
    job: ({ id }) => jobs.look(id),
    jobLog: ({ id, from, limit }) => jobs.log(id, from, limit),
    history: (params) => jobs.history(params),
    clearHistory: async () => {
      await jobs.clearHistory();
      return {};
    },
  };
}

/** Only who typed his yes into the command, knowing the drive, may give it before there is a plan. */
function planNotShown(): BurnishError {
  return new BurnishError({
    code: 'confirmation-missing',
    message: 'A window says yes to a plan, not before there is one.',
    doing: 'starting the job',
    fate: 'untouched',
    nextStep: 'Look at the plan first.',
  });
}

// Runs one job in front of a person or a program: plan, confirmation, progress, cancel, result, exit code.
import type { ErrorReport } from '../base/errors.ts';
import type { JobEvent, JobPlan, JobRequest, JobResult } from '../contract/job.ts';
import { type ExitCode, exitCodeOfResult } from './exit-code.ts';
import { JobView } from './job-view.ts';
import { confirmationQuestion, isConfirmedBy } from './plan-text.ts';
import type { Session } from './session.ts';
import { STOPPING_ALREADY, stopInWords } from './stop-text.ts';

/** Follows the job to its end. `confirmed`: go on after the plan without asking (--yes). */
export async function followJob(session: Session, request: JobRequest, confirmed: boolean): Promise<ExitCode> {
  const { engine, terminal, interrupts } = session;
  const view = new JobView(terminal, session.verbose);
  let refusal: ErrorReport | undefined;
  let decision = Promise.resolve();
  const ended = new AbortController();
  /** Giving up the call cancels the job, whose result then comes as ever. */
  const stop = new AbortController();
  let id = '';

  const decide = async (plan: JobPlan): Promise<void> => {
    refusal = await whyNot(session, plan, AbortSignal.any([interrupts.signal, ended.signal]));
    if (refusal === undefined && !interrupts.signal.aborted) await engine.call('confirmJob', { id });
    else stop.abort();
  };
  const onEvent = (event: JobEvent): void => {
    const shown = event.type === 'result' ? withRefusal(event, refusal) : event;
    if (session.json) terminal.json(shown);
    view.show(shown);
    if (event.type === 'plan' && event.needsConfirmation && !confirmed) decision = decide(event.plan);
  };

  const trace = session.trace === undefined ? {} : { trace: session.trace };
  const job = engine.call(
    'runJob',
    { request, confirmed, logCommands: session.verbose, ...trace },
    {
      signal: stop.signal,
      onProgress: (told) => {
        if ('started' in told) id = told.started;
        else onEvent(told);
      },
    },
  );
  interrupts.listen((count) => {
    terminal.errorLine(count === 1 ? stopInWords(view.plan, view.stage) : STOPPING_ALREADY, 'yellow');
    if (count === 1) stop.abort();
  });
  const result = await job;
  ended.abort();
  await decision;
  return exitCodeOfResult(withRefusal(result, refusal));
}

/** Asks for the name of the drive or the disc; undefined = confirmed, or `signal` was aborted. */
async function whyNot(session: Session, plan: JobPlan, signal: AbortSignal): Promise<ErrorReport | undefined> {
  const { terminal } = session;
  if (!terminal.canAsk) {
    return notConfirmed('This changes the disc, and there is no terminal to confirm it on.', 'Add --yes to confirm.');
  }
  try {
    const answer = await terminal.ask(confirmationQuestion(plan), signal);
    if (answer !== undefined && isConfirmedBy(plan, answer)) return undefined;
    return notConfirmed(
      'The name that was typed is neither that of the drive nor that of the disc.',
      `Start again and type ${plan.confirmWith.join(' or ')}, or add --yes.`,
    );
  } catch (thrown) {
    if (signal.aborted) return undefined;
    return notConfirmed(`The answer could not be read: ${String(thrown)}.`, 'Add --yes to confirm.');
  }
}

function notConfirmed(message: string, nextStep: string): ErrorReport {
  return { code: 'confirmation-missing', message, doing: 'asking for confirmation', fate: 'untouched', nextStep };
}

/** The engine was told to cancel; why it was told so is what the user has to know. */
function withRefusal(result: JobResult, refusal: ErrorReport | undefined): JobResult {
  if (refusal === undefined || result.outcome !== 'cancelled') return result;
  return { ...result, outcome: 'failed', verdict: refusal.message, fate: 'untouched', error: refusal };
}

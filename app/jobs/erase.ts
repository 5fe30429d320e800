// Blank and format: the two jobs that take away what is on a rewritable disc.
import type { BlankRequest, FormatRequest } from '../contract/job.ts';
import { blankMedium, blanksFullyByDefault, planBlank, type ErasePlan } from '../mmc/blanking.ts';
import { formatMedium, planFormat } from '../mmc/formatting.ts';
import { cancelledWhile } from './cancelled.ts';
import { announce, type DoneResult, type JobContext } from './job.ts';
import { type PlanWords, planJob } from './plan.ts';
import { requireSameMedium, seeMedium } from './same-medium.ts';
import { StageProgress } from './progress.ts';

/** Neither can be stopped once the drive has begun: a half-blanked disc is a broken one. */
export async function blank(request: BlankRequest, context: JobContext): Promise<DoneResult> {
  const { drive } = context;
  const seen = await seeMedium(context);
  const { medium } = seen;
  const full = request.full ?? blanksFullyByDefault(medium.kind);
  const plan = planBlank(medium, { full });
  await context.confirm(planJob(context, medium, { job: 'blank', ...wordsOf(plan), changesDisc: true }));
  if (context.signal.aborted) throw cancelledWhile('preparing', 'untouched');
  await requireSameMedium(seen, context);
  announce(context, 'blank', 'Blanking the disc');
  await blankMedium(drive, medium, { full }, new StageProgress(context, 'blank').busy);
  return { verdict: 'The disc is blank.', fate: 'usable' };
}

export async function format(request: FormatRequest, context: JobContext): Promise<DoneResult> {
  const { drive } = context;
  const seen = await seeMedium(context);
  const { medium } = seen;
  const options = { full: request.full, ...(request.spares === undefined ? {} : { spares: request.spares }) };
  const plan = planFormat(medium, options);
  await context.confirm(planJob(context, medium, { job: 'format', ...wordsOf(plan), changesDisc: true }));
  if (context.signal.aborted) throw cancelledWhile('preparing', 'untouched');
  await requireSameMedium(seen, context);
  announce(context, 'format', 'Formatting the disc');
  await formatMedium(drive, medium, options, new StageProgress(context, 'format').busy);
  return { verdict: 'The disc is formatted.', fate: 'usable' };
}

function wordsOf(plan: ErasePlan): Pick<PlanWords, 'steps' | 'warnings' | 'loses'> {
  return {
    steps: [...plan.steps],
    warnings: [...plan.warnings],
    ...(plan.loses === undefined ? {} : { loses: plan.loses }),
  };
}

// Repair: bring to an end what a broken burn left open, so that what was written can be read.
import type { RepairRequest } from '../contract/job.ts';
import { planRepair, repairMedium } from '../mmc/repair.ts';
import { cancelledWhile } from './cancelled.ts';
import { announce, type DoneResult, type JobContext } from './job.ts';
import { planJob } from './plan.ts';
import { requireSameMedium, seeMedium } from './same-medium.ts';
import { StageProgress } from './progress.ts';

/** Cannot be stopped once the drive has begun to close. */
export async function repair(request: RepairRequest, context: JobContext): Promise<DoneResult> {
  const { drive } = context;
  const seen = await seeMedium(context);
  const { medium } = seen;
  const options = { finalize: request.finalize };
  const steps = [...planRepair(medium, options)];
  await context.confirm(planJob(context, medium, { job: 'repair', steps, warnings: [], changesDisc: true }));
  if (context.signal.aborted) throw cancelledWhile('preparing', 'untouched');
  await requireSameMedium(seen, context);
  announce(context, 'close', 'Closing what was left open');
  await repairMedium(drive, medium, options, new StageProgress(context, 'close').busy);
  return {
    verdict:
      'What was left open is closed; what had been written can be read, but whether it is whole only a verification tells.',
    fate: 'usable',
  };
}

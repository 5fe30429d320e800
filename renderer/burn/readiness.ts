// What the one button does now: burn, erase and burn, wait behind another job; or why it cannot be pressed. Pure.
import type { ErrorReport } from '../../app/base/errors.ts';
import type { BurnRequest, JobPlan } from '../../app/contract/job.ts';
import { type ImageChoice, type ImageObstacle, imageObstacle } from './image-choice.ts';
import { canBurn, type Target } from './target.ts';

/** The plan of the request that stands on the page. */
export type PlanState =
  | { readonly is: 'none' }
  | { readonly is: 'planning' }
  | { readonly is: 'ready'; readonly request: BurnRequest; readonly plan: JobPlan }
  | { readonly is: 'refused'; readonly error: ErrorReport };

export type Obstacle =
  | ImageObstacle
  | 'no-target'
  | 'target-open'
  | 'target-unknown'
  | 'target-empty'
  | 'target-unfit'
  | 'planning'
  | 'plan-refused';

export type Readiness =
  | { readonly is: 'blocked'; readonly by: Obstacle }
  /** The drive is busy: the job waits, and asks when its turn has come. */
  | { readonly is: 'queue' }
  | { readonly is: 'burn'; readonly request: BurnRequest; readonly plan: JobPlan }
  /** Something on the disc will be lost: asked once more before. */
  | { readonly is: 'erase'; readonly request: BurnRequest; readonly plan: JobPlan; readonly loses: string };

export interface PageState {
  readonly image: ImageChoice;
  readonly target: Target | undefined;
  /** How many drives there are to choose from. */
  readonly targets: number;
  readonly plan: PlanState;
}

export function readiness({ image, target, targets, plan }: PageState): Readiness {
  const obstacle = imageObstacle(image) ?? targetObstacle(target, targets);
  if (obstacle !== undefined) return { is: 'blocked', by: obstacle };
  if (target?.standing === 'busy') return { is: 'queue' };
  switch (plan.is) {
    case 'none':
    case 'planning':
      return { is: 'blocked', by: 'planning' };
    case 'refused':
      return { is: 'blocked', by: 'plan-refused' };
    case 'ready': {
      const { request, plan: planned } = plan;
      if (planned.loses === undefined) return { is: 'burn', request, plan: planned };
      return { is: 'erase', request, plan: planned, loses: planned.loses };
    }
  }
}

function targetObstacle(target: Target | undefined, targets: number): Obstacle | undefined {
  if (target === undefined) return targets === 0 ? 'no-target' : 'target-open';
  if (canBurn(target.standing)) return undefined;
  switch (target.standing) {
    case 'busy':
      return undefined;
    case 'looking':
      return 'target-unknown';
    case 'no-disc':
      return 'target-empty';
    default:
      return 'target-unfit';
  }
}

// Everything that stands on the burn page, put together from what was chosen and what the engine tells; and the plan kept
// up with it.
import { useEffect, useEffectEvent, useMemo } from 'react';
import { useStore } from 'zustand';
import type { BurnRequest } from '../../app/contract/job.ts';
import type { Settings } from '../../app/contract/settings.ts';
import { type BurnDraft, burnDraft } from './burn-draft.ts';
import { type BurnOptions, burnRequest } from './burn-options.ts';
import { engine } from '../engine/engine.ts';
import { useBurnDefaults, useDriveCards } from './engine-view.ts';
import { type ImageChoice, imageObstacle } from './image-choice.ts';
import { planSoon } from './plan-actions.ts';
import type { PlanState } from './readiness.ts';
import { canBurn, chosenTarget, type Target, targetsOf } from './target.ts';

export interface BurnPageChoice {
  readonly image: ImageChoice;
  readonly targets: readonly Target[];
  /** What is chosen, or the only one there is. */
  readonly target: Target | undefined;
  readonly options: BurnOptions;
  readonly defaults: Settings['burn'];
  readonly plan: PlanState;
  /** What the button would ask for; absent until image and drive are there and will do. */
  readonly request: BurnRequest | undefined;
}

export function useBurnChoice(): BurnPageChoice {
  const draft = useStore(burnDraft);
  const cards = useDriveCards();
  const defaults = useBurnDefaults();
  const { image, options, plan } = draft;
  const bytes = image.is === 'known' ? image.facts.bytes : undefined;
  const targets = useMemo(() => targetsOf(cards, bytes), [cards, bytes]);
  const target = chosenTarget(targets, draft.drive);
  const request = requestOf(draft, target, defaults);
  usePlanOf(target !== undefined && canBurn(target.standing) ? request : undefined, target, draft.attempt);
  return { image, targets, target, options, defaults, plan, request };
}

function requestOf(
  { image, options }: BurnDraft,
  target: Target | undefined,
  defaults: Settings['burn'],
): BurnRequest | undefined {
  if (image.is !== 'known' || imageObstacle(image) !== undefined || target === undefined) return undefined;
  if (!canBurn(target.standing) && target.standing !== 'busy') return undefined;
  const { facts, allowTruncated } = image;
  return burnRequest(
    {
      image: facts.path,
      allowTruncated,
      drive: target.drive,
      options,
      ...(target.medium === undefined ? {} : { medium: target.medium }),
    },
    defaults,
  );
}

/** Another request, another disc in the drive or another attempt needs another plan. */
function usePlanOf(request: BurnRequest | undefined, target: Target | undefined, attempt: number): void {
  const key = request === undefined ? undefined : JSON.stringify([request, target?.medium, attempt]);
  const ask = useEffectEvent(() => (request === undefined ? undefined : planSoon(engine, request)));
  useEffect(() => (key === undefined ? undefined : ask()), [key]);
}

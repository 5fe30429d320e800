// What a screen reader is told as it happens: the image is known, its checksum agrees, the plan is there. One place that
// is always on the page, since a live region that comes together with its text is often not read.
import { useTranslation } from 'react-i18next';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import type { ImageChoice } from './image-choice.ts';
import type { PlanState } from './readiness.ts';
import styles from './said.module.css';
import type { BurnPageChoice } from './use-burn-choice.ts';

export function Said({ choice }: { readonly choice: BurnPageChoice }) {
  const ofImage = useImageSaying(choice.image);
  const ofPlan = usePlanSaying(choice.plan);
  return (
    <div className={styles.said}>
      <div role="status">{ofImage}</div>
      <div role="status">{ofPlan}</div>
    </div>
  );
}

function useImageSaying(image: ImageChoice): string {
  const { t } = useTranslation('burn');
  const { size } = useQuantities();
  if (image.is !== 'known') return '';
  const { checksum, facts } = image;
  if (checksum.is === 'agrees') return t('said.agrees');
  if (checksum.is === 'differs') return t('said.differs');
  return t('said.known', { name: facts.name, size: size(facts.bytes) });
}

function usePlanSaying(plan: PlanState): string {
  const { t } = useTranslation('burn');
  const { estimate } = useQuantities();
  const say = useEngineText();
  if (plan.is === 'refused') return t('said.refused', { why: say(plan.error.message) });
  if (plan.is !== 'ready') return '';
  if (plan.plan.loses !== undefined) return t('said.losing');
  const { usualMs } = plan.plan;
  return usualMs === undefined ? t('said.plannedUntimed') : t('said.planned', { time: estimate(usualMs) });
}

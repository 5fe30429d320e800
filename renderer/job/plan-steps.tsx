// A plan in words: the steps, what is lost, what to take note of, how long it takes.
import { useTranslation } from 'react-i18next';
import type { JobPlan } from '../../app/contract/job.ts';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './plan-steps.module.css';

export function PlanSteps({ plan }: { readonly plan: JobPlan }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const { estimate } = useQuantities();
  return (
    <div className={styles.plan}>
      <ol className={styles.steps}>
        {plan.steps.map((step) => (
          <li key={step}>{said(step)}</li>
        ))}
      </ol>
      {plan.loses === undefined ? null : (
        <Notice tone="danger" title={t('confirm.loses')}>
          {said(plan.loses)}
        </Notice>
      )}
      {plan.warnings.map((warning) => (
        <Notice key={warning} tone="warning" title={t('confirm.warnings')}>
          {said(warning)}
        </Notice>
      ))}
      <p className={styles.usual}>
        {plan.usualMs === undefined ? t('confirm.usualUnknown') : t('confirm.usual', { time: estimate(plan.usualMs) })}
      </p>
    </div>
  );
}

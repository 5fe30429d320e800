// The plan that was asked for, or why there is none.
import { useTranslation } from 'react-i18next';
import { PlanSteps } from '../job/plan-steps.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import type { AskedPlan } from './use-plan.ts';

export function PlanInWords({ plan }: { readonly plan: AskedPlan }) {
  const { t } = useTranslation('drives');
  const say = useEngineText();
  switch (plan.is) {
    case 'none':
      return null;
    case 'asking':
      return <ProgressBar label={t('plan.asking')} fraction={undefined} />;
    case 'refused':
      return (
        <Notice tone="warning" title={say(plan.error.message)} isAnnounced>
          {say(plan.error.nextStep)}
        </Notice>
      );
    case 'ready':
      return (
        <div role="status">
          <h3>{t('plan.heading')}</h3>
          <PlanSteps plan={plan.plan} />
        </div>
      );
  }
}

// What will happen, in words, and the one button.
import { Clock, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobPlan } from '../../app/contract/job.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeepsFocus } from '../ui/keeps-focus.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { BurnButton } from './burn-button.tsx';
import { planAgain } from './burn-draft.ts';
import styles from './plan-section.module.css';
import { readiness } from './readiness.ts';
import type { BurnPageChoice } from './use-burn-choice.ts';

export function PlanSection({ choice }: { readonly choice: BurnPageChoice }) {
  const { t } = useTranslation('burn');
  const { image, target, targets, plan } = choice;
  const ready = readiness({ image, target, targets: targets.length, plan });
  return (
    <Card title={t('plan.heading')}>
      <KeepsFocus label={t('plan.heading')}>
        <PlanView choice={choice} />
        <BurnButton ready={ready} choice={choice} />
      </KeepsFocus>
    </Card>
  );
}

function PlanView({ choice }: { readonly choice: BurnPageChoice }) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  const { plan, request, target } = choice;
  if (request === undefined) return null;
  if (target?.standing === 'busy') return <p>{t('plan.queue')}</p>;
  switch (plan.is) {
    case 'none':
    case 'planning':
      return <ProgressBar label={t('plan.planning')} fraction={undefined} />;
    case 'refused':
      return (
        <Notice
          tone="danger"
          title={t('plan.refused')}
          actions={
            <Button size="small" icon={RotateCcw} onPress={planAgain}>
              {t('plan.again')}
            </Button>
          }
        >
          {say(plan.error.message)} {say(plan.error.nextStep)}
        </Notice>
      );
    case 'ready':
      return <Steps plan={plan.plan} />;
  }
}

function Steps({ plan }: { readonly plan: JobPlan }) {
  const { t } = useTranslation('burn');
  const { estimate } = useQuantities();
  const say = useEngineText();
  const { mediumLabel, driveModel, drive, steps, warnings, loses, usualMs } = plan;
  return (
    <div className={styles.plan}>
      <p className={styles.goesTo}>{t('plan.goesTo', { disc: mediumLabel, drive: `${driveModel} (${drive})` })}</p>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={`${index} ${step}`}>{say(step)}</li>
        ))}
      </ol>
      {usualMs === undefined ? null : (
        <p className={styles.time}>
          <Clock aria-hidden className={styles.icon} />
          {t('plan.takes', { time: estimate(usualMs) })}
        </p>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {say(warning)}
        </Notice>
      ))}
      {loses === undefined ? null : (
        <Notice tone="danger" title={t('plan.loses')}>
          {say(loses)}
        </Notice>
      )}
    </div>
  );
}

// The plan that waits for a yes: what would happen to the disc, what is lost, and the two answers.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { JobPlan } from '../../app/contract/job.ts';
import { Button } from '../ui/button.tsx';
import { cancelJob, confirmJob } from './job-actions.ts';
import styles from './plan-question.module.css';
import { PlanSteps } from './plan-steps.tsx';

export interface PlanQuestionProps {
  readonly job: JobRecord;
  readonly plan: JobPlan;
  /** Called when it was answered. */
  readonly onAnswer?: () => void;
}

export function PlanQuestion({ job, plan, onAnswer }: PlanQuestionProps) {
  const { t } = useTranslation('job');
  const isErasing = plan.job === 'burn' && plan.loses !== undefined;
  const isDestructive = plan.loses !== undefined;
  return (
    <div className={styles.question}>
      <p>
        <strong>{plan.mediumLabel}</strong>, {plan.driveModel} ({plan.drive})
      </p>
      <p>{t('confirm.changed')}</p>
      <PlanSteps plan={plan} />
      <div className={styles.answers}>
        <Button
          onPress={() => {
            cancelJob(job.id);
            onAnswer?.();
          }}
        >
          {t('confirm.no')}
        </Button>
        <Button
          tone={isDestructive ? 'danger' : 'primary'}
          onPress={() => {
            confirmJob(job.id);
            onAnswer?.();
          }}
        >
          {isErasing ? t('confirm.yesErase') : t(`confirm.yes.${plan.job}`)}
        </Button>
      </div>
    </div>
  );
}

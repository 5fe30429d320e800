// Everything but burning that can be done with a disc: its choices, then the plan in words, then it starts.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { showError } from '../shell/show-error.ts';
import { DiscJobChoices } from './disc-job-choices.tsx';
import type { DiscJob } from './drive-abilities.ts';
import { startPlanned } from './drive-actions.ts';
import { titleOf } from './model-name.ts';
import { PlanInWords } from './plan-in-words.tsx';
import { usePlan } from './use-plan.ts';

export interface DiscJobDialogProps {
  readonly job: DiscJob;
  readonly card: DriveCard;
  readonly onClose: () => void;
}

export function DiscJobDialog({ job, card, onClose }: DiscJobDialogProps) {
  const { t } = useTranslation('drives');
  const [request, setRequest] = useState<JobRequest | undefined>();
  const plan = usePlan(request);
  const label = card.report?.medium?.label ?? '';
  const isReady = request !== undefined && plan.is === 'ready';
  const start = (): void => {
    if (!isReady) return;
    onClose();
    startPlanned(request, plan.plan).catch(showError);
  };
  const loses = isReady && plan.plan.loses !== undefined;
  return (
    <Dialog
      title={t(`dialog.${job}.title`, { label, drive: titleOf(card.listing) })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('dialog.cancel')}</Button>
          <Button tone={loses ? 'danger' : 'primary'} isDisabled={!isReady} onPress={start}>
            {t(`dialog.${job}.start`)}
          </Button>
        </>
      }
    >
      <p>{t(`dialog.${job}.text`)}</p>
      <DiscJobChoices job={job} card={card} onChange={setRequest} />
      <PlanInWords plan={plan} />
    </Dialog>
  );
}

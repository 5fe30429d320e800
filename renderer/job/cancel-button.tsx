// Stops a job, after saying what that means for the disc at this very moment.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { stopConsequence } from '../../app/contract/stop-consequence.ts';
import { Button } from '../ui/button.tsx';
import { AlertDialog } from '../ui/dialog.tsx';
import { cancelJob } from './job-actions.ts';

export interface CancelButtonProps {
  readonly job: JobRecord;
  readonly size?: 'medium' | 'small';
  /** Where several stand together: which job is meant. */
  readonly name?: string;
}

export function CancelButton({ job, size = 'medium', name }: CancelButtonProps) {
  const { t } = useTranslation('job');
  const [isAsking, setIsAsking] = useState(false);
  // A job that ended meanwhile has nothing to be stopped any more.
  const canStop = job.state === 'running' || job.state === 'planning';
  if (!canStop) return null;
  const consequence = stopConsequence(job.plan, job.stages.at(-1)?.stage);
  return (
    <>
      <Button size={size} onPress={() => setIsAsking(true)} {...(name === undefined ? {} : { 'aria-label': name })}>
        {t('cancel.button')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        title={job.request.job === 'burn' ? t('cancel.titleBurn') : t('cancel.title')}
        confirmLabel={t('cancel.yes')}
        cancelLabel={t('cancel.no')}
        onConfirm={() => {
          setIsAsking(false);
          cancelJob(job.id);
        }}
        onCancel={() => setIsAsking(false)}
      >
        <p>
          <strong>{t(`cancel.${consequence}`)}</strong>
        </p>
        <p>{t('cancel.stopsAt')}</p>
      </AlertDialog>
    </>
  );
}

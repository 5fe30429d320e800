// A job that has not begun: what it waits for, and what can be done about it.
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { cancelJob, releaseJob } from './job-actions.ts';

export function WaitingCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  if (job.state === 'planning') return <Notice tone="info">{t('waiting.planning')}</Notice>;
  const remove = <Button onPress={() => cancelJob(job.id)}>{t('waiting.remove')}</Button>;
  if (job.state === 'queued') {
    return (
      <Notice tone="info" actions={remove}>
        {t('waiting.queued', { drive: job.request.drive })}
      </Notice>
    );
  }
  return (
    <Notice
      tone="warning"
      title={t('waiting.held')}
      actions={
        <>
          <Button tone="primary" icon={Play} onPress={() => releaseJob(job.id)}>
            {t('waiting.start')}
          </Button>
          {remove}
        </>
      }
    >
      {t('waiting.heldFacts')}
    </Notice>
  );
}

// One job that has ended, as a row of the history.
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-aria-components';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { forgetJob } from '../job/job-actions.ts';
import { useJobTitle } from '../job/job-words.ts';
import { endingOf } from '../job/outcome.ts';
import { StatePill } from '../job/state-pill.tsx';
import { AlertDialog } from '../ui/dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './history-row.module.css';

export function HistoryRow({ job }: { readonly job: JobRecord }) {
  const said = useEngineText();
  const { dateTime } = useQuantities();
  const title = useJobTitle()(job.request);
  const at = job.endedAt ?? job.createdAt;
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <Link href={`#/job/${job.id}`} className={styles.title ?? ''}>
          {title}
        </Link>
        {job.result === undefined ? null : <p className={styles.verdict}>{said(job.result.verdict)}</p>}
      </div>
      <div className={styles.when}>
        {endingOf(job) === undefined ? null : <StatePill job={job} />}
        <span className={styles.date}>
          {job.plan === undefined ? null : `${job.plan.mediumLabel}, `}
          <time dateTime={at}>{dateTime(at)}</time>
        </span>
      </div>
      <ForgetButton id={job.id} title={title} />
    </div>
  );
}

function ForgetButton({ id, title }: { readonly id: string; readonly title: string }) {
  const { t } = useTranslation('queue');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <IconButton icon={X} label={t('forgetNamed', { job: title })} onPress={() => setIsAsking(true)} />
      <AlertDialog
        isOpen={isAsking}
        title={t('forgetTitle', { job: title })}
        confirmLabel={t('forgetYes')}
        cancelLabel={t('forgetNo')}
        onConfirm={() => {
          setIsAsking(false);
          forgetJob(id);
        }}
        onCancel={() => setIsAsking(false)}
      >
        {t('forgetText')}
      </AlertDialog>
    </>
  );
}

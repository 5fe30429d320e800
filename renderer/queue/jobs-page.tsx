// All jobs: those that wait or run, and the history.
import { Disc3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useEngine } from '../engine/engine-store.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeepsFocus } from '../ui/keeps-focus.tsx';
import { Page } from '../ui/page.tsx';
import { ActiveJob } from './active-job.tsx';
import { HistoryCard } from './history-card.tsx';
import styles from './jobs-page.module.css';
import { inQueueOrder } from './queue-order.ts';

export function JobsPage() {
  const { t } = useTranslation('queue');
  return (
    <Page title={t('title')}>
      <section aria-labelledby="jobs-now">
        <h2 id="jobs-now" className={styles.heading}>
          {t('now')}
        </h2>
        <ActiveJobs />
      </section>
      <HistoryCard />
    </Page>
  );
}

function ActiveJobs() {
  const { t } = useTranslation('queue');
  const jobs = useEngine(useShallow((state) => state.jobOrder.flatMap((id) => state.jobs[id] ?? [])));
  const placed = inQueueOrder(jobs);
  return (
    <KeepsFocus label={t('now')}>
      {placed.length === 0 ? (
        <NoActiveJob />
      ) : (
        <ul className={styles.jobs}>
          {placed.map(({ job, before }) => (
            <ActiveJob key={job.id} job={job} before={before} />
          ))}
        </ul>
      )}
    </KeepsFocus>
  );
}

function NoActiveJob() {
  const { t } = useTranslation('queue');
  return (
    <Card>
      <div className={styles.nothing}>
        <p>
          <strong>{t('nothing')}</strong> <span className={styles.hint}>{t('nothingHint')}</span>
        </p>
        <ButtonLink href="#/burn" icon={Disc3}>
          {t('toBurn')}
        </ButtonLink>
      </div>
    </Card>
  );
}

// The line under the title: state, drive, disc, when.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './job-facts.module.css';
import { driveOf } from './job-words.ts';
import { StatePill } from './state-pill.tsx';

export function JobFacts({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const { dateTime } = useQuantities();
  const { plan, endedAt, startedAt, createdAt } = job;
  const when =
    endedAt !== undefined
      ? { name: t('facts.ended'), at: endedAt }
      : startedAt !== undefined
        ? { name: t('facts.started'), at: startedAt }
        : { name: t('facts.created'), at: createdAt };
  return (
    <div className={styles.facts}>
      <StatePill job={job} />
      <dl>
        {plan === undefined ? null : (
          <div>
            <dt>{t('facts.disc')}</dt>
            <dd>{plan.mediumLabel}</dd>
          </div>
        )}
        <div>
          <dt>{t('facts.drive')}</dt>
          <dd>{driveOf(job)}</dd>
        </div>
        <div>
          <dt>{when.name}</dt>
          <dd>
            <time dateTime={when.at}>{dateTime(when.at)}</time>
          </dd>
        </div>
      </dl>
    </div>
  );
}

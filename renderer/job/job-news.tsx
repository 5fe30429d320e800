// What a screen reader says by itself: each new stage, and the verdict.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { useEngineText } from '../words/engine-text.ts';
import styles from './job-news.module.css';
import { endingOf } from './outcome.ts';

export function JobNews({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const ending = endingOf(job);
  const stage = job.stages.at(-1);
  const verdict = job.result === undefined ? t('interrupted') : said(job.result.verdict);
  const news = ending !== undefined ? verdict : stage === undefined ? t(`state.${job.state}`) : said(stage.title);
  return (
    <p role="status" className={styles.news}>
      {news}
    </p>
  );
}

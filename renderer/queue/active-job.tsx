// A job that waits or runs, as one card of the list: how far it is, and what can be done about it.
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-aria-components';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { CancelButton } from '../job/cancel-button.tsx';
import { cancelJob, releaseJob } from '../job/job-actions.ts';
import { driveOf, useJobTitle } from '../job/job-words.ts';
import { PlanQuestion } from '../job/plan-question.tsx';
import { StatePill } from '../job/state-pill.tsx';
import { useLiveProgress } from '../job/use-job.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './active-job.module.css';

export interface ActiveJobProps {
  readonly job: JobRecord;
  /** How many jobs the drive does before. */
  readonly before: number;
}

export function ActiveJob({ job, before }: ActiveJobProps) {
  const { t } = useTranslation('queue');
  const title = useJobTitle()(job.request);
  return (
    <li className={styles.job}>
      <div className={styles.head}>
        <Link href={`#/job/${job.id}`} className={styles.title ?? ''}>
          {title}
        </Link>
        <StatePill job={job} />
      </div>
      <p className={styles.facts}>
        {job.plan === undefined ? driveOf(job) : `${job.plan.mediumLabel}, ${driveOf(job)}`}
        {job.state === 'queued' && before > 0 ? `. ${t('waitsBehind', { count: before })}` : null}
      </p>
      {job.state === 'running' || job.state === 'stopping' ? <RunningLine job={job} title={title} /> : null}
      <Decisions job={job} title={title} />
    </li>
  );
}

interface PartProps {
  readonly job: JobRecord;
  readonly title: string;
}

function RunningLine({ job, title }: PartProps) {
  const { t } = useTranslation('queue');
  const said = useEngineText();
  const { percent, duration } = useQuantities();
  const progress = useLiveProgress(job);
  const stage = job.stages.at(-1);
  const time =
    progress?.remainingMs === undefined
      ? progress === undefined
        ? undefined
        : t('elapsed', { time: duration(progress.elapsedMs) })
      : t('left', { time: duration(progress.remainingMs) });
  return (
    <>
      <ProgressBar
        label={t('progress', { job: title })}
        hidesLabel
        fraction={progress?.fraction}
        {...(progress?.fraction === undefined ? {} : { valueLabel: percent(progress.fraction) })}
        tone={progress?.stage === 'verify' ? 'good' : 'accent'}
      />
      <p className={styles.facts}>
        {[
          stage === undefined ? undefined : said(stage.title),
          progress?.fraction === undefined ? undefined : percent(progress.fraction),
          time,
        ]
          .filter((part) => part !== undefined)
          .join(', ')}
      </p>
    </>
  );
}

function Decisions({ job, title }: PartProps) {
  const { t } = useTranslation('queue');
  const [isDeciding, setIsDeciding] = useState(false);
  const { plan } = job;
  return (
    <div className={styles.actions}>
      {job.state === 'held' ? (
        <Button
          size="small"
          icon={Play}
          aria-label={t('startNamed', { job: title })}
          onPress={() => releaseJob(job.id)}
        >
          {t('start')}
        </Button>
      ) : null}
      {job.state === 'confirming' && plan !== undefined ? (
        <>
          <Button
            size="small"
            tone="primary"
            aria-label={t('seePlanNamed', { job: title })}
            onPress={() => setIsDeciding(true)}
          >
            {t('seePlan')}
          </Button>
          <Dialog title={t('decide')} isOpen={isDeciding} onClose={() => setIsDeciding(false)}>
            <PlanQuestion job={job} plan={plan} onAnswer={() => setIsDeciding(false)} />
          </Dialog>
        </>
      ) : null}
      {job.state === 'queued' || job.state === 'held' ? (
        <Button size="small" aria-label={t('cancelNamed', { job: title })} onPress={() => cancelJob(job.id)}>
          {t('cancel')}
        </Button>
      ) : null}
      <CancelButton job={job} size="small" name={t('cancelNamed', { job: title })} />
    </div>
  );
}

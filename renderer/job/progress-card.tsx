// How far the current stage is: in percent where the drive tells, else in time alone.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { Progress } from '../../app/contract/job.ts';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { CancelButton } from './cancel-button.tsx';
import styles from './progress-card.module.css';
import { useLiveProgress } from './use-job.ts';

export function ProgressCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const progress = useLiveProgress(job);
  const { percent } = useQuantities();
  const stage = job.stages.at(-1);
  const copies = stage !== undefined && stage.copies > 1 ? t('now.copy', stage) : undefined;
  const doing = progress?.doing ?? stage?.title;
  const fraction = progress?.fraction;
  return (
    <Card title={stage === undefined ? t('now.begin') : said(stage.title)} aside={<CancelButton job={job} />}>
      <div className={styles.far}>
        {fraction === undefined ? null : <span className={styles.percent}>{percent(fraction)}</span>}
        <div className={styles.words}>
          <RemainingTime job={job} progress={progress} />
          {doing === undefined || doing === stage?.title ? null : <span>{said(doing)}</span>}
          {copies === undefined ? null : <span>{copies}</span>}
        </div>
      </div>
      <ProgressBar
        label={t('now.percent')}
        hidesLabel
        fraction={fraction}
        {...(fraction === undefined ? {} : { valueLabel: percent(fraction) })}
        tone={progress?.stage === 'verify' ? 'good' : 'accent'}
      />
      {progress === undefined ? null : <Figures progress={progress} job={job} />}
      {job.state === 'stopping' ? <Notice tone="warning">{t('now.stopping')}</Notice> : null}
    </Card>
  );
}

interface PartProps {
  readonly job: JobRecord;
  readonly progress: Progress | undefined;
}

function RemainingTime({ job, progress }: PartProps) {
  const { t } = useTranslation('job');
  const { duration } = useQuantities();
  if (progress === undefined) return null;
  const elapsed = t('now.elapsed', { time: duration(progress.elapsedMs) });
  if (progress.remainingMs !== undefined) {
    return (
      <>
        <strong className={styles.left}>{t('now.left', { time: duration(progress.remainingMs) })}</strong>
        <span>{elapsed}</span>
      </>
    );
  }
  const usual = job.plan?.usualMs;
  return (
    <>
      <strong className={styles.left}>{elapsed}</strong>
      {progress.fraction === undefined ? <span>{t('now.leftUnknown')}</span> : null}
      {usual === undefined ? null : <span>{t('now.usual', { time: duration(usual) })}</span>}
    </>
  );
}

function Figures({ job, progress }: { readonly job: JobRecord; readonly progress: Progress }) {
  const { t } = useTranslation('job');
  const { size, speed } = useQuantities();
  const medium = job.plan?.medium;
  const { doneBytes, totalBytes } = progress;
  if (doneBytes === undefined && progress.speed === undefined) return null;
  return (
    <dl className={styles.figures}>
      {progress.speed === undefined ? null : (
        <div>
          <dt>{t('now.speed')}</dt>
          <dd>{speed(progress.speed, medium)}</dd>
        </div>
      )}
      {progress.averageSpeed === undefined ? null : (
        <div>
          <dt>{t('now.average')}</dt>
          <dd>{speed(progress.averageSpeed, medium)}</dd>
        </div>
      )}
      {doneBytes === undefined || totalBytes === undefined ? null : (
        <div>
          <dt>{t('result.bytes')}</dt>
          <dd>{t('now.amount', { done: size(doneBytes), total: size(totalBytes) })}</dd>
        </div>
      )}
    </dl>
  );
}

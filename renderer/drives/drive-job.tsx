// The job that has the drive: what it does, how far it is, the way to it.
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/engine-store.ts';
import { ButtonLink } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { hashOf } from '../shell/routes.ts';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { DiscDrawing } from './disc-drawing.tsx';
import styles from './drive-card.module.css';

export function DriveJob({ id }: { readonly id: string }) {
  const { t } = useTranslation('drives');
  const job = useEngine((state) => state.jobs[id]);
  const kind = job?.plan?.medium;
  return (
    <>
      <div className={styles.contents}>
        <DiscDrawing kind={kind} />
        <div className={styles.words}>
          <p className={styles.medium}>{job?.plan?.mediumLabel ?? t('job.under')}</p>
          <JobProgress id={id} />
        </div>
      </div>
      <div className={styles.buttons}>
        <ButtonLink href={hashOf({ page: 'job', id })}>{t('job.show')}</ButtonLink>
      </div>
    </>
  );
}

function JobProgress({ id }: { readonly id: string }) {
  const { t } = useTranslation('drives');
  const say = useEngineText();
  const { percent, duration } = useQuantities();
  const job = useEngine((state) => state.jobs[id]);
  const progress = useEngine((state) => state.progress[id]);
  if (job?.state === 'confirming') return <p>{t('job.confirming')}</p>;
  const title = job?.stages.at(-1)?.title;
  const { fraction, remainingMs } = progress ?? {};
  const left = remainingMs === undefined ? undefined : t('job.left', { time: duration(remainingMs) });
  return (
    <>
      <ProgressBar
        label={title === undefined ? t(`job.${job?.request.job ?? 'under'}`) : say(title)}
        fraction={fraction}
        {...(fraction === undefined ? {} : { valueLabel: percent(fraction) })}
      />
      {left === undefined ? null : <p className={styles.muted}>{left}</p>}
    </>
  );
}

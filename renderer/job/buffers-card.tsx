// What stands between a slow source and a spoilt disc: the two buffers, and how long they last.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Card } from '../ui/card.tsx';
import { Meter } from '../ui/meter.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './buffers-card.module.css';
import { useLiveProgress } from './use-job.ts';

/** Below this the source is hardly keeping up. */
const UNSAFE_SECONDS = 1;

export function BuffersCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const { percent, decimal } = useQuantities();
  const progress = useLiveProgress(job);
  if (progress?.hostBuffer === undefined) return null;
  const { hostBuffer, driveBuffer, secondsOfSafety: safety } = progress;
  const tone = safety !== undefined && safety < UNSAFE_SECONDS ? 'warning' : 'good';
  // Absent too in the first moments, when no rate is known yet.
  const isSafeToEnd = safety === undefined && (progress.speed ?? 0) > 0;
  return (
    <Card title={t('buffers.title')}>
      <Meter label={t('buffers.host')} fraction={hostBuffer} valueLabel={percent(hostBuffer)} tone={tone} />
      {driveBuffer === undefined ? null : (
        <Meter label={t('buffers.drive')} fraction={driveBuffer} valueLabel={percent(driveBuffer)} tone={tone} />
      )}
      {safety === undefined ? null : (
        <SafetyWords words={t('buffers.safety', { seconds: decimal(safety) })} meaning={t('buffers.safetyMeaning')} />
      )}
      {isSafeToEnd ? <SafetyWords words={t('buffers.safeToEnd')} meaning={t('buffers.safeToEndMeaning')} /> : null}
    </Card>
  );
}

function SafetyWords({ words, meaning }: { readonly words: string; readonly meaning: string }) {
  return (
    <p>
      <strong className={styles.safety}>{words}</strong>
      <span className={styles.meaning}>{meaning}</span>
    </p>
  );
}

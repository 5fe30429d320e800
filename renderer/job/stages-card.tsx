// The stages of a job, those that are over, the current one, and those to come.
import { Circle, CircleCheck, CircleDot, CircleX, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { Card } from '../ui/card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { type StageItem, stageList, withProgress } from './stage-list.ts';
import styles from './stages-card.module.css';
import { useLiveProgress } from './use-job.ts';

const ICONS: Readonly<Record<StageItem['state'], LucideIcon>> = {
  done: CircleCheck,
  current: CircleDot,
  stopped: CircleX,
  'to-come': Circle,
};

export function StagesCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const progress = useLiveProgress(job);
  const { items, copiesToCome } = stageList(job);
  if (items.length === 0) return null;
  return (
    <Card title={t('stages.title')}>
      <ol className={styles.stages}>
        {items.map((item) => (
          <StageLine key={item.key} item={withProgress(item, progress)} medium={job.plan?.medium} />
        ))}
      </ol>
      {copiesToCome > 0 ? <p className={styles.more}>{t('stages.more', { count: copiesToCome })}</p> : null}
    </Card>
  );
}

function StageLine({ item, medium }: { readonly item: StageItem; readonly medium: MediumKind | undefined }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const { duration, speed } = useQuantities();
  const Icon = ICONS[item.state];
  const facts = [
    ...(item.elapsedMs === undefined ? [] : [duration(item.elapsedMs)]),
    ...(item.averageSpeed === undefined ? [] : [speed(item.averageSpeed, medium)]),
  ];
  return (
    <li
      className={classNames(styles.stage, styles[item.state])}
      {...(item.state === 'current' ? { 'aria-current': 'step' } : {})}
    >
      <Icon className={styles.icon} role="img" aria-label={t(`stages.${item.state}`)} />
      <span className={styles.title}>{item.title === undefined ? t(`stages.${item.stage}`) : said(item.title)}</span>
      <span className={styles.facts}>{facts.join(', ')}</span>
    </li>
  );
}

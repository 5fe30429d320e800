// What the job had to say on its way.
import { Info, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Card } from '../ui/card.tsx';
import { useEngineText } from '../words/engine-text.ts';
import styles from './notices-card.module.css';

export function NoticesCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  if (job.notices.length === 0) return null;
  return (
    <Card title={t('notices.title')}>
      <ul className={styles.notices}>
        {job.notices.map(({ level, text }, index) => (
          // Notices are only ever added behind; the same text may come twice.
          <li key={`${index}-${text}`} className={styles[level]}>
            {level === 'warning' ? <TriangleAlert aria-hidden /> : <Info aria-hidden />}
            {said(text)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

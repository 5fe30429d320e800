// The sectors that differ or cannot be read.
import { useTranslation } from 'react-i18next';
import type { JobResult } from '../../app/contract/job.ts';
import { Card } from '../ui/card.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './bad-sectors-card.module.css';

export function BadSectorsCard({ result }: { readonly result: JobResult }) {
  const { t } = useTranslation('job');
  const { count } = useQuantities();
  const ranges = result.badSectors ?? [];
  const total = result.badSectorCount ?? 0;
  if (ranges.length === 0) return null;
  const listed = ranges.reduce((sum, range) => sum + range.blocks, 0);
  return (
    <Card title={t('result.bad', { count: total, formatted: count(total) })}>
      <div className={styles.scroller} role="region" aria-label={t('result.badRanges')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('result.sectorsFrom')}</th>
              <th scope="col">{t('result.why')}</th>
            </tr>
          </thead>
          <tbody>
            {ranges.map(({ start, blocks, why }) => (
              <tr key={start}>
                <td>
                  {blocks === 1
                    ? t('result.sector', { start: count(start) })
                    : t('result.sectors', { start: count(start), end: count(start + blocks - 1) })}
                </td>
                <td>{t(`result.${why}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {listed < total ? <p className={styles.cut}>{t('result.badFirst', { count: ranges.length })}</p> : null}
    </Card>
  );
}

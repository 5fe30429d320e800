// What a computer starts from the image: the entries of its boot catalogue, its partition tables.
import { useTranslation } from 'react-i18next';
import type { OpenedImage } from '../../../app/contract/browse.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import styles from './image-dialog.module.css';

export function BootRecords({ boots }: { readonly boots: OpenedImage['boots'] }) {
  const { t } = useTranslation('browse');
  const { count, size } = useQuantities();
  const { system, entries, partitions } = boots;
  if (entries.length + partitions.length === 0) return <p className={styles.part}>{t('boots.none')}</p>;
  return (
    <div className={styles.part}>
      {system === undefined ? null : (
        <p>
          {t('boots.system')} <bdi>{system}</bdi>
        </p>
      )}
      {entries.length === 0 ? null : <h3>El Torito</h3>}
      <ul className={styles.lines}>
        {entries.map(({ platform, isBootable, emulation, sector, loadSectors, loadSegment }, index) => (
          <li key={index} className={styles.line}>
            <strong>{platform}</strong>
            <span>{emulation === 'none' ? t('boots.noEmulation') : emulation}</span>
            {isBootable ? null : <span>{t('boots.notBootable')}</span>}
            <span className={styles.aside}>
              {t('boots.place', {
                sector: count(sector),
                sectors: count(loadSectors),
                segment: loadSegment.toString(16).toUpperCase().padStart(4, '0'),
              })}
            </span>
          </li>
        ))}
      </ul>
      {partitions.length === 0 ? null : <h3>{t('boots.partitions')}</h3>}
      <ul className={styles.lines}>
        {partitions.map(({ table, type, name, startBytes, bytes }, index) => (
          <li key={index} className={styles.line}>
            <strong>{table}</strong>
            <bdi>{name ?? type}</bdi>
            <span className={styles.aside}>
              {t('boots.from', { start: size(startBytes) })}
              {bytes === undefined ? '' : `, ${size(bytes)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

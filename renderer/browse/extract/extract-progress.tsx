// How far an extraction is: bytes, files, and which one is being read.
import { useTranslation } from 'react-i18next';
import type { CallProgress } from '../../../app/contract/protocol.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useQuantities } from '../../words/use-quantities.ts';
import styles from './extract-dialog.module.css';

export function ExtractProgress({ progress }: { readonly progress: CallProgress<'extractEntries'> | undefined }) {
  const { t } = useTranslation('browse');
  const { percent, size, count } = useQuantities();
  const { doneBytes = 0, totalBytes = 0, doneFiles = 0, totalFiles = 0, name = '' } = progress ?? {};
  const fraction = totalBytes > 0 ? Math.min(1, doneBytes / totalBytes) : undefined;
  return (
    <div className={styles.result}>
      <ProgressBar
        label={t('extract.running')}
        hidesLabel
        fraction={fraction}
        {...(fraction === undefined ? {} : { valueLabel: percent(fraction) })}
      />
      <p>
        {t('extract.progress', {
          done: size(doneBytes),
          total: size(totalBytes),
          files: count(doneFiles),
          allFiles: count(totalFiles),
        })}
      </p>
      <p className={styles.small}>
        <bdi>{name}</bdi>
      </p>
    </div>
  );
}

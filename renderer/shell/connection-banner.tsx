// Says when the engine cannot be reached, and that jobs go on all the same.
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/engine-store.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './connection-banner.module.css';

export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const connection = useEngine((state) => state.connection);
  if (connection === 'connected' || connection === 'connecting') return null;
  return (
    <div className={styles.banner}>
      {connection === 'lost' ? (
        <Notice tone="warning" title={t('connectionLost')} isAnnounced>
          {t('connectionLostText')}
        </Notice>
      ) : (
        <Notice
          tone="danger"
          title={t('shutOut')}
          isAnnounced
          actions={<Button onPress={() => window.location.reload()}>{t('loadAgain')}</Button>}
        >
          {t('shutOutText')}
        </Notice>
      )}
    </div>
  );
}

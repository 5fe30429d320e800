// Which Burnish this is, and where it keeps what.
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/engine-store.ts';
import { Card } from '../ui/card.tsx';
import styles from './settings-page.module.css';

export function HostCard() {
  const { t } = useTranslation('settings');
  const host = useEngine((state) => state.host);
  if (host === undefined) return null;
  const { version, platform, home, roots } = host;
  return (
    <Card title={t('host.title')}>
      <dl className={styles.facts}>
        <dt>{t('host.version')}</dt>
        <dd>
          {version} ({platform})
        </dd>
        <dt>{t('host.home')}</dt>
        <dd>
          <code>{home}</code>
        </dd>
        {roots === undefined ? null : (
          <>
            <dt>{t('host.roots')}</dt>
            {roots.map((root) => (
              <dd key={root} style={{ gridColumn: 2 }}>
                <code>{root}</code>
              </dd>
            ))}
          </>
        )}
      </dl>
      <p>{t('host.homeText')}</p>
    </Card>
  );
}

// The way down to the folder, each part of which leads back to it.
import { ChevronRight } from 'lucide-react';
import { Breadcrumb, Breadcrumbs, Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { crumbsOf } from './crumbs.ts';
import styles from './image-chooser.module.css';
import type { FolderBrowser } from './use-folder-browser.ts';

export function FolderWay({ browser }: { readonly browser: FolderBrowser }) {
  const { t } = useTranslation('burn');
  const { folder, places, go } = browser;
  const crumbs = folder === undefined ? [] : crumbsOf(folder.path, places);
  return (
    <nav aria-label={t('chooser.way')}>
      <Breadcrumbs className={styles.crumbs ?? ''} onAction={(key) => go(String(key))}>
        {crumbs.map(({ name, path }, index) => (
          <Breadcrumb key={path} id={path} className={styles.crumb ?? ''}>
            {index === 0 ? null : <ChevronRight aria-hidden className={styles.icon} />}
            <Link className={styles.link ?? ''}>{name}</Link>
          </Breadcrumb>
        ))}
      </Breadcrumbs>
    </nav>
  );
}

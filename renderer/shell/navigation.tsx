// The way between the pages.
import {
  Disc3,
  Flame,
  FolderSearch,
  Keyboard,
  ListTodo,
  type LucideIcon,
  Search,
  Settings,
  Stethoscope,
} from 'lucide-react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/engine-store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { showOverlay } from './overlays.ts';
import { hashOf, type Route } from './routes.ts';
import { isMacPlatform, shortcutInWords } from './shortcuts.ts';
import { underWay } from './jobs-under-way.ts';
import styles from './navigation.module.css';

const PAGES = [
  { page: 'burn', icon: Flame },
  { page: 'drives', icon: Disc3 },
  { page: 'browse', icon: FolderSearch },
  { page: 'jobs', icon: ListTodo },
  { page: 'doctor', icon: Stethoscope },
  { page: 'settings', icon: Settings },
] as const satisfies readonly { page: Route['page']; icon: LucideIcon }[];

export function Navigation({ route }: { readonly route: Route }) {
  const { t } = useTranslation('shell');
  const running = useEngine((state) => underWay(state).length);
  const current = route.page === 'job' ? 'jobs' : route.page;
  const keys = shortcutInWords('Mod+K', isMacPlatform());
  return (
    <nav className={styles.navigation} aria-label={t('navigation')}>
      <div className={styles.brand}>
        <img src={ICON} alt="" width="26" height="26" />
        <span>{t('appName')}</span>
      </div>
      <ul className={styles.pages}>
        {PAGES.map(({ page, icon: Icon }) => (
          <li key={page}>
            <Link
              href={hashOf({ page })}
              className={styles.link ?? ''}
              {...(page === current ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon aria-hidden className={styles.icon} />
              <span className={styles.words}>{t(`page.${page}`)}</span>
              {page === 'jobs' && running > 0 ? (
                <span className={styles.count} aria-label={t('jobsRunning', { count: running })} role="img">
                  {running}
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <IconButton icon={Search} label={t('command.palette')} shortcut={keys} onPress={() => showOverlay('palette')} />
        <IconButton
          icon={Keyboard}
          label={t('command.shortcuts')}
          shortcut="?"
          onPress={() => showOverlay('shortcuts')}
        />
      </div>
    </nav>
  );
}

const ICON = new URL('../../assets/icon/burnish.svg', import.meta.url).href;

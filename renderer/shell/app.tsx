// The window: navigation, the page that is shown, and what lies over both.
import { useEffect, useMemo, useRef } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { BrowsePage } from '../browse/browse-page.tsx';
import { useBrowseConnection } from '../browse/use-browse-connection.ts';
import { BurnPage } from '../burn/burn-page.tsx';
import { DoctorPage } from '../doctor/doctor-page.tsx';
import { DrivesPage } from '../drives/drives-page.tsx';
import { JobPage } from '../job/job-page.tsx';
import { JobsPage } from '../queue/jobs-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { PAGE_HEADING_ID } from '../ui/page.tsx';
import { Toasts } from '../ui/toast.tsx';
import { useLanguage } from '../words/words.ts';
import styles from './app.module.css';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DropOverlay } from './drop-overlay.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Navigation } from './navigation.tsx';
import { useOverlay } from './overlays.ts';
import { type Route, routeOf, useHash } from './routes.ts';
import { ShortcutHelp } from './shortcut-help.tsx';
import { useAppearance } from './use-appearance.ts';
import { useHostRequests } from './use-host-requests.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

export function App() {
  const hash = useHash();
  const route = useMemo(() => routeOf(hash), [hash]);
  const overlay = useOverlay();
  useAppearance();
  useTitle();
  useShortcuts();
  useHostRequests();
  useBrowseConnection();
  return (
    <I18nProvider locale={useLanguage() === 'de' ? 'de-DE' : 'en-US'}>
      <div className={styles.window}>
        <SkipLink />
        <Navigation route={route} />
        <main className={styles.main}>
          <ConnectionBanner />
          <ErrorBoundary key={hash}>
            <Shown route={route} />
          </ErrorBoundary>
          <HeadingFocus hash={hash} />
        </main>
      </div>
      <DropOverlay />
      <CommandPalette isOpen={overlay === 'palette'} />
      <ShortcutHelp isOpen={overlay === 'shortcuts'} />
      <Toasts />
    </I18nProvider>
  );
}

function Shown({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'drives':
      return <DrivesPage />;
    case 'burn':
      return <BurnPage />;
    case 'browse':
      return <BrowsePage />;
    case 'jobs':
      return <JobsPage />;
    case 'job':
      return <JobPage key={route.id} id={route.id} />;
    case 'doctor':
      return <DoctorPage />;
    case 'settings':
      return <SettingsPage />;
  }
}

/** The first thing the keyboard reaches: past the navigation. */
function SkipLink() {
  const { t } = useTranslation('shell');
  return (
    <button type="button" className={styles.skip} onClick={() => focusHeading()}>
      {t('skipToContent')}
    </button>
  );
}

/** After a page was gone to (not at the start) its heading has the focus, and the page is at its top. */
function HeadingFocus({ hash }: { readonly hash: string }) {
  const shown = useRef(hash);
  useEffect(() => {
    if (shown.current === hash) return;
    shown.current = hash;
    focusHeading();
  }, [hash]);
  return null;
}

function focusHeading(): void {
  document.getElementById(PAGE_HEADING_ID)?.focus();
}

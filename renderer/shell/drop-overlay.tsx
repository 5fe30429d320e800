// An image that is dropped anywhere on the window goes to the burn page, on the browse page it is looked into.
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeDropped } from '../burn/open-image.ts';
import { dropToBrowse } from '../browse/drop-to-browse.ts';
import { engine } from '../engine/engine.ts';
import { showToast } from '../ui/toast.tsx';
import styles from './drop-overlay.module.css';
import { goTo, routeOf } from './routes.ts';
import { showError } from './show-error.ts';

/** Shown while files are held over the window. Drop zones of a page take what is dropped on them first. */
export function DropOverlay() {
  const { t } = useTranslation('shell');
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    // Of a drop that a zone of the page takes, only the capturing listener hears.
    const onEnd = (): void => setOver(false);
    const onDrop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      const [file] = files;
      // A zone of the page has taken it, or it is no file.
      if (event.defaultPrevented || file === undefined) return;
      event.preventDefault();
      if (files.length > 1) showToast({ tone: 'info', title: t('onlyFirstFile', { name: file.name }) });
      if (isBrowsing()) void dropToBrowse(engine, file);
      else {
        goTo({ page: 'burn' });
        takeDropped(engine, file).catch(showError);
      }
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onEnd, true);
    window.addEventListener('drop', onDrop);
    // A zone that takes what is dropped on it tells nobody further up.
    window.addEventListener('drop', onEnd, { capture: true });
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onEnd, true);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('drop', onEnd, { capture: true });
    };
  }, [t]);
  if (!isOver) return null;
  return (
    <div className={styles.overlay} aria-hidden>
      <div className={styles.sign}>
        <Download className={styles.icon} />
        {t(isBrowsing() ? 'dropToBrowse' : 'dropHere')}
      </div>
    </div>
  );
}

function isBrowsing(): boolean {
  return routeOf(window.location.hash).page === 'browse';
}

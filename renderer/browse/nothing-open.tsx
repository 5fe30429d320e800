// Before anything is open: what the page is for, and the ways to open an image or a disc.
import { Disc3, FolderOpen, FolderSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { engine } from '../engine/engine.ts';
import { useEngine } from '../engine/engine-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { askForImage } from './ask-for-image.ts';
import { openToBrowse } from './open-to-browse.ts';

export function NothingOpen() {
  const { t } = useTranslation('browse');
  const drives = useEngine(useShallow(drivesWithData));
  return (
    <EmptyState
      icon={FolderSearch}
      title={t('nothing.title')}
      actions={
        <>
          <Button tone="primary" icon={FolderOpen} onPress={() => askForImage(engine)}>
            {t('nothing.open')}
          </Button>
          {drives.map((drive) => (
            <Button key={drive} icon={Disc3} onPress={() => void openToBrowse(engine, { drive })}>
              {t('nothing.disc', { drive })}
            </Button>
          ))}
        </>
      }
    >
      <p>{t('nothing.text')}</p>
    </EmptyState>
  );
}

/** Drives that no job has, with a disc on which something was written. */
function drivesWithData({ drives, driveOrder }: Parameters<Parameters<typeof useEngine>[0]>[0]): readonly string[] {
  return driveOrder.filter((name) => {
    const card = drives[name];
    return card?.job === undefined && (card?.report?.medium?.usedBytes ?? 0) > 0;
  });
}

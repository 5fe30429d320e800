// The place to drop an image on, with the button for those who do not drop. Around an image that is known it only takes
// another one.
import { Disc3, FolderOpen } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { DropZone, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './drop-area.module.css';
import { openImage, takeDroppedItems } from './open-image.ts';
import { RecentImages } from './recent-images-list.tsx';

export function DropArea({ isQuiet = false, children }: { readonly isQuiet?: boolean; readonly children?: ReactNode }) {
  const { t } = useTranslation('burn');
  // What comes from another program and not from a folder is a file as well, though no item of the zone.
  const dropped = useRef<File>(undefined);
  return (
    <div onDropCapture={({ dataTransfer }) => (dropped.current = dataTransfer.files[0])}>
      <DropZone
        aria-label={t('drop.name')}
        className={classNames(styles.zone, isQuiet ? styles.quiet : styles.inviting)}
        onDrop={({ items }) => {
          void takeDroppedItems(engine, items, dropped.current);
          dropped.current = undefined;
        }}
      >
        {({ isDropTarget }) => (isQuiet ? children : <Invitation isDropTarget={isDropTarget} />)}
      </DropZone>
    </div>
  );
}

function Invitation({ isDropTarget }: { readonly isDropTarget: boolean }) {
  const { t } = useTranslation('burn');
  return (
    <>
      <Disc3 aria-hidden className={styles.icon} strokeWidth={1.25} />
      <Text slot="label" className={styles.invite ?? ''}>
        {isDropTarget ? t('drop.letGo') : t('drop.invite')}
      </Text>
      <Button tone="primary" icon={FolderOpen} onPress={() => void openImage(engine).catch(showError)}>
        {t('drop.choose')}
      </Button>
      <p className={styles.hint}>{t('drop.hint')}</p>
      <RecentImages />
    </>
  );
}

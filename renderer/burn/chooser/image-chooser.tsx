// The file chooser of the page, where the host has no dialog of its own: places, the way to the folder, its files.
import { ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import { burnDraft } from '../burn-draft.ts';
import { engine } from '../../engine/engine.ts';
import { chooseImage } from '../image-actions.ts';
import { FolderList } from './folder-list.tsx';
import { FolderWay } from './folder-way.tsx';
import styles from './image-chooser.module.css';
import { PlaceList } from './place-list.tsx';
import { type FolderBrowser, useFolderBrowser } from './use-folder-browser.ts';

export function ImageChooser() {
  const isChoosing = useStore(burnDraft, (draft) => draft.isChoosing);
  return isChoosing ? <FileChooser onClose={close} onChoose={(path) => void chooseImage(engine, path)} /> : null;
}

function close(): void {
  burnDraft.setState({ isChoosing: false });
}

export interface FileChooserProps {
  /** The path of the file; the chooser has been closed before. */
  readonly onChoose: (path: string) => void;
  readonly onClose: () => void;
}

/** An open chooser, for whoever needs an image. */
export function FileChooser({ onChoose, onClose }: FileChooserProps) {
  const { t } = useTranslation('burn');
  const browser = useFolderBrowser((path) => {
    onClose();
    onChoose(path);
  });
  const { selected } = browser;
  return (
    <Dialog
      title={t('chooser.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Switch isSelected={browser.showsAll} onChange={browser.showAll}>
            {t('chooser.allFiles')}
          </Switch>
          <span className={styles.space} />
          <Button onPress={onClose}>{t('chooser.cancel')}</Button>
          <Button
            tone="primary"
            isDisabled={selected === undefined}
            onPress={() => (selected === undefined ? undefined : browser.activate(selected))}
          >
            {selected?.kind === 'folder' ? t('chooser.open') : t('chooser.choose')}
          </Button>
        </>
      }
    >
      <div className={styles.chooser}>
        <PlaceList browser={browser} />
        <div className={styles.folder}>
          <div className={styles.way}>
            <IconButton
              icon={ArrowUp}
              label={t('chooser.up')}
              isDisabled={browser.folder?.parent === undefined}
              onPress={browser.up}
            />
            <FolderWay browser={browser} />
          </div>
          <div className={styles.list}>
            <Contents browser={browser} />
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function Contents({ browser }: { readonly browser: FolderBrowser }) {
  const { t } = useTranslation('burn');
  const { count } = useQuantities();
  const say = useEngineText();
  const { error, folder, entries, showsAll } = browser;
  if (error !== undefined) {
    return (
      <Notice tone="danger" title={t('chooser.failed')} isAnnounced>
        {say(error.message)} {say(error.nextStep)}
      </Notice>
    );
  }
  if (folder === undefined) return <p role="status">{t('chooser.loading')}</p>;
  return (
    <>
      {folder.isCut ? <Notice tone="info">{t('chooser.cut', { most: count(folder.entries.length) })}</Notice> : null}
      {entries.length === 0 ? (
        <p role="status" className={styles.empty}>
          {showsAll ? t('chooser.emptyAll') : t('chooser.empty')}
        </p>
      ) : null}
      <FolderList browser={browser} folder={folder} />
    </>
  );
}

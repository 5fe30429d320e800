// A folder of the host that files go to: places, the way to the folder, the folders in it.
import { ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FolderList } from '../../burn/chooser/folder-list.tsx';
import { FolderWay } from '../../burn/chooser/folder-way.tsx';
import { PlaceList } from '../../burn/chooser/place-list.tsx';
import type { FolderBrowser } from '../../burn/chooser/use-folder-browser.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import styles from './extract-dialog.module.css';

export function FolderChoice({ browser }: { readonly browser: FolderBrowser }) {
  const { t } = useTranslation('browse');
  const { folder, up } = browser;
  return (
    <div className={styles.choice}>
      <PlaceList browser={browser} />
      <div className={styles.folder}>
        <div className={styles.way}>
          <IconButton icon={ArrowUp} label={t('up')} isDisabled={folder?.parent === undefined} onPress={up} />
          <FolderWay browser={browser} />
        </div>
        <Folders browser={browser} />
      </div>
    </div>
  );
}

function Folders({ browser }: { readonly browser: FolderBrowser }) {
  const { t } = useTranslation('browse');
  const say = useEngineText();
  const { error, folder, entries } = browser;
  if (error !== undefined) {
    return (
      <Notice tone="danger" title={say(error.message)} isAnnounced>
        {say(error.nextStep)}
      </Notice>
    );
  }
  if (folder === undefined) return <p role="status">{t('list.loading')}</p>;
  const folders = entries.filter(({ kind }) => kind === 'folder');
  const selected = folders.find(({ path }) => path === browser.selected?.path) ?? folders[0];
  return (
    <div className={styles.list}>
      {folders.length === 0 ? <p className={styles.none}>{t('extract.noFolders')}</p> : null}
      <FolderList browser={{ ...browser, entries: folders, selected }} folder={folder} />
    </div>
  );
}

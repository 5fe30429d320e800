// An opened image: its folders at the left, the entries of one of them, and what is known of the chosen one at the right.
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { Opened } from './browse-state.ts';
import { DetailsPane } from './details/details-pane.tsx';
import { EntryPane } from './entry-pane.tsx';
import { FolderTreeView } from './folder-tree-view.tsx';
import { ImageButtons } from './image/image-buttons.tsx';
import styles from './opened-view.module.css';
import { StatusLine } from './status-line.tsx';
import { useShownEntries } from './use-shown-entries.ts';
import { useBrowseKeys } from './use-browse-keys.ts';
import { WayBar } from './way-bar.tsx';

export function OpenedView({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const entries = useShownEntries(opened);
  useBrowseKeys();
  const { visited, image } = opened;
  return (
    <Page title={image.name} fills actions={<ImageButtons opened={opened} />}>
      {visited === undefined ? (
        <Notice tone="warning" title={t('noVolume.title')}>
          {t('noVolume.text')}
        </Notice>
      ) : (
        <>
          <WayBar opened={opened} place={visited.here} />
          <div className={styles.panes}>
            <div className={styles.tree}>
              <FolderTreeView opened={opened} place={visited.here} />
            </div>
            <div className={styles.entries}>
              <EntryPane opened={opened} entries={entries} />
            </div>
            <div className={styles.details}>
              <DetailsPane opened={opened} />
            </div>
          </div>
          <StatusLine opened={opened} shown={entries.length} />
        </>
      )}
    </Page>
  );
}

// Where the file chooser can begin: home, downloads, the folders that were allowed.
import { HardDrive } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { crumbsOf } from './crumbs.ts';
import styles from './image-chooser.module.css';
import type { FolderBrowser } from './use-folder-browser.ts';

export function PlaceList({ browser }: { readonly browser: FolderBrowser }) {
  const { t } = useTranslation('burn');
  const { places, folder, go } = browser;
  const here = folder === undefined ? undefined : crumbsOf(folder.path, places)[0]?.path;
  return (
    <ListBox
      aria-label={t('chooser.places')}
      className={styles.places ?? ''}
      items={places.map((place) => ({ ...place, id: place.path }))}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={here === undefined ? [] : [here]}
      onAction={(key) => go(String(key))}
    >
      {(place) => (
        <ListBoxItem id={place.path} textValue={place.name} className={styles.place ?? ''}>
          <HardDrive aria-hidden className={styles.icon} />
          {place.name}
        </ListBoxItem>
      )}
    </ListBox>
  );
}

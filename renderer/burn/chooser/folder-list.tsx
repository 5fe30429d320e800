// The files of a folder: arrow keys and typed letters move, Enter opens or takes, Backspace goes up.
import { Disc3, File, Folder as FolderIcon, type LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Folder, FolderEntry } from '../../../app/contract/image-facts.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useQuantities } from '../../words/use-quantities.ts';
import { nameOfPath } from '../recent-images.ts';
import styles from './image-chooser.module.css';
import type { FolderBrowser } from './use-folder-browser.ts';

const ROW_HEIGHT = 32;

const ICONS: Readonly<Record<FolderEntry['kind'], LucideIcon>> = { folder: FolderIcon, image: Disc3, file: File };

export interface FolderListProps {
  readonly browser: FolderBrowser;
  readonly folder: Folder;
}

export function FolderList({ browser, folder }: FolderListProps) {
  const { t } = useTranslation('burn');
  const { size } = useQuantities();
  const { entries, selected, select, activate, up } = browser;
  const inWords = ({ kind, name, bytes }: FolderEntry): string => {
    if (kind === 'folder') return t('chooser.folder', { name });
    return bytes === undefined ? name : t('chooser.file', { name, size: size(bytes) });
  };
  // The keyboard begins in the list, which comes after the dialog.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus(), []);
  return (
    <div
      ref={place}
      className={styles.files}
      onKeyDown={(event) => {
        if (event.key === 'Backspace') up();
      }}
    >
      <VirtualList
        label={t('chooser.list', { folder: nameOfPath(folder.path) })}
        items={entries}
        idOf={(entry) => entry.path}
        textOf={inWords}
        rowHeight={ROW_HEIGHT}
        selectedId={selected?.path}
        onSelect={select}
        onActivate={activate}
      >
        {(entry) => <Entry entry={entry} />}
      </VirtualList>
    </div>
  );
}

function Entry({ entry }: { readonly entry: FolderEntry }) {
  const { size, dateTime } = useQuantities();
  const Icon = ICONS[entry.kind];
  return (
    <span className={styles.entry}>
      <Icon aria-hidden className={styles.icon} />
      <span className={styles.name}>{entry.name}</span>
      <span className={styles.size}>{entry.bytes === undefined ? '' : size(entry.bytes)}</span>
      <span className={styles.date}>{entry.modifiedAt === undefined ? '' : dateTime(entry.modifiedAt)}</span>
    </span>
  );
}

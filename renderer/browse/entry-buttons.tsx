// What can be done with the chosen entries, or with the whole folder where none is chosen.
import { Copy, FolderInput, FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { engine } from '../engine/engine.ts';
import { isMacPlatform, shortcutInWords } from '../shell/shortcuts.ts';
import { showError } from '../shell/show-error.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { chosenEntries, folderOf, type Opened, pathOfEntry } from './browse-state.ts';
import { copyPaths } from './copy-paths.ts';
import { DownloadButton } from './download-button.tsx';
import styles from './entry-buttons.module.css';
import { ExtractDialog } from './extract/extract-dialog.tsx';
import { goToPath } from './folder-actions.ts';

export function EntryButtons({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const [extracted, setExtracted] = useState<readonly number[]>();
  const chosen = chosenEntries(opened);
  const [only] = chosen.length === 1 ? chosen : [];
  const targets = targetsOf(opened, chosen);
  return (
    <div role="toolbar" aria-label={t('buttons.label')} className={styles.buttons}>
      <Button size="small" icon={FolderInput} isDisabled={targets.length === 0} onPress={() => setExtracted(targets)}>
        {chosen.length === 0 && opened.search === undefined
          ? t('buttons.extractFolder')
          : t('buttons.extract', { count: chosen.length })}
      </Button>
      <DownloadButton browse={opened.image.browse} only={only} entries={targets} />
      {opened.search === undefined || only === undefined ? null : (
        <Button
          size="small"
          tone="quiet"
          icon={FolderSearch}
          onPress={() => void goToPath(engine, parentOf(pathOfEntry(opened, only))).catch(showError)}
        >
          {t('buttons.showFolder')}
        </Button>
      )}
      <span className={styles.space} />
      <IconButton
        icon={Copy}
        label={t('buttons.copyPath')}
        shortcut={shortcutInWords('Mod+C', isMacPlatform())}
        onPress={() => copyPaths(opened)}
      />
      {extracted === undefined ? null : (
        <ExtractDialog opened={opened} entries={extracted} onClose={() => setExtracted(undefined)} />
      )}
    </div>
  );
}

/** The chosen ones, else the folder that is shown. */
function targetsOf({ visited, search }: Opened, chosen: readonly BrowseEntry[]): readonly number[] {
  if (chosen.length > 0) return chosen.map(({ entry }) => entry);
  return visited === undefined || search !== undefined ? [] : [folderOf(visited.here).entry];
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

// The entries that are shown, with what can be done with the chosen ones; or why there are none.
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { openWithSystem } from './bring-out.ts';
import { type Opened, pathOfEntry } from './browse-state.ts';
import { EntryButtons } from './entry-buttons.tsx';
import { EntryList } from './entry-list.tsx';
import styles from './entry-pane.module.css';
import { goInto, goToPath, showFolder } from './folder-actions.ts';
import { openToBrowse } from './open-to-browse.ts';
import { searchFor } from './search-actions.ts';

export interface EntryPaneProps {
  readonly opened: Opened;
  /** In the order in which they are shown. */
  readonly entries: readonly BrowseEntry[];
}

export function EntryPane({ opened, entries }: EntryPaneProps) {
  return (
    <>
      <EntryButtons opened={opened} />
      <Trouble opened={opened} />
      <EntryList opened={opened} entries={entries} onActivate={(entry) => activate(opened, entry)} />
      <Emptiness opened={opened} entries={entries} />
    </>
  );
}

/** Into a folder; a file opens with the program of the system where the host can do that. */
function activate(opened: Opened, entry: BrowseEntry): void {
  if (entry.kind === 'file') openWithSystem(opened, entry);
  else if (entry.kind !== 'directory') return;
  else if (opened.search === undefined) void goInto(engine, entry);
  else goToPath(engine, pathOfEntry(opened, entry)).catch(showError);
}

function Trouble({ opened: { listing, search, source } }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const say = useEngineText();
  const error = search === undefined ? listing.error : search.error;
  if (error === undefined) return null;
  const again = (): void => void (search === undefined ? showFolder(engine) : searchFor(engine, search.text));
  return (
    <div className={styles.trouble}>
      <Notice
        tone="danger"
        title={say(error.message)}
        isAnnounced
        actions={
          <>
            <Button size="small" onPress={again}>
              {t('tryAgain')}
            </Button>
            <Button size="small" onPress={() => void openToBrowse(engine, source)}>
              {t('openAnew')}
            </Button>
          </>
        }
      >
        {say(error.nextStep)}
      </Notice>
    </div>
  );
}

function Emptiness({ opened: { listing, search }, entries }: EntryPaneProps) {
  const { t } = useTranslation('browse');
  if (entries.length > 0) return null;
  const state = search ?? listing;
  if (state.is === 'failed') return null;
  const isLoading = state.is === 'loading' || state.is === 'running';
  return (
    <p role="status" className={styles.empty}>
      {search === undefined || isLoading ? null : <SearchX aria-hidden className={styles.icon} />}
      {isLoading ? t('list.loading') : search === undefined ? t('list.empty') : t('search.nothing')}
    </p>
  );
}

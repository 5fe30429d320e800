// The paths of the chosen entries, or of the folder, on the clipboard: one a line, as they are shown.
import i18next from 'i18next';
import { copyText } from '../job/copy-text.ts';
import { chosenEntries, type Opened, pathOf, pathOfEntry } from './browse-state.ts';

export function copyPaths(opened: Opened): void {
  const chosen = chosenEntries(opened).map((entry) => pathOfEntry(opened, entry));
  const folder = opened.visited === undefined ? '/' : pathOf(opened.visited.here);
  const paths = chosen.length === 0 ? [folder] : chosen;
  const { t } = i18next;
  copyText(paths.join('\n'), {
    done: t('browse:copied', { count: paths.length }),
    failed: t('job:result.notCopied'),
  });
}

// How many entries are shown and chosen, and how far a search is.
import { useTranslation } from 'react-i18next';
import { useQuantities } from '../words/use-quantities.ts';
import { chosenEntries, type Opened } from './browse-state.ts';
import styles from './status-line.module.css';

export interface StatusLineProps {
  readonly opened: Opened;
  readonly shown: number;
}

export function StatusLine({ opened, shown }: StatusLineProps) {
  const { t } = useTranslation('browse');
  const { size, count } = useQuantities();
  const { search } = opened;
  const chosen = chosenEntries(opened);
  const bytes = chosen.reduce((sum, { kind, bytes: length }) => sum + (kind === 'file' ? length : 0), 0);
  return (
    <p role="status" className={styles.line}>
      <span>
        {search === undefined ? t('status.entries', { count: shown, shown: count(shown) }) : <Found opened={opened} />}
      </span>
      {chosen.length === 0 ? null : (
        <span>{t('status.chosen', { count: chosen.length, chosen: count(chosen.length), size: size(bytes) })}</span>
      )}
    </p>
  );
}

function Found({ opened: { search } }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const { count } = useQuantities();
  if (search === undefined) return null;
  const { found, searched, isCut } = search;
  const words = { count: found.length, found: count(found.length), searched: count(searched) };
  if (isCut) return t('status.foundCut', words);
  return search.is === 'running' ? t('status.searching', words) : t('status.found', words);
}

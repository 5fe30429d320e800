// What is known of the chosen entry: its contents, its properties.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../../app/contract/browse.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { chosenEntries, type Opened } from '../browse-state.ts';
import { PreviewView } from '../preview/preview-view.tsx';
import styles from './details-pane.module.css';
import { PropertiesView } from './properties-view.tsx';

/** What is shown stays when another entry is chosen. */
let lastPart: 'preview' | 'properties' = 'preview';

export function DetailsPane({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const chosen = chosenEntries(opened);
  const [only] = chosen;
  if (only === undefined || chosen.length > 1) {
    return (
      <section aria-label={t('details.label')} className={styles.none}>
        <p>{only === undefined ? t('details.none') : t('details.several', { count: chosen.length })}</p>
      </section>
    );
  }
  return (
    <section aria-label={t('details.label')} className={styles.pane}>
      <h2 className={styles.name}>
        <bdi>{only.name}</bdi>
      </h2>
      <Parts key={only.entry} browse={opened.image.browse} entry={only} />
    </section>
  );
}

function Parts({ browse, entry }: { readonly browse: string; readonly entry: BrowseEntry }) {
  const { t } = useTranslation('browse');
  const [part, setPart] = useState(lastPart);
  return (
    <Tabs
      label={t('details.label')}
      selected={part}
      onSelect={(next) => {
        lastPart = next;
        setPart(next);
      }}
      parts={[
        { id: 'preview', title: t('details.preview'), contents: <PreviewView browse={browse} entry={entry} /> },
        {
          id: 'properties',
          title: t('details.properties'),
          contents: <PropertiesView browse={browse} entry={entry} />,
        },
      ]}
    />
  );
}

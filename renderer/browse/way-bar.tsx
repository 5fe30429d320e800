// Where one is: back, forward, up, the way from the root, and the field that looks for names in the whole volume.
import { ArrowLeft, ArrowRight, ArrowUp, ChevronRight } from 'lucide-react';
import { Breadcrumb, Breadcrumbs, Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { engine } from '../engine/engine.ts';
import { isMacPlatform } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SearchField } from '../ui/text-field.tsx';
import { type FolderPlace, type Opened, volumeOf } from './browse-state.ts';
import { SEARCH_PLACE_ID } from './focus-search.ts';
import { goUp, goUpTo, stepBack, stepForward } from './folder-actions.ts';
import { endSearch, searchFor } from './search-actions.ts';
import styles from './way-bar.module.css';

export interface WayBarProps {
  readonly opened: Opened;
  readonly place: FolderPlace;
}

export function WayBar({ opened, place }: WayBarProps) {
  const { t } = useTranslation('browse');
  const { visited, search } = opened;
  const alt = isMacPlatform() ? '⌥' : 'Alt+';
  return (
    <div className={styles.bar}>
      <IconButton
        icon={ArrowLeft}
        label={t('back')}
        shortcut={`${alt}←`}
        isDisabled={visited?.before.length === 0}
        onPress={() => void stepBack(engine)}
      />
      <IconButton
        icon={ArrowRight}
        label={t('forward')}
        shortcut={`${alt}→`}
        isDisabled={visited?.after.length === 0}
        onPress={() => void stepForward(engine)}
      />
      <IconButton
        icon={ArrowUp}
        label={t('up')}
        shortcut={`${alt}↑`}
        isDisabled={place.way.length < 2}
        onPress={() => void goUp(engine)}
      />
      <Way opened={opened} place={place} />
      <div
        id={SEARCH_PLACE_ID}
        className={styles.search}
        onKeyDown={(event) => {
          if (event.key === 'Escape') endSearch();
        }}
      >
        <SearchField
          label={t('search.label')}
          value={search?.text ?? ''}
          onChange={(text) => void searchFor(engine, text)}
        />
      </div>
    </div>
  );
}

function Way({ opened, place }: WayBarProps) {
  const { t } = useTranslation('browse');
  const label = volumeOf(opened, place.volume)?.label ?? '';
  const steps = place.way.map(({ name, entry }, index) => ({
    id: `${index} ${entry}`,
    name: index > 0 ? name : label === '' ? t('root') : label,
  }));
  return (
    <nav aria-label={t('way')} className={styles.way}>
      <Breadcrumbs
        className={styles.crumbs ?? ''}
        onAction={(key) => void goUpTo(engine, Number.parseInt(String(key), 10))}
      >
        {steps.map(({ id, name }, index) => (
          <Breadcrumb key={id} id={id} className={styles.crumb ?? ''}>
            {index === 0 ? null : <ChevronRight aria-hidden className={styles.icon} />}
            <Link className={styles.link ?? ''}>
              <bdi>{name}</bdi>
            </Link>
          </Breadcrumb>
        ))}
      </Breadcrumbs>
    </nav>
  );
}

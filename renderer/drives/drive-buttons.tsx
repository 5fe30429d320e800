// What can be done with a drive, as buttons: what suits best first, what is rarer in a menu.
import {
  CircleCheck,
  Ellipsis,
  Eraser,
  FileDown,
  Flame,
  FolderSearch,
  Grid2x2,
  type LucideIcon,
  SquareArrowUp,
  Wrench,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { lookInside } from '../browse/look-inside.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { DiscJobDialog } from './disc-job-dialog.tsx';
import { actionsFor, type DiscJob, type DriveAction } from './drive-abilities.ts';
import { burnTo, moveTray } from './drive-actions.ts';
import styles from './drive-card.module.css';

const ICONS: Readonly<Record<DriveAction, LucideIcon>> = {
  burn: Flame,
  browse: FolderSearch,
  verify: CircleCheck,
  image: FileDown,
  blank: Eraser,
  format: Grid2x2,
  repair: Wrench,
  eject: SquareArrowUp,
  load: SquareArrowUp,
};

/** So many stand beside each other; the rest are in the menu. */
const SHOWN = 3;

export function DriveButtons({ card }: { readonly card: DriveCard }) {
  const { t } = useTranslation('drives');
  const [asked, setAsked] = useState<DiscJob>();
  const { name } = card.listing;
  const actions = actionsFor(card);
  const isTray = (action: DriveAction): boolean => action === 'eject' || action === 'load';
  const first = actions.filter((action) => !isTray(action)).slice(0, SHOWN);
  const rest = actions.filter((action) => !isTray(action)).slice(SHOWN);
  const perform = (action: DriveAction): void => {
    if (action === 'burn') burnTo(name);
    else if (action === 'browse') lookInside({ drive: name });
    else if (action === 'eject' || action === 'load') moveTray(name, action === 'load');
    else setAsked(action);
  };
  const button = (action: DriveAction) => (
    <Button key={action} icon={ICONS[action]} onPress={() => perform(action)}>
      {t(`action.${action}`)}
    </Button>
  );
  return (
    <div className={styles.buttons}>
      {first.map(button)}
      {actions.filter(isTray).map(button)}
      {rest.length === 0 ? null : (
        <Menu
          label={t('more')}
          trigger={<IconButton icon={Ellipsis} label={t('more')} />}
          groups={[
            {
              id: 'more',
              entries: rest.map((action) => ({
                id: action,
                label: t(`action.${action}`),
                icon: ICONS[action],
                onAction: () => perform(action),
              })),
            },
          ]}
        />
      )}
      {asked === undefined ? null : <DiscJobDialog job={asked} card={card} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

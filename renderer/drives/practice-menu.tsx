// A practice disc in two clicks: the button, the kind.
import { Disc3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { mediumKindFacts } from '../../app/contract/media.ts';
import { type PracticeKind, practiceKindsFor } from '../burn/practice-kinds.ts';
import { Button, type ButtonTone } from '../ui/button.tsx';
import { Menu, type MenuGroup } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import { burnTo, makePracticeDisc } from './drive-actions.ts';

/** Of several discs that are made one after the other only the latest is told of. */
let takeBackLast = (): void => undefined;

export function PracticeMenu({ tone = 'plain' }: { readonly tone?: ButtonTone }) {
  const { t } = useTranslation('drives');
  const make = (disc: PracticeKind): void => {
    const { label } = mediumKindFacts(disc.kind);
    makePracticeDisc(disc, (drive) => {
      const action = { label: t('practice.burnToIt'), perform: () => burnTo(drive) };
      takeBackLast();
      takeBackLast = showToast({ tone: 'good', title: t('practice.made', { label, drive }), action });
    });
  };
  return (
    <Menu
      label={t('practice.kinds')}
      trigger={
        <Button tone={tone} icon={Disc3}>
          {t('practice.button')}
        </Button>
      }
      groups={useKindGroups(make)}
    />
  );
}

/** The kinds of blank discs as groups of a menu, with their sizes. */
export function useKindGroups(onChoose: (disc: PracticeKind) => void): readonly MenuGroup[] {
  const { t } = useTranslation('drives');
  const { size } = useQuantities();
  return (['cd', 'dvd', 'bd'] as const).map((family) => ({
    id: family,
    heading: t(`family.${family}`),
    entries: practiceKindsFor(0)
      .filter(({ kind }) => mediumKindFacts(kind).family === family)
      .map((disc) => {
        const { kind, layers, bytes } = disc;
        const { label } = mediumKindFacts(kind);
        return {
          id: `${kind} ${layers ?? ''}`,
          label: layers === undefined ? label : t('practice.layers', { label, layers }),
          shortcut: size(bytes),
          onAction: () => onChoose(disc),
        };
      }),
  }));
}

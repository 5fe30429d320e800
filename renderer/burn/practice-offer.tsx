// A practice disc that the image fits on, made right here: kinds by size, two presses.
import { Disc3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toBurnishError } from '../../app/base/errors.ts';
import { mediumKindFacts } from '../../app/contract/media.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { chooseDrive } from './burn-draft.ts';
import { engine } from '../engine/engine.ts';
import { type PracticeKind, practiceKindsFor } from './practice-kinds.ts';

export interface PracticeOfferProps {
  /** Of the image. */
  readonly bytes: number;
  readonly tone: 'plain' | 'quiet';
}

export function PracticeOffer({ bytes, tone }: PracticeOfferProps) {
  const { t } = useTranslation('burn');
  const { size } = useQuantities();
  const make = useMakePracticeDisc();
  const kinds = practiceKindsFor(bytes);
  if (kinds.length === 0) return <span>{t('practice.tooLarge')}</span>;
  const entries = kinds.map((one) => {
    const { kind, layers, bytes: room } = one;
    const { label } = mediumKindFacts(kind);
    const words = { label, size: size(room) };
    return {
      id: `${kind}-${layers ?? ''}`,
      label: layers === undefined ? t('practice.kind', words) : t('practice.layers', { ...words, layers }),
      onAction: () => make(one),
    };
  });
  return (
    <Menu
      label={t('practice.menu')}
      trigger={
        <Button tone={tone} icon={Disc3} size={tone === 'quiet' ? 'small' : 'medium'}>
          {t('practice.make')}
        </Button>
      }
      groups={[{ id: 'kinds', entries }]}
    />
  );
}

/** The new disc is what the user wants to burn: its drive is chosen. */
function useMakePracticeDisc(): (kind: PracticeKind) => void {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  return ({ kind, layers }) => {
    engine.call('makePracticeDisc', { kind, ...(layers === undefined ? {} : { layers }) }).then(
      ({ drive }) => chooseDrive(drive),
      (thrown: unknown) => {
        const { message, nextStep } = toBurnishError(thrown, 'making a practice disc').report;
        showToast({ tone: 'danger', title: t('practice.failed'), text: `${say(message)} ${say(nextStep)}` });
      },
    );
  };
}

// How fast: as fast as it goes, or one of the speeds that the drive offers for the disc.
import { useTranslation } from 'react-i18next';
import type { MediumReport } from '../../app/contract/drive-report.ts';
import { Select } from '../ui/select.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import { changeOptions } from './burn-draft.ts';

const FASTEST = 'fastest';

export interface SpeedSelectProps {
  readonly medium: MediumReport | undefined;
  /** kB/s. */
  readonly speed: number | undefined;
}

export function SpeedSelect({ medium, speed }: SpeedSelectProps) {
  const { t } = useTranslation('burn');
  const quantities = useQuantities();
  const speeds = medium?.writeSpeeds ?? [];
  const inWords = (one: number): string => quantities.speed(one, medium?.kind);
  const [fastest] = speeds;
  const choices = [
    {
      id: FASTEST,
      label: fastest === undefined ? t('options.fastest') : t('options.fastestOf', { speed: inWords(fastest) }),
    },
    ...speeds.slice(1).map((one) => ({ id: String(one), label: inWords(one) })),
  ];
  const isOffered = speed !== undefined && speeds.includes(speed);
  return (
    <Select
      label={t('options.speed')}
      choices={choices}
      value={isOffered ? String(speed) : FASTEST}
      onChange={(id) => changeOptions({ speed: id === FASTEST ? undefined : Number(id) })}
      isDisabled={speeds.length < 2}
      hint={t('options.speedHint')}
    />
  );
}

// How fast new practice drives are.
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../ui/radio-group.tsx';

const PACES = [
  { id: 'real', pace: 1 },
  { id: 'fast', pace: 20 },
  { id: 'instant', pace: 0 },
] as const;

export interface PracticePaceProps {
  readonly pace: number;
  readonly onChange: (pace: number) => void;
}

/** A pace that was set elsewhere to another number is shown as none of these. */
export function PracticePace({ pace, onChange }: PracticePaceProps) {
  const { t } = useTranslation('settings');
  return (
    <RadioGroup
      label={t('practice.pace')}
      hint={PACES.some((one) => one.pace === pace) ? t('practice.paceText') : t('practice.otherPace', { pace })}
      value={PACES.find((one) => one.pace === pace)?.id}
      onChange={(id) => onChange(PACES.find((one) => one.id === id)?.pace ?? pace)}
      choices={PACES.map(({ id }) => ({ id, label: t(`practice.${id}`) }))}
    />
  );
}

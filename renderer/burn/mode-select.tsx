// How the disc is recorded, for those who have a reason to choose.
import { useTranslation } from 'react-i18next';
import { Select } from '../ui/select.tsx';
import { changeOptions } from './burn-draft.ts';
import type { RecordingMode } from './disc-abilities.ts';

const AUTO = 'auto';

const MODES = {
  tao: 'options.modeTao',
  sao: 'options.modeSao',
  raw: 'options.modeRaw',
  incremental: 'options.modeIncremental',
  dao: 'options.modeDao',
} as const satisfies Record<RecordingMode, string>;

export interface ModeSelectProps {
  readonly modes: readonly RecordingMode[];
  readonly mode: RecordingMode | undefined;
}

export function ModeSelect({ modes, mode }: ModeSelectProps) {
  const { t } = useTranslation('burn');
  const choices = [
    { id: AUTO, label: t('options.modeAuto') },
    ...modes.map((one) => ({ id: one, label: t(MODES[one]) })),
  ] as const;
  return (
    <Select<RecordingMode | typeof AUTO>
      label={t('options.mode')}
      choices={choices}
      value={mode !== undefined && modes.includes(mode) ? mode : AUTO}
      onChange={(id) => changeOptions({ mode: id === AUTO ? undefined : id })}
    />
  );
}

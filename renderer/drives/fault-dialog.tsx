// What shall go wrong in a practice drive.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { setFaults } from './drive-actions.ts';
import { FAULT_PRESETS, type FaultPreset, presetOf } from './fault-presets.ts';
import { useVirtualDrives } from './use-virtual-drives.ts';

export interface FaultDialogProps {
  /** Of the virtual drive. */
  readonly name: string;
  readonly onClose: () => void;
}

export function FaultDialog({ name, onClose }: FaultDialogProps) {
  const { t } = useTranslation('drives');
  const now = useVirtualDrives()?.drives.find((drive) => drive.name === name)?.faults;
  const [picked, setPicked] = useState<FaultPreset>();
  const chosen = picked ?? (now === undefined ? undefined : presetOf(now));
  const save = (): void => {
    const preset = FAULT_PRESETS.find(({ id }) => id === picked);
    if (preset !== undefined) setFaults(name, preset.plan);
    onClose();
  };
  return (
    <Dialog
      title={t('faults.title', { name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('dialog.cancel')}</Button>
          <Button tone="primary" isDisabled={picked === undefined} onPress={save}>
            {t('faults.save')}
          </Button>
        </>
      }
    >
      <p>{t('faults.text')}</p>
      <RadioGroup
        label={t('faults.what')}
        value={chosen}
        onChange={setPicked}
        choices={FAULT_PRESETS.map(({ id }) => ({ id, label: t(`faults.${id}`) }))}
      />
    </Dialog>
  );
}

// What must be chosen before a job on a disc can be planned.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import type { DiscJob } from './drive-abilities.ts';
import { ImageChoices } from './image-choices.tsx';
import { type ChoicesProps, useTold } from './use-told.ts';
import { VerifyChoices } from './verify-choices.tsx';

export interface DiscJobChoicesProps extends Pick<ChoicesProps, 'onChange'> {
  readonly job: DiscJob;
  readonly card: DriveCard;
}

export function DiscJobChoices({ job, card, onChange }: DiscJobChoicesProps) {
  const drive = card.listing.name;
  switch (job) {
    case 'blank':
      return <BlankChoices drive={drive} onChange={onChange} />;
    case 'format':
      return <FormatChoices drive={drive} onChange={onChange} canHaveSpares={card.report?.medium?.kind === 'bd-re'} />;
    case 'repair':
      return <RepairChoices drive={drive} onChange={onChange} />;
    case 'verify':
      return <VerifyChoices drive={drive} onChange={onChange} />;
    case 'image':
      return <ImageChoices drive={drive} medium={card.report?.medium} onChange={onChange} />;
  }
}

type Thoroughness = 'usual' | 'quick' | 'full';

function BlankChoices({ drive, onChange }: ChoicesProps) {
  const { t } = useTranslation('drives');
  const [how, setHow] = useState<Thoroughness>('usual');
  const request = useMemo<JobRequest>(
    () => ({ job: 'blank', drive, ...(how === 'usual' ? {} : { full: how === 'full' }) }),
    [drive, how],
  );
  useTold(request, onChange);
  const choice = (id: Thoroughness) => ({ id, label: t(`blank.${id}`), description: t(`blank.${id}Text`) });
  return (
    <RadioGroup
      label={t('blank.how')}
      value={how}
      onChange={setHow}
      choices={[choice('usual'), choice('quick'), choice('full')]}
    />
  );
}

function FormatChoices({ drive, onChange, canHaveSpares }: ChoicesProps & { readonly canHaveSpares: boolean }) {
  const { t } = useTranslation('drives');
  const [how, setHow] = useState<'quick' | 'full'>('quick');
  const [spares, setSpares] = useState(true);
  const request = useMemo<JobRequest>(
    () => ({ job: 'format', drive, full: how === 'full', ...(canHaveSpares ? { spares } : {}) }),
    [drive, how, canHaveSpares, spares],
  );
  useTold(request, onChange);
  return (
    <>
      <RadioGroup
        label={t('format.how')}
        value={how}
        onChange={setHow}
        choices={(['quick', 'full'] as const).map((id) => ({
          id,
          label: t(`format.${id}`),
          description: t(`format.${id}Text`),
        }))}
      />
      {canHaveSpares ? (
        <Checkbox isSelected={spares} onChange={setSpares} hint={t('format.sparesText')}>
          {t('format.spares')}
        </Checkbox>
      ) : null}
    </>
  );
}

function RepairChoices({ drive, onChange }: ChoicesProps) {
  const { t } = useTranslation('drives');
  const [finalize, setFinalize] = useState(true);
  const request = useMemo<JobRequest>(() => ({ job: 'repair', drive, finalize }), [drive, finalize]);
  useTold(request, onChange);
  return (
    <Checkbox isSelected={finalize} onChange={setFinalize} hint={t('repair.finalizeText')}>
      {t('repair.finalize')}
    </Checkbox>
  );
}

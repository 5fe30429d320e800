// What must be chosen before a job on a disc can be planned.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
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
  const kind = card.report?.medium?.kind;
  switch (job) {
    case 'blank':
      return <BlankChoices drive={drive} kind={kind} onChange={onChange} />;
    case 'format':
      return <FormatChoices drive={drive} onChange={onChange} canHaveSpares={kind === 'bd-re'} />;
    case 'repair':
      return <RepairChoices drive={drive} onChange={onChange} />;
    case 'verify':
      return <VerifyChoices drive={drive} onChange={onChange} />;
    case 'image':
      return <ImageChoices drive={drive} medium={card.report?.medium} onChange={onChange} />;
  }
}

/** Of these kinds all can be erased; of the others only the beginning is overwritten, and there is nothing to choose. */
const FULLY_BLANKED: Partial<Record<MediumKind, Thoroughness>> = {
  'cd-rw': 'quick',
  // Blanked the quick way it could be written only in one piece afterwards.
  'dvd-rw': 'full',
  'dvd-rw-overwrite': 'full',
};

type Thoroughness = 'quick' | 'full';

function BlankChoices({ drive, kind, onChange }: ChoicesProps & { readonly kind: MediumKind | undefined }) {
  const { t } = useTranslation('drives');
  const usual = kind === undefined ? undefined : FULLY_BLANKED[kind];
  const [chosen, setChosen] = useState<Thoroughness>();
  const how = chosen ?? usual;
  const request = useMemo<JobRequest>(
    () => ({ job: 'blank', drive, ...(how === undefined ? {} : { full: how === 'full' }) }),
    [drive, how],
  );
  useTold(request, onChange);
  if (usual === undefined) return null;
  return (
    <RadioGroup
      label={t('blank.how')}
      value={how}
      onChange={setChosen}
      choices={(['quick', 'full'] as const).map((id) => ({
        id,
        label: t(`blank.${id}`),
        description: t(`blank.${id}Text`),
      }))}
    />
  );
}

function FormatChoices({ drive, onChange, canHaveSpares }: ChoicesProps & { readonly canHaveSpares: boolean }) {
  const { t } = useTranslation('drives');
  const [how, setHow] = useState<Thoroughness>('quick');
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

// What a disc is compared with: an image on a disk, or the receipt of a burn of earlier.
import { FolderOpen } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';
import { Button } from '../ui/button.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import { nameOfPath } from '../burn/recent-images.ts';
import { useImagePicker } from './use-image-picker.tsx';
import { type ChoicesProps, useTold } from './use-told.ts';

/** So many burns of earlier are offered. */
const MOST_RECEIPTS = 8;

export function VerifyChoices({ drive, onChange }: ChoicesProps) {
  const { t } = useTranslation('drives');
  const { dateTime } = useQuantities();
  const receipts = useReceipts();
  const [image, setImage] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const picker = useImagePicker((path) => {
    setImage(path);
    setChosen('image');
  });
  const request = useMemo(() => requestFor(drive, chosen, image, receipts), [drive, chosen, image, receipts]);
  useTold(request, onChange);
  const ofReceipts = receipts.map((job) => ({
    id: job.id,
    label: t('verify.receipt', {
      name: job.request.job === 'burn' ? nameOfPath(job.request.image) : job.request.drive,
    }),
    description: t('verify.receiptText', {
      date: dateTime(job.endedAt ?? job.createdAt),
      disc: job.plan?.mediumLabel ?? '',
    }),
  }));
  const ofImage = image === undefined ? [] : [{ id: 'image', label: nameOfPath(image), description: image }];
  return (
    <>
      {ofImage.length + ofReceipts.length === 0 ? null : (
        <RadioGroup
          label={t('verify.with')}
          value={chosen}
          onChange={setChosen}
          choices={[...ofImage, ...ofReceipts]}
        />
      )}
      <div>
        <Button icon={FolderOpen} onPress={picker.open}>
          {t('verify.chooseImage')}
        </Button>
      </div>
      {picker.dialog}
    </>
  );
}

function requestFor(
  drive: string,
  chosen: string | undefined,
  image: string | undefined,
  receipts: readonly JobRecord[],
): JobRequest | undefined {
  if (chosen === 'image' && image !== undefined) return { job: 'verify', drive, image };
  const receipt = receipts.find(({ id }) => id === chosen)?.result?.receipt;
  return receipt === undefined ? undefined : { job: 'verify', drive, receipt };
}

/** Burns of earlier whose receipts are there, the latest first. */
function useReceipts(): readonly JobRecord[] {
  const [jobs, setJobs] = useState<readonly JobRecord[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    engine.call('history', { limit: 100 }, { signal: asking.signal }).then(({ jobs: ended }) => {
      setJobs(ended.filter(({ result }) => result?.receipt !== undefined).slice(0, MOST_RECEIPTS));
    }, showError);
    return () => asking.abort();
  }, []);
  return jobs;
}

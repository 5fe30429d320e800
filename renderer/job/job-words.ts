// What a job is called, in the language that is spoken now.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import { fileName } from './file-name.ts';

/** Gives the title of a job: "Burn debian.iso". */
export function useJobTitle(): (request: JobRequest) => string {
  const { t } = useTranslation('job');
  return (request) => {
    switch (request.job) {
      case 'burn':
        return t(request.simulate ? 'title.simulate' : 'title.burn', { image: fileName(request.image) });
      case 'verify':
        if (request.image === undefined) return t('title.verifyReceipt');
        return t('title.verifyImage', { image: fileName(request.image) });
      case 'image':
        return t('title.image', { image: fileName(request.output) });
      case 'blank':
      case 'format':
      case 'repair':
        return t(`title.${request.job}`);
    }
  };
}

/** "BURNISH VIRTUAL 1.0 (virtual:practice)", or the name alone as long as the drive has not told who it is. */
export function driveOf({ request, plan }: JobRecord): string {
  const model = plan?.driveModel ?? '';
  return model === '' ? request.drive : `${model} (${request.drive})`;
}

// A dropped file is looked into: by its path where the host knows it, else found on its disks, else brought over.
import i18next from 'i18next';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import { DropFailure } from '../burn/drop-failure.ts';
import { pathOfDropped } from '../burn/dropped-image.ts';
import { dropHost } from '../burn/open-image.ts';
import { showError } from '../shell/show-error.ts';
import { showToast } from '../ui/toast.tsx';
import { showBrowse } from './browse-store.ts';
import { beginOpening, openToBrowse } from './open-to-browse.ts';

/** Rejects never: the page shows what went wrong. */
export async function dropToBrowse(engine: Pick<EngineClient, 'call'>, file: File): Promise<void> {
  const signal = beginOpening(engine);
  const { name } = file;
  showBrowse({ is: 'finding', name });
  const onUpload = ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }): void => {
    if (!signal.aborted && totalBytes > 0) showBrowse({ is: 'finding', name, fraction: doneBytes / totalBytes });
  };
  try {
    const path = await pathOfDropped(engine, file, { ...dropHost(), signal, onUpload });
    if (!signal.aborted) await openToBrowse(engine, { path });
  } catch (thrown) {
    if (signal.aborted) return;
    showBrowse({ is: 'none' });
    if (thrown instanceof DropFailure) showToast({ tone: 'danger', title: i18next.t('browse:failed', { name }) });
    else showError(thrown, 'looking for a dropped file');
  }
}

// Makes the image a disk of the system, where the system can do that without administrator rights.
import { HardDriveDownload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { engine } from '../../engine/engine.ts';
import { showError } from '../../shell/show-error.ts';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { Opened } from '../browse-state.ts';
import { useAsked } from '../details/use-asked.ts';

export function MountButton({ opened: { source } }: { readonly opened: Opened }) {
  return 'path' in source ? <Mounting path={source.path} /> : null;
}

function Mounting({ path }: { readonly path: string }) {
  const { t } = useTranslation('browse');
  const asked = useAsked('', 'asking what is mounted', (signal) => engine.call('mounts', {}, { signal }));
  if (asked.is !== 'known' || !asked.answer.canMount) return null;
  const mount = async (): Promise<void> => {
    const { folders } = await engine.call('mountImage', { path });
    showToast({ tone: 'good', title: t('mount.done'), text: folders.join(', ') });
  };
  return (
    <Button icon={HardDriveDownload} onPress={() => void mount().catch(showError)}>
      {t('mount.button')}
    </Button>
  );
}

// What concerns the whole image: which volume is shown, what is wrong with it, what it starts, mounting, another one.
import { FolderOpen, HardDrive, Info, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowseVolume } from '../../../app/contract/browse.ts';
import { engine } from '../../engine/engine.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { askForImage } from '../ask-for-image.ts';
import type { Opened } from '../browse-state.ts';
import { goToVolume } from '../folder-actions.ts';
import { closeBrowse } from '../open-to-browse.ts';
import { ImageDialog, type ImagePart } from './image-dialog.tsx';
import { MountButton } from './mount-button.tsx';
import { useVolumeWords } from './use-volume-words.ts';

export function ImageButtons({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const [part, setPart] = useState<ImagePart>();
  const { image } = opened;
  const faults = image.findings.filter(({ severity }) => severity !== 'note').length;
  return (
    <>
      <VolumeMenu opened={opened} />
      {faults === 0 ? null : (
        <Button icon={TriangleAlert} onPress={() => setPart('findings')}>
          {t('image.findings', { count: faults })}
        </Button>
      )}
      <MountButton opened={opened} />
      <Button icon={FolderOpen} onPress={() => askForImage(engine)}>
        {t('image.another')}
      </Button>
      <IconButton icon={Info} label={t('image.about')} onPress={() => setPart('volumes')} />
      <IconButton icon={X} label={t('image.close', { name: image.name })} onPress={() => closeBrowse(engine)} />
      {part === undefined ? null : (
        <ImageDialog opened={opened} part={part} onPart={setPart} onClose={() => setPart(undefined)} />
      )}
    </>
  );
}

/** Shown also where there is one volume: it says what one looks at. */
function VolumeMenu({ opened: { image, visited } }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const words = useVolumeWords(image);
  const shown = image.volumes.find(({ volume }) => volume === visited?.here.volume);
  if (shown === undefined) return null;
  const entry = (volume: BrowseVolume) => ({
    id: String(volume.volume),
    label: words(volume),
    ...(volume.label === '' ? {} : { description: volume.label }),
    onAction: () => void goToVolume(engine, volume.volume),
  });
  return (
    <Menu
      label={t('image.volumes')}
      trigger={<Button icon={HardDrive}>{t('image.volume', { volume: words(shown) })}</Button>}
      groups={[{ id: 'volumes', heading: t('image.volumes'), entries: image.volumes.map(entry) }]}
    />
  );
}

// Puts a disc into a practice drive: a new blank one, one from the shelf, or one made of an image.
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mediumKindFacts } from '../../app/contract/media.ts';
import { practiceKindsFor } from '../burn/practice-kinds.ts';
import { useImagePicker } from './use-image-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Select } from '../ui/select.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import { insertBlank, insertFromShelf, insertImage } from './drive-actions.ts';
import { useVirtualDrives } from './use-virtual-drives.ts';

export interface InsertDialogProps {
  /** Of the virtual drive. */
  readonly name: string;
  readonly onClose: () => void;
}

type Source = 'blank' | 'shelf' | 'image';

export function InsertDialog({ name, onClose }: InsertDialogProps) {
  const { t } = useTranslation('drives');
  const shelf = (useVirtualDrives()?.discs ?? []).filter(({ drive }) => drive === undefined);
  const [source, setSource] = useState<Source>('blank');
  const [blank, setBlank] = useState(0);
  const [disc, setDisc] = useState<string>();
  const [image, setImage] = useState<string>();
  const picker = useImagePicker(setImage);
  const isReady = source === 'blank' || (source === 'shelf' ? disc : image) !== undefined;
  const insert = (): void => {
    const chosen = practiceKindsFor(0)[blank];
    if (source === 'blank' && chosen !== undefined) insertBlank(name, chosen);
    else if (source === 'shelf' && disc !== undefined) insertFromShelf(name, disc);
    else if (source === 'image' && image !== undefined) insertImage(name, image);
    onClose();
  };
  return (
    <Dialog
      title={t('insert.title', { name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('dialog.cancel')}</Button>
          <Button tone="primary" isDisabled={!isReady} onPress={insert}>
            {t('insert.start')}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t('insert.what')}
        value={source}
        onChange={setSource}
        choices={[
          { id: 'blank', label: t('insert.blank') },
          { id: 'shelf', label: t('insert.shelf'), isDisabled: shelf.length === 0 },
          { id: 'image', label: t('insert.image') },
        ]}
      />
      {source === 'blank' ? <BlankSelect chosen={blank} onChange={setBlank} /> : null}
      {source === 'shelf' ? (
        <RadioGroup
          label={t('insert.discs')}
          value={disc}
          onChange={setDisc}
          choices={shelf.map(({ id, kind }) => ({ id, label: mediumKindFacts(kind).label, description: id }))}
        />
      ) : null}
      {source === 'image' ? (
        <div>
          <Button icon={FolderOpen} onPress={picker.open}>
            {t('verify.chooseImage')}
          </Button>
          {image === undefined ? null : <p>{image}</p>}
        </div>
      ) : null}
      {picker.dialog}
    </Dialog>
  );
}

function BlankSelect({ chosen, onChange }: { readonly chosen: number; readonly onChange: (index: number) => void }) {
  const { t } = useTranslation('drives');
  const { size } = useQuantities();
  return (
    <Select
      label={t('practice.kinds')}
      value={String(chosen)}
      onChange={(index) => onChange(Number(index))}
      choices={practiceKindsFor(0).map(({ kind, layers, bytes }, index) => {
        const { label } = mediumKindFacts(kind);
        return {
          id: String(index),
          label: layers === undefined ? label : t('practice.layers', { label, layers }),
          description: size(bytes),
        };
      })}
    />
  );
}

// Where the image of a disc goes, and how much of the disc is read.
import { FolderOpen } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediumReport } from '../../app/contract/drive-report.ts';
import type { JobRequest } from '../../app/contract/job.ts';
import type { CallResult } from '../../app/contract/protocol.ts';
import { engine } from '../engine/engine.ts';
import { windowBridge } from '../engine/host-line.ts';
import { showError } from '../shell/show-error.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type ChoicesProps, useTold } from './use-told.ts';
import { imageName, pathIn } from './image-path.ts';

type Places = CallResult<'places'>;

export function ImageChoices({
  drive,
  medium,
  onChange,
}: ChoicesProps & { readonly medium: MediumReport | undefined }) {
  const { t } = useTranslation('drives');
  const places = usePlaces();
  const [place, setPlace] = useState<string>();
  const [name, setName] = useState(() => imageName(medium?.label ?? 'disc', new Date()));
  const [exact, setExact] = useState<string>();
  const [whole, setWhole] = useState(false);
  const folder = place ?? places[0]?.path;
  const output = exact ?? (folder === undefined ? undefined : pathIn(folder, name));
  const request = useMemo<JobRequest | undefined>(
    // The dialog of the system has asked already whether a file may be replaced.
    () => (output === undefined ? undefined : { job: 'image', drive, output, overwrite: exact !== undefined, whole }),
    [drive, output, exact, whole],
  );
  useTold(request, onChange);
  const choose = (): void => {
    windowBridge()?.chooseTarget(name).then(setExact, showError);
  };
  return (
    <>
      {exact === undefined ? (
        <>
          <Select
            label={t('image.folder')}
            value={folder}
            onChange={setPlace}
            choices={places.map(({ name: label, path }) => ({ id: path, label, description: path }))}
          />
          <TextField
            label={t('image.name')}
            value={name}
            onChange={setName}
            maxLength={200}
            {...(output === undefined ? { error: t('image.nameWrong') } : { hint: output })}
          />
        </>
      ) : (
        <p>{t('image.goesTo', { path: exact })}</p>
      )}
      {windowBridge() === undefined ? null : (
        <div>
          <Button icon={FolderOpen} onPress={choose}>
            {t('image.choose')}
          </Button>
        </div>
      )}
      <Checkbox isSelected={whole} onChange={setWhole} hint={t('image.wholeText')}>
        {t('image.whole')}
      </Checkbox>
    </>
  );
}

function usePlaces(): Places {
  const [places, setPlaces] = useState<Places>([]);
  useEffect(() => {
    const asking = new AbortController();
    engine.call('places', {}, { signal: asking.signal }).then(setPlaces, showError);
    return () => asking.abort();
  }, []);
  return places;
}

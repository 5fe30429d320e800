// Where the files go, then how far they are, then what came of it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFolderBrowser } from '../../burn/chooser/use-folder-browser.ts';
import { pathIn } from '../../drives/image-path.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import type { Opened } from '../browse-state.ts';
import styles from './extract-dialog.module.css';
import { ExtractProgress } from './extract-progress.tsx';
import { ExtractResultView } from './extract-result-view.tsx';
import { FolderChoice } from './folder-choice.tsx';
import { type Extraction, type ExtractionRequest, useExtraction } from './use-extraction.ts';

export interface ExtractDialogProps {
  readonly opened: Opened;
  readonly entries: readonly number[];
  readonly onClose: () => void;
}

export function ExtractDialog({ opened, entries, onClose }: ExtractDialogProps) {
  const { t } = useTranslation('browse');
  const { extraction, begin, stop } = useExtraction();
  if (extraction.is === 'running') {
    return (
      <Dialog
        title={t('extract.running')}
        isOpen
        onClose={stop}
        footer={<Button onPress={stop}>{t('extract.stop')}</Button>}
      >
        <ExtractProgress progress={extraction.progress} />
      </Dialog>
    );
  }
  if (extraction.is === 'done') {
    return (
      <Dialog
        title={t('extract.done')}
        isOpen
        onClose={onClose}
        footer={<Button onPress={onClose}>{t('close')}</Button>}
      >
        <ExtractResultView to={extraction.to} result={extraction.result} />
      </Dialog>
    );
  }
  return <Asking opened={opened} entries={entries} onClose={onClose} extraction={extraction} onBegin={begin} />;
}

interface AskingProps extends ExtractDialogProps {
  readonly extraction: Extract<Extraction, { is: 'none' | 'stopped' | 'failed' }>;
  readonly onBegin: (request: ExtractionRequest) => void;
}

function Asking({ opened, entries, onClose, extraction, onBegin }: AskingProps) {
  const { t } = useTranslation('browse');
  const browser = useFolderBrowser(() => undefined);
  const [name, setName] = useState(() => nameFor(opened, entries));
  const [overwrite, setOverwrite] = useState(false);
  const folder = browser.folder?.path;
  const to = folder === undefined || name.trim() === '' ? folder : pathIn(folder, name);
  const { browse } = opened.image;
  return (
    <Dialog
      title={t('extract.title', { count: entries.length })}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            tone="primary"
            isDisabled={to === undefined}
            onPress={() => {
              if (to !== undefined) onBegin({ browse, entries, to, overwrite });
            }}
          >
            {t('extract.begin')}
          </Button>
        </>
      }
    >
      <div className={styles.asking}>
        <LastEnd extraction={extraction} />
        <FolderChoice browser={browser} />
        <TextField
          label={t('extract.name')}
          value={name}
          onChange={setName}
          maxLength={200}
          {...(folder !== undefined && to === undefined
            ? { error: t('extract.nameWrong') }
            : { hint: t('extract.goesTo', { path: to ?? '' }) })}
        />
        <Checkbox isSelected={overwrite} onChange={setOverwrite}>
          {t('extract.overwrite')}
        </Checkbox>
      </div>
    </Dialog>
  );
}

/** How the attempt before ended. */
function LastEnd({ extraction }: Pick<AskingProps, 'extraction'>) {
  const { t } = useTranslation('browse');
  const say = useEngineText();
  switch (extraction.is) {
    case 'none':
      return null;
    case 'stopped':
      return (
        <Notice tone="info" title={t('extract.stopped')} isAnnounced>
          {t('extract.stoppedText')}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="danger" title={say(extraction.error.message)} isAnnounced>
          {say(extraction.error.nextStep)}
        </Notice>
      );
  }
}

/** The whole volume goes into a folder of its own; what has a name brings it along. */
function nameFor({ image, visited }: Opened, entries: readonly number[]): string {
  const root = visited?.here.way[0].entry;
  if (root === undefined || !entries.includes(root)) return '';
  const label = image.volumes.find(({ volume }) => volume === visited?.here.volume)?.label ?? '';
  const name = image.name.replace(/\.[A-Za-z0-9]{1,5}$/u, '');
  return (label === '' ? name : label).replace(/[^\p{L}\p{N}._+-]+/gu, ' ').trim();
}

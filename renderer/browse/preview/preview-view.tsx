// The contents of a file: as a picture, as text, else as hexadecimal digits. Nothing of it is ever interpreted.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../../app/contract/browse.ts';
import { engine } from '../../engine/engine.ts';
import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import { useAsked } from '../details/use-asked.ts';
import { HexView } from './hex-view.tsx';
import { loadPreview, type Preview } from './load-preview.ts';
import { PictureView } from './picture-view.tsx';
import styles from './preview-view.module.css';
import { shownText } from './text-guess.ts';

export interface PreviewViewProps {
  readonly browse: string;
  readonly entry: BrowseEntry;
}

export function PreviewView({ browse, entry }: PreviewViewProps) {
  const { t } = useTranslation('browse');
  if (entry.kind === 'directory') return <p className={styles.words}>{t('preview.folder')}</p>;
  if (entry.kind === 'link') {
    return (
      <p className={styles.words}>
        {t('preview.link')} <bdi>{entry.target ?? ''}</bdi>
      </p>
    );
  }
  if (entry.kind !== 'file') return <p className={styles.words}>{t('preview.special')}</p>;
  if (entry.bytes === 0) return <p className={styles.words}>{t('preview.empty')}</p>;
  return <FilePreview browse={browse} entry={entry} />;
}

function FilePreview({ browse, entry }: PreviewViewProps) {
  const { t } = useTranslation('browse');
  const say = useEngineText();
  const [isHex, setHex] = useState(false);
  const asked = useAsked(`${browse} ${entry.entry}`, 'reading a file of the image', (signal) =>
    loadPreview(engine, { browse, entry: entry.entry, bytes: entry.bytes }, signal),
  );
  if (asked.is === 'waiting') return <p className={styles.words}>{t('details.loading')}</p>;
  if (asked.is === 'failed') {
    return (
      <Notice tone="danger" title={say(asked.error.message)}>
        {say(asked.error.nextStep)}
      </Notice>
    );
  }
  const { answer: preview } = asked;
  return (
    <div className={styles.preview}>
      {preview.is === 'bytes' ? null : (
        <div className={styles.choice}>
          <Switch isSelected={isHex} onChange={setHex}>
            {t('preview.hex')}
          </Switch>
        </div>
      )}
      {isHex || preview.is === 'bytes' ? (
        <HexView browse={browse} entry={entry.entry} bytes={entry.bytes} />
      ) : (
        <Contents preview={preview} name={entry.name} />
      )}
    </div>
  );
}

interface ContentsProps {
  readonly preview: Exclude<Preview, { is: 'bytes' }>;
  readonly name: string;
}

function Contents({ preview, name }: ContentsProps) {
  const { t } = useTranslation('browse');
  const { size } = useQuantities();
  if (preview.is === 'picture') return <PictureView picture={preview} name={name} />;
  const { guessed, shownBytes } = preview;
  return (
    <>
      <pre className={styles.text} tabIndex={0} aria-label={t('preview.text', { name })} role="group">
        {shownText(guessed.text)}
      </pre>
      <p className={styles.foot}>
        {guessed.encoding}
        {shownBytes === undefined ? '' : `, ${t('preview.beginning', { size: size(shownBytes) })}`}
      </p>
    </>
  );
}

// Where the image is chosen, looked at and taken off.
import { FileDigit, FolderSearch, RefreshCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { lookInside } from '../browse/look-inside.ts';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { DropArea } from './drop-area.tsx';
import { removeImage } from './image-actions.ts';
import type { DropFailureReason, ImageChoice, ImageFailure, KnownImage } from './image-choice.ts';
import { ImageFactsList } from './image-facts-list.tsx';
import { ImageChecksum } from './image-checksum.tsx';
import { ImageProblem } from './image-problem.tsx';
import styles from './image-section.module.css';
import { KeepsFocus } from '../ui/keeps-focus.tsx';
import { openImage } from './open-image.ts';

export function ImageSection({ image }: { readonly image: ImageChoice }) {
  const { t } = useTranslation('burn');
  return (
    <Card title={t('image.heading')} aside={image.is === 'known' ? <ImageActions image={image} /> : undefined}>
      <KeepsFocus label={t('image.heading')}>
        <Content image={image} />
      </KeepsFocus>
    </Card>
  );
}

function Content({ image }: { readonly image: ImageChoice }) {
  switch (image.is) {
    case 'none':
      return <DropArea />;
    case 'failed':
      return (
        <>
          <Failure name={image.name} failure={image.failure} />
          <DropArea />
        </>
      );
    case 'known':
      return <KnownImageView image={image} />;
    default:
      return <UnderWay image={image} />;
  }
}

function ImageActions({ image }: { readonly image: KnownImage }) {
  const { t } = useTranslation('burn');
  return (
    <span className={styles.actions}>
      <Button tone="quiet" size="small" icon={FolderSearch} onPress={() => lookInside({ path: image.facts.path })}>
        {t('image.lookInside')}
      </Button>
      <Button tone="quiet" size="small" icon={RefreshCw} onPress={() => void openImage(engine).catch(showError)}>
        {t('image.change')}
      </Button>
      <IconButton icon={X} label={t('image.remove', { name: image.facts.name })} onPress={removeImage} />
    </span>
  );
}

function KnownImageView({ image }: { readonly image: KnownImage }) {
  const { facts } = image;
  return (
    <DropArea isQuiet>
      <div className={styles.known}>
        <div className={styles.title}>
          <FileDigit aria-hidden className={styles.icon} />
          <div className={styles.names}>
            <h3 className={styles.name}>{facts.name}</h3>
            {facts.system === undefined ? null : <p className={styles.system}>{facts.system}</p>}
          </div>
        </div>
        <ImageFactsList facts={facts} />
        {facts.problem === undefined ? null : <ImageProblem image={image} problem={facts.problem} />}
        <ImageChecksum image={image} />
      </div>
    </DropArea>
  );
}

type Work = Extract<ImageChoice, { is: 'searching' | 'uploading' | 'looking' }>;

const WORK = {
  searching: 'work.searching',
  uploading: 'work.uploading',
  looking: 'work.looking',
} as const satisfies Record<Work['is'], string>;

function UnderWay({ image }: { readonly image: Work }) {
  const { t } = useTranslation('burn');
  const { size, percent } = useQuantities();
  const isUploading = image.is === 'uploading';
  const fraction = isUploading && image.totalBytes > 0 ? image.doneBytes / image.totalBytes : undefined;
  return (
    <div className={styles.work}>
      <ProgressBar
        label={t(WORK[image.is], { name: image.name })}
        fraction={fraction}
        {...(fraction === undefined ? {} : { valueLabel: percent(fraction) })}
      />
      {isUploading ? (
        <p className={styles.small}>
          {t('work.progress', { done: size(image.doneBytes), total: size(image.totalBytes) })}
        </p>
      ) : null}
      <Button size="small" onPress={removeImage}>
        {t('work.cancel')}
      </Button>
    </div>
  );
}

const DROP_FAILURES = {
  unreadable: 'failed.unreadable',
  'no-room': 'failed.noRoom',
  refused: 'failed.refused',
  'cut-off': 'failed.cutOff',
} as const satisfies Record<DropFailureReason, string>;

function Failure({ name, failure }: { readonly name: string; readonly failure: ImageFailure }) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  return (
    <Notice tone="danger" title={t('failed.title', { name })} isAnnounced>
      {'error' in failure
        ? `${say(failure.error.message)} ${say(failure.error.nextStep)}`
        : t(DROP_FAILURES[failure.why])}
    </Notice>
  );
}

// The image against the checksum file beside it; without one, its SHA-256 on demand.
import { Hash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ImageCheck } from '../../app/contract/image-facts.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { engine } from '../engine/engine.ts';
import { burnDraft } from './burn-draft.ts';
import { checkChecksum, hashImage, stopChecksum } from './image-actions.ts';
import type { KnownImage, ReadProgress } from './image-choice.ts';
import styles from './image-checksum.module.css';
import { nameOfPath } from './recent-images.ts';
import { Sha256 } from './sha256.tsx';

export function ImageChecksum({ image }: { readonly image: KnownImage }) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  const { checksum, facts } = image;
  const file = nameOfPath(facts.checksum?.file ?? '');
  switch (checksum.is) {
    case 'none':
      return facts.checksum === undefined ? <WithoutChecksum image={image} /> : null;
    case 'running':
      return (
        <div className={styles.running}>
          <Reading label={t('checksum.running', { file })} progress={checksum} />
          <Button size="small" onPress={stopChecksum}>
            {t('checksum.stop')}
          </Button>
        </div>
      );
    case 'agrees':
    case 'differs':
      return checksum.is === 'agrees' ? (
        <Notice tone="good" title={t('checksum.agrees', { file })}>
          {t('checksum.agreesHint', { algorithm: algorithmOf(checksum.check) })}
        </Notice>
      ) : (
        <Differs check={checksum.check} file={file} />
      );
    case 'stopped':
      return <Stopped path={facts.path} file={file} />;
    case 'failed':
      return (
        <Notice tone="warning" title={t('checksum.failed')} actions={<CheckAgain path={facts.path} />}>
          {say(checksum.error.message)} {say(checksum.error.nextStep)}
        </Notice>
      );
  }
}

function Stopped({ path, file }: { readonly path: string; readonly file: string }) {
  const { t } = useTranslation('burn');
  const isDoneLater = useStore(burnDraft, ({ options }) => options.checkChecksum);
  return (
    <Notice tone="info" actions={<CheckAgain path={path} />}>
      {t(isDoneLater ? 'checksum.stopped' : 'checksum.stoppedOnly', { file })}
    </Notice>
  );
}

function Differs({ check, file }: { readonly check: ImageCheck; readonly file: string }) {
  const { t } = useTranslation('burn');
  return (
    <Notice tone="danger" title={t('checksum.differs', { file })}>
      <p>{t('checksum.differsHint')}</p>
      <dl className={styles.digests}>
        <dt>{t('checksum.expected', { algorithm: algorithmOf(check) })}</dt>
        <dd>
          <code>{check.expected}</code>
        </dd>
        <dt>{t('checksum.actual')}</dt>
        <dd>
          <code>{check.actual}</code>
        </dd>
      </dl>
    </Notice>
  );
}

function algorithmOf({ algorithm = '' }: ImageCheck): string {
  return algorithm.toUpperCase().replace(/^SHA(\d)/, 'SHA-$1');
}

function CheckAgain({ path }: { readonly path: string }) {
  const { t } = useTranslation('burn');
  return (
    <Button size="small" onPress={() => void checkChecksum(engine, path)}>
      {t('checksum.again')}
    </Button>
  );
}

function WithoutChecksum({ image }: { readonly image: KnownImage }) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  const { digest, facts } = image;
  return (
    <div className={styles.without}>
      <p>{t('checksum.none')}</p>
      {digest.is === 'failed' ? (
        <Notice tone="warning" title={t('checksum.hashFailed')}>
          {say(digest.error.message)} {say(digest.error.nextStep)}
        </Notice>
      ) : null}
      {digest.is === 'unasked' || digest.is === 'failed' ? (
        <Button size="small" icon={Hash} onPress={() => void hashImage(engine, facts.path)}>
          {t('checksum.show')}
        </Button>
      ) : null}
      {digest.is === 'running' ? <Reading label={t('checksum.hashing')} progress={digest} /> : null}
      {digest.is === 'known' ? <Sha256 digest={digest.sha256} /> : null}
    </div>
  );
}

function Reading({ label, progress }: { readonly label: string; readonly progress: ReadProgress }) {
  const { percent } = useQuantities();
  const fraction = progress.totalBytes > 0 ? progress.doneBytes / progress.totalBytes : 0;
  return <ProgressBar label={label} fraction={fraction} valueLabel={percent(fraction)} />;
}

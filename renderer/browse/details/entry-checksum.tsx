// The checksum of a file in the image, when it is asked for.
import { FileDigit } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErrorReport, toBurnishError } from '../../../app/base/errors.ts';
import { engine } from '../../engine/engine.ts';
import { CopyValue } from '../../job/copy-value.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import styles from './properties-view.module.css';

type State =
  | { readonly is: 'unasked' }
  | { readonly is: 'running'; readonly fraction: number | undefined }
  | { readonly is: 'known'; readonly sha256: string }
  | { readonly is: 'failed'; readonly error: ErrorReport };

export interface EntryChecksumProps {
  readonly browse: string;
  readonly entry: number;
}

export function EntryChecksum(props: EntryChecksumProps) {
  const { t } = useTranslation('browse');
  const { percent } = useQuantities();
  const say = useEngineText();
  const { state, ask, stop } = useChecksum(props);
  switch (state.is) {
    case 'unasked':
      return (
        <div className={styles.checksum}>
          <Button size="small" icon={FileDigit} onPress={ask}>
            {t('checksum.ask')}
          </Button>
        </div>
      );
    case 'running':
      return (
        <div className={styles.checksum}>
          <ProgressBar
            label={t('checksum.running')}
            fraction={state.fraction}
            {...(state.fraction === undefined ? {} : { valueLabel: percent(state.fraction) })}
          />
          <Button size="small" onPress={stop}>
            {t('cancel')}
          </Button>
        </div>
      );
    case 'known':
      return (
        <div className={styles.checksum} role="status">
          <strong>SHA-256</strong>
          <CopyValue name="SHA-256" value={state.sha256} />
        </div>
      );
    case 'failed':
      return (
        <Notice tone="danger" title={say(state.error.message)} isAnnounced>
          {say(state.error.nextStep)}
        </Notice>
      );
  }
}

function useChecksum({ browse, entry }: EntryChecksumProps) {
  const [state, setState] = useState<State>({ is: 'unasked' });
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);
  const ask = (): void => {
    const stop = new AbortController();
    asking.current = stop;
    setState({ is: 'running', fraction: undefined });
    const onProgress = ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }): void =>
      setState({ is: 'running', fraction: totalBytes > 0 ? doneBytes / totalBytes : undefined });
    engine
      .call('hashEntry', { browse, entry, algorithms: ['sha256'] }, { signal: stop.signal, onProgress })
      .then(({ sha256 = '' }) => setState({ is: 'known', sha256 }))
      .catch((thrown: unknown) => {
        const { report: error } = toBurnishError(thrown, 'hashing a file of the image');
        setState(stop.signal.aborted ? { is: 'unasked' } : { is: 'failed', error });
      });
  };
  return { state, ask, stop: () => asking.current?.abort() };
}

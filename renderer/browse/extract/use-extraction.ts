// Extracts entries into a folder of the host, and tells how far it is and what came of it.
import { useEffect, useRef, useState } from 'react';
import { type ErrorReport, toBurnishError } from '../../../app/base/errors.ts';
import type { ExtractResult } from '../../../app/contract/browse.ts';
import type { CallProgress } from '../../../app/contract/protocol.ts';
import { engine } from '../../engine/engine.ts';

export type Extraction =
  | { readonly is: 'none' }
  | { readonly is: 'running'; readonly progress: CallProgress<'extractEntries'> | undefined }
  | { readonly is: 'done'; readonly to: string; readonly result: ExtractResult }
  | { readonly is: 'stopped' }
  | { readonly is: 'failed'; readonly error: ErrorReport };

export interface ExtractionRequest {
  readonly browse: string;
  readonly entries: readonly number[];
  readonly to: string;
  readonly overwrite: boolean;
}

export function useExtraction() {
  const [extraction, show] = useState<Extraction>({ is: 'none' });
  const running = useRef<AbortController>(undefined);
  // A dialog that is left ends what it began.
  useEffect(() => () => running.current?.abort(), []);
  const begin = ({ browse, entries, to, overwrite }: ExtractionRequest): void => {
    const stop = new AbortController();
    running.current = stop;
    show({ is: 'running', progress: undefined });
    const options = { overwrite, links: 'inside', owner: false } as const;
    const onProgress = (progress: CallProgress<'extractEntries'>): void => show({ is: 'running', progress });
    engine
      .call('extractEntries', { browse, entries: [...entries], to, options }, { signal: stop.signal, onProgress })
      .then((result) => show({ is: 'done', to, result }))
      .catch((thrown: unknown) => {
        const { report: error } = toBurnishError(thrown, 'extracting files');
        show(stop.signal.aborted ? { is: 'stopped' } : { is: 'failed', error });
      });
  };
  return { extraction, begin, stop: () => running.current?.abort() };
}

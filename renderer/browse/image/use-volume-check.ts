// Goes through the volume that is shown: every folder, the places of all files, on demand their contents.
import { useEffect, useRef, useState } from 'react';
import { type ErrorReport, toBurnishError } from '../../../app/base/errors.ts';
import type { CallProgress, CallResult } from '../../../app/contract/protocol.ts';
import { engine } from '../../engine/engine.ts';
import type { Opened } from '../browse-state.ts';

export type CheckState =
  | { readonly is: 'none' }
  | { readonly is: 'running'; readonly progress: CallProgress<'checkVolume'> | undefined }
  | { readonly is: 'known'; readonly result: CallResult<'checkVolume'> }
  | { readonly is: 'failed'; readonly error: ErrorReport };

export interface VolumeCheck {
  readonly state: CheckState;
  /** `contents`: read every file too. */
  readonly begin: (contents: boolean) => void;
  readonly stop: () => void;
}

export function useVolumeCheck({ image, visited }: Opened): VolumeCheck {
  const [state, setState] = useState<CheckState>({ is: 'none' });
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);
  const begin = (contents: boolean): void => {
    if (visited === undefined) return;
    const stop = new AbortController();
    asking.current = stop;
    setState({ is: 'running', progress: undefined });
    const asked = { browse: image.browse, volume: visited.here.volume, contents };
    const onProgress = (progress: CallProgress<'checkVolume'>): void => setState({ is: 'running', progress });
    engine
      .call('checkVolume', asked, { signal: stop.signal, onProgress })
      .then((result) => setState({ is: 'known', result }))
      .catch((thrown: unknown) => {
        const { report: error } = toBurnishError(thrown, 'checking a volume');
        setState(stop.signal.aborted ? { is: 'none' } : { is: 'failed', error });
      });
  };
  return { state, begin, stop: () => asking.current?.abort() };
}

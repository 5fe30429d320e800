// The virtual drives and the discs on the shelf, as the engine has them now.
import { useEffect, useState } from 'react';
import type { CallResult } from '../../app/contract/protocol.ts';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';

export type VirtualDrives = CallResult<'virtualDrives'>;

/** Undefined until the engine has answered. */
export function useVirtualDrives(): VirtualDrives | undefined {
  const [drives, setDrives] = useState<VirtualDrives>();
  useEffect(() => {
    const asking = new AbortController();
    engine.call('virtualDrives', {}, { signal: asking.signal }).then(setDrives, showError);
    return () => asking.abort();
  }, []);
  return drives;
}

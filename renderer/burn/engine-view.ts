// What the burn page picks of the engine's state.
import { useMemo } from 'react';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import type { Settings } from '../../app/contract/settings.ts';
import { useEngine } from '../engine/engine-store.ts';

/** In the order of the list. */
export function useDriveCards(): readonly DriveCard[] {
  const drives = useEngine((state) => state.drives);
  const order = useEngine((state) => state.driveOrder);
  return useMemo(() => order.flatMap((name) => drives[name] ?? []), [drives, order]);
}

/** Until the engine has told the settings: the safe ones. */
const SAFE: Settings['burn'] = { verify: true, eject: false };

export function useBurnDefaults(): Settings['burn'] {
  return useEngine((state) => state.settings?.burn ?? SAFE);
}

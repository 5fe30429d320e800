// The real optical drives of this machine, and the notice when they come and go.
import { BurnishError } from '../base/errors.ts';
import { isAddonMissing, loadAddon } from '../../native/index.ts';
import type { DeviceNotice } from '../../native/addon.ts';
import { systemErrorName, verdictOf } from './passthrough-system-errors.ts';

export type { DeviceNotice };

/** A real drive as the system describes it. Texts that the system does not know are empty. */
export interface DeviceNode {
  /** What `openPassthrough` takes: "/dev/sr0", "\\.\CdRom0", "ioreg:100000abc". */
  readonly path: string;
  readonly vendor: string;
  readonly product: string;
  readonly revision: string;
  /** "USB", "ATA", "SCSI", ... */
  readonly bus: string;
  /** Linux: the sg node of the same drive. */
  readonly genericPath?: string;
}

/** The drives of this machine in the order of their names; none where the addon is missing. */
export function listDevices(): DeviceNode[] {
  const addon = loadAddon();
  if (isAddonMissing(addon)) return [];
  return addon.list().map(({ genericPath, ...node }) => (genericPath === '' ? node : { ...node, genericPath }));
}

/** Why real drives cannot be used on this machine, one sentence; undefined where they can. */
export function whyNoRealDrives(): string | undefined {
  const addon = loadAddon();
  return isAddonMissing(addon) ? addon.message : undefined;
}

/**
 * Calls `onChange` whenever a drive comes or goes or its medium changes, until disposed of. Keeps nothing alive. Where
 * the addon is missing there is nothing to watch. Throws BurnishError where the system refuses to tell.
 */
export function watchDevices(onChange: (notice: DeviceNotice) => void): Disposable {
  const addon = loadAddon();
  if (isAddonMissing(addon)) return { [Symbol.dispose]: () => undefined };
  const watch = addon.watch(onChange);
  if ('id' in watch) return { [Symbol.dispose]: () => void addon.unwatch(watch.id) };
  const name = systemErrorName(watch.systemError);
  throw new BurnishError({
    code: verdictOf(watch.systemError) === 'denied' ? 'permission-denied' : 'internal',
    message: `The system does not tell when drives come and go (${name}).`,
    doing: 'watching for drives',
    nextStep: 'Look again by hand after connecting a drive.',
    details: { operation: watch.operation, system: name },
  });
}

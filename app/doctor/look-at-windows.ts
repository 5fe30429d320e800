// Windows: what keeps its optical drives away, read from the registry: filter drivers, a disabled driver, a policy.
import type { WindowsFacts } from './facts.ts';
import type { System } from './system.ts';

const CONTROL = 'HKLM\\SYSTEM\\CurrentControlSet';
/** The setup class "CDROM": Microsoft's own advice for lost drives is to remove the filters listed there. */
export const CDROM_CLASS = `${CONTROL}\\Control\\Class\\{4D36E965-E325-11CE-BFC1-08002BE10318}`;
const CDROM_SERVICE = `${CONTROL}\\Services\\cdrom`;
/** Where group policy forbids what removable media may not do; the GUID stands for CD and DVD. */
const POLICY =
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices\\{53f56308-b6bf-11d0-94f2-00a0c91efb8b}';
/** Start type of a service: 4 is "disabled". */
const DISABLED = '0x4';

export async function lookAtWindows(system: System): Promise<WindowsFacts> {
  const upper = await system.registryValue(CDROM_CLASS, 'UpperFilters');
  const lower = await system.registryValue(CDROM_CLASS, 'LowerFilters');
  return {
    filters: {
      ...(upper === undefined ? {} : { UpperFilters: upper }),
      ...(lower === undefined ? {} : { LowerFilters: lower }),
    },
    isDriverDisabled: (await system.registryValue(CDROM_SERVICE, 'Start')) === DISABLED,
    isWritingForbidden: (await system.registryValue(POLICY, 'Deny_Write')) === '0x1',
  };
}

// What one call costs: into the addon, where it does nothing, and of the virtual recorder's TEST UNIT READY.
import { join } from 'node:path';
import { milliseconds } from '../../app/base/units.ts';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import { isAddonMissing, loadAddon } from '../../native/index.ts';
import { say } from './report.ts';

const ADDON_CALLS = 1_000_000;
const COMMANDS = 100_000;
/** No watch has it, so that the addon looks, finds nothing and comes back. */
const NO_WATCH = -1;

export async function benchCalls(folder: string): Promise<void> {
  const addon = loadAddon();
  if (isAddonMissing(addon)) {
    say(`a call into the addon: not measured. ${addon.message}`);
  } else {
    const start = performance.now();
    for (let i = 0; i < ADDON_CALLS; i++) addon.unwatch(NO_WATCH);
    say(`a call into the addon that does nothing: ${microseconds(start, ADDON_CALLS)}`);
  }
  const store = new VirtualDriveStore(join(folder, 'calls'));
  store.add('calls');
  const recorder = await store.open('calls', { exclusive: true });
  const command = { cdb: new Uint8Array(6), direction: 'none', timeoutMs: milliseconds(1000) } as const;
  const start = performance.now();
  for (let i = 0; i < COMMANDS; i++) await recorder.execute(command);
  say(`TEST UNIT READY of the virtual recorder: ${microseconds(start, COMMANDS)}`);
  await recorder.close();
}

function microseconds(start: number, calls: number): string {
  return `${(((performance.now() - start) / calls) * 1000).toFixed(2)} us`;
}

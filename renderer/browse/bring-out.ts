// Entries on their way out of an Electron window: extracted into a private folder, then dragged to the desktop or opened
// with the program of the system, read only. A page in a browser can do neither.
import i18next from 'i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import type { WindowBridge } from '../../app/contract/window-bridge.ts';
import { engine } from '../engine/engine.ts';
import { windowBridge } from '../engine/host-line.ts';
import { showError } from '../shell/show-error.ts';
import { showToast } from '../ui/toast.tsx';
import { chosenEntries, type Opened } from './browse-state.ts';

/** A drag is over when the mouse button is let go, which is soon: what takes longer is dragged once more. */
const SOON_MS = 600;

/** What was brought out last: it can be dragged at once. */
let ready: { readonly key: string; readonly folder: string } | undefined;

export function canBringOut(): boolean {
  return windowBridge() !== undefined;
}

/** Drags the chosen entries to wherever they are let go. */
export function dragChosen(opened: Opened): void {
  const bridge = windowBridge();
  if (bridge !== undefined) void dragOut(bridge, opened).catch(showError);
}

async function dragOut(bridge: WindowBridge, opened: Opened): Promise<void> {
  const entries = chosenEntries(opened).map(({ entry }) => entry);
  const key = `${opened.image.browse} ${entries.join(' ')}`;
  if (entries.length === 0) return;
  if (ready?.key === key) return bridge.dragOut(ready.folder);
  const begunMs = performance.now();
  const done = showToast({ tone: 'info', title: i18next.t('browse:out.preparing') });
  const folder = await extracted(bridge, opened, entries).finally(done);
  ready = { key, folder };
  if (performance.now() - begunMs < SOON_MS) return bridge.dragOut(folder);
  showToast({ tone: 'good', title: i18next.t('browse:out.dragAgain') });
}

/** Opens a copy of the file with the program of the system; does nothing in a browser. */
export function openWithSystem(opened: Opened, { entry, name }: BrowseEntry): void {
  const bridge = windowBridge();
  if (bridge === undefined) return;
  const open = async (): Promise<void> => {
    const isOpen = await bridge.openOut(await extracted(bridge, opened, [entry]));
    if (!isOpen) showToast({ tone: 'info', title: i18next.t('browse:out.notOpened', { name }) });
  };
  open().catch(showError);
}

async function extracted(bridge: WindowBridge, { image }: Opened, entries: readonly number[]): Promise<string> {
  const folder = await bridge.makeOutFolder();
  const options = { overwrite: false, links: 'inside', owner: false } as const;
  await engine.call('extractEntries', { browse: image.browse, entries: [...entries], to: folder, options });
  return folder;
}

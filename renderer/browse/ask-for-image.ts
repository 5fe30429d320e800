// Asks for an image to look inside: with the dialog of the system where the host has one, else with the page's own.
import type { EngineClient } from '../../app/contract/engine-client.ts';
import { windowBridge } from '../engine/host-line.ts';
import { showError } from '../shell/show-error.ts';
import { setChoosing } from './browse-store.ts';
import { openToBrowse } from './open-to-browse.ts';

export function askForImage(engine: Pick<EngineClient, 'call'>): void {
  const bridge = windowBridge();
  if (bridge === undefined) return setChoosing(true);
  bridge.chooseImage().then((path) => {
    if (path !== undefined) void openToBrowse(engine, { path });
  }, showError);
}

// From anywhere in the window: shows the browse page with this image or disc.
import { engine } from '../engine/engine.ts';
import { goTo } from '../shell/routes.ts';
import type { BrowseSource } from './browse-state.ts';
import { openToBrowse } from './open-to-browse.ts';

export function lookInside(source: BrowseSource): void {
  goTo({ page: 'browse' });
  void openToBrowse(engine, source);
}

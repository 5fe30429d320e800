// Opening a file of the image with the program of the system that is meant for it: only an Electron window can.
import type { BrowseEntry } from '../../app/contract/browse.ts';
import type { Opened } from './browse-state.ts';

export function openWithSystem(_opened: Opened, _entry: BrowseEntry): void {
  return;
}

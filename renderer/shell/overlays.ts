// What lies over the page at the moment: the command palette, the list of shortcuts, or nothing.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Overlay = 'none' | 'palette' | 'shortcuts';

const overlays = createStore<{ readonly shown: Overlay }>(() => ({ shown: 'none' }));

export function showOverlay(shown: Overlay): void {
  overlays.setState({ shown });
}

export function useOverlay(): Overlay {
  return useStore(overlays, (state) => state.shown);
}

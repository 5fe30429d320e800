// What the Electron window asks of the page: show a place, take an image that the user opened with Burnish.
import { useEffect } from 'react';
import { chooseImage } from '../burn/image-actions.ts';
import { engine } from '../engine/engine.ts';
import { windowBridge } from '../engine/host-line.ts';
import { showOverlay } from './overlays.ts';
import { goTo, routeOf } from './routes.ts';
import { showError } from './show-error.ts';

/** Stands once in the window; does nothing in a browser. */
export function useHostRequests(): void {
  useEffect(() => {
    const bridge = windowBridge();
    bridge?.onGoTo((place) => {
      if (place === 'palette') showOverlay('palette');
      else if (place === 'help') showOverlay('shortcuts');
      else goTo(routeOf(`#/${place}`));
    });
    bridge?.onOpenImage((path) => {
      goTo({ page: 'burn' });
      chooseImage(engine, path).catch(showError);
    });
  }, []);
}

// What is open ends with the connection; it is opened again when there is another one.
import { useEffect } from 'react';
import { engine } from '../engine/engine.ts';
import { useEngine } from '../engine/engine-store.ts';
import { loseBrowse, openAgain } from './open-to-browse.ts';

/** Stands once in the window. */
export function useBrowseConnection(): void {
  const connection = useEngine((state) => state.connection);
  useEffect(() => {
    if (connection === 'connected') void openAgain(engine);
    else if (connection !== 'connecting') loseBrowse();
  }, [connection]);
}

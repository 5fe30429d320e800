// What the window knows of the engine. It mirrors and never decides: a job's state is what the engine last told.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { EngineEvent } from '../../app/contract/engine-state.ts';
import { engine } from './engine.ts';
import type { LinkState } from './engine-link.ts';
import { EventBatch, nextFrame } from './event-batch.ts';
import { applyEvents, EMPTY_MIRROR, type Mirror, mirrorOf } from './mirror.ts';

export interface EngineState extends Mirror {
  readonly connection: LinkState;
}

export const engineStore = createStore<EngineState>(() => ({ ...EMPTY_MIRROR, connection: 'connecting' }));

/** Shows the component anew when what `select` picks is another value or object. */
export function useEngine<Picked>(select: (state: EngineState) => Picked): Picked {
  return useStore(engineStore, select);
}

/** Begins to mirror. Called once. */
export function beginMirror(): void {
  const batch = new EventBatch<EngineEvent>(
    (events) => engineStore.setState((state) => applyEvents(state, events)),
    nextFrame,
  );
  engine.start({
    onState: (connection) => {
      if (connection !== 'connected') batch.clear();
      engineStore.setState({ connection });
    },
    onSnapshot: (snapshot) => engineStore.setState(mirrorOf(snapshot)),
    onEvent: (event) => batch.add(event),
  });
}

// What the engine does for each call of the protocol.
import { browseCalls } from './browse/browse-calls.ts';
import type { Handlers } from './call.ts';
import { callDoctor } from './doctor-call.ts';
import { driveCalls, virtualCalls } from './drive-calls.ts';
import type { EngineServices } from './engine-services.ts';
import { fileCalls } from './file-calls.ts';
import { jobCalls } from './job-calls.ts';

export function handlersOf(services: EngineServices): Handlers {
  const { engine, hub, settings } = services;
  return {
    subscribe: (_params, { sender, subscribe }) => {
      subscribe();
      return services.snapshot(sender);
    },
    ...driveCalls(services),
    ...virtualCalls(services),
    ...jobCalls(services),
    ...fileCalls(),
    ...browseCalls(services),
    hash: ({ path, algorithms }, { signal, progress }) =>
      engine.hash(path, algorithms, {
        signal,
        onProgress: (doneBytes, totalBytes) => progress({ doneBytes, totalBytes }),
      }),
    doctor: () => callDoctor(services),
    settings: () => settings.current,
    changeSettings: (change) => {
      const changed = settings.change(change);
      hub.emit({ type: 'settings', settings: changed });
      return changed;
    },
  };
}

// What this room needs of the engine: connections for its pages. A test can be one.
import type { EngineHost } from '../engine/engine-host.ts';

export type EngineSource = Pick<EngineHost, 'connect'>;

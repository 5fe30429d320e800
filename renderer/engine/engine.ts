// The engine, for whoever asks it something: `engine.call('planJob', { request })`.
import { EngineLink } from './engine-link.ts';
import { hostLine } from './host-line.ts';

/** Calls reject with BurnishError; they wait while there is no connection. */
export const engine = new EngineLink(hostLine(), (callback, ms) => void setTimeout(callback, ms));

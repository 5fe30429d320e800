// What the command line wants of the engine: to call it, so that a test can put another in its place.
import type { EngineClient } from '../contract/engine-client.ts';
import type { Digests } from '../contract/job.ts';

export type EnginePort = Pick<EngineClient, 'call'>;

export type HashAlgorithm = keyof Digests;

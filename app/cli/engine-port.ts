// What the command line wants of the engine: the public face of app/engine, so that a test can put another in its place.
import type { Digests } from '../contract/job.ts';
import type { Engine } from '../engine/engine.ts';

export type { HashOptions, RunningJob, StartOptions } from '../engine/engine.ts';

export type HashAlgorithm = keyof Digests;

export type VirtualDrives = Pick<
  Engine['virtual'],
  'add' | 'remove' | 'list' | 'discs' | 'insertBlank' | 'insertImage' | 'insert' | 'eject' | 'setFaults' | 'clearFaults'
>;

export type EnginePort = Pick<Engine, 'drives' | 'whyNoRealDrives' | 'describe' | 'start' | 'hash'> & {
  readonly virtual: VirtualDrives;
};

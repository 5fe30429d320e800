// What the work on an opened image is given besides its parameters.
import type { BROWSE_CALLS } from '../../contract/browse.ts';
import type { CallParams, CallProgress, CallResult } from '../../contract/protocol.ts';

/** Calls that the thread of an opened image carries out. */
export type ImageCall = Exclude<keyof typeof BROWSE_CALLS, 'mountImage' | 'unmountImage' | 'mounts' | 'closeImage'>;

export interface Work<Name extends ImageCall> {
  readonly signal: AbortSignal;
  readonly progress: (progress: CallProgress<Name>) => void;
}

export type ImageHandlers = {
  readonly [Name in ImageCall]: (params: CallParams<Name>, work: Work<Name>) => Promise<CallResult<Name>>;
};

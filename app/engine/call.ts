// What the handler of a call is given, and the table that has one for every call.
import type { CallName, CallParams, CallProgress, CallResult } from '../contract/protocol.ts';
import type { Sender } from './thread-messages.ts';

/** Why the signal of a call is aborted when its caller has gone: nobody asked for anything to be stopped. */
export class CallerGone extends Error {}

export interface Call<Name extends CallName> {
  /** Aborted when the caller gives up or has gone. */
  readonly signal: AbortSignal;
  readonly sender: Sender;
  /** Aborted when the connection of the caller ends; the same for all its calls. */
  readonly whileConnected: AbortSignal;
  readonly progress: (progress: CallProgress<Name>) => void;
  /** From now on the caller gets every change, after the answer to this call. */
  readonly subscribe: () => void;
}

type Handler<Name extends CallName> = (
  params: CallParams<Name>,
  call: Call<Name>,
) => CallResult<Name> | Promise<CallResult<Name>>;

/** A call without a handler does not compile. */
export type Handlers = { readonly [Name in CallName]: Handler<Name> };

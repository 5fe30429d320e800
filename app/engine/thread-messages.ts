// What the host of the engine and the engine's thread say to each other: the connections of all front ends over one port.
import type { AnswerMessage } from '../contract/protocol.ts';

/** Who speaks, and which files it may name. */
export interface Sender {
  readonly kind: 'command-line' | 'window' | 'page';
  /** Folders; absent = wherever the user may. */
  readonly roots?: readonly string[];
}

/** A message that was not obeyed. It tells nothing of what the message held. */
export interface Refusal {
  readonly sender: Sender['kind'];
  /** The call, where it is one that exists. */
  readonly call?: string;
  /** One sentence. */
  readonly why: string;
}

export interface EngineThreadTask {
  readonly home: string;
  /** Go on with what an earlier run of the program left: waiting jobs are held, running ones were interrupted. */
  readonly adoptJobs: boolean;
  /** Tells this engine from others of the same process. */
  readonly engineId: string;
  /** Other engines of this process that are alive. */
  readonly siblings: readonly string[];
}

export type ToEngineThread =
  | { readonly type: 'open'; readonly connection: number; readonly sender: Sender }
  | { readonly type: 'message'; readonly connection: number; readonly message: unknown }
  | { readonly type: 'grant'; readonly connection: number; readonly path: string }
  | { readonly type: 'close'; readonly connection: number }
  | { readonly type: 'stop' };

export type FromEngineThread =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly connection: number; readonly message: AnswerMessage }
  /** Nobody caught it, and the engine goes on because a job runs. */
  | { readonly type: 'fault'; readonly why: string }
  | { readonly type: 'refused'; readonly refusal: Refusal };

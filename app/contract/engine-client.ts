// The engine as a typed object, over whatever carries messages: a thread, Electron's IPC, a WebSocket. It imports types
// only, so that the page carries no schema library; who does not trust the other side parses in its channel.
import { BurnishError } from '../base/errors.ts';
import type { EngineEvent } from './engine-state.ts';
import type { AnswerMessage, CallName, CallParams, CallProgress, CallResult, RequestMessage } from './protocol.ts';

/** Carries messages in order, both ways. */
export interface Channel {
  send(message: RequestMessage): void;
  /** Called once, before anything is sent. */
  receive(onMessage: (message: AnswerMessage) => void): void;
}

export interface CallOptions<Name extends CallName> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CallProgress<Name>) => void;
}

interface Pending {
  readonly fulfil: (value: unknown) => void;
  readonly reject: (error: BurnishError) => void;
  readonly progress: (value: unknown) => void;
}

export class EngineClient {
  private readonly channel: Channel;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private nextId = 1;

  constructor(channel: Channel) {
    this.channel = channel;
    channel.receive((message) => this.take(message));
  }

  /** Rejects with BurnishError: what the engine answered, or `cancelled` when `signal` was aborted. */
  call<Name extends CallName>(
    name: Name,
    params: CallParams<Name>,
    options: CallOptions<Name> = {},
  ): Promise<CallResult<Name>> {
    const id = this.nextId++;
    const { signal, onProgress } = options;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => this.channel.send({ cancel: id });
      const settle = (): void => {
        this.pending.delete(id);
        signal?.removeEventListener('abort', giveUp);
      };
      this.pending.set(id, {
        fulfil: (value) => {
          settle();
          resolve(value as CallResult<Name>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        progress: (value) => onProgress?.(value as CallProgress<Name>),
      });
      this.channel.send({ id, call: name, params });
      if (signal?.aborted === true) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Every change after `subscribe` was called; returns the way to stop listening. */
  listen(onEvent: (event: EngineEvent) => void): () => void {
    this.listeners.add(onEvent);
    return () => this.listeners.delete(onEvent);
  }

  /** The channel is gone: whoever waits is told why. */
  close(error: BurnishError): void {
    for (const waiting of [...this.pending.values()]) waiting.reject(error);
    this.listeners.clear();
  }

  private take(message: AnswerMessage): void {
    if ('event' in message) {
      for (const listener of [...this.listeners]) listener(message.event);
      return;
    }
    const waiting = this.pending.get(message.id);
    if (waiting === undefined) return;
    if ('progress' in message) waiting.progress(message.progress);
    else if (message.ok) waiting.fulfil(message.value);
    else waiting.reject(new BurnishError(message.error));
  }
}

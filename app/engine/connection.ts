// One front end at the engine: admits its messages, runs its calls, answers, and passes on changes once it subscribed.
import { BurnishError, toBurnishError } from '../base/errors.ts';
import type { EngineEvent } from '../contract/engine-state.ts';
import type { AnswerMessage, CallName, CallResult } from '../contract/protocol.ts';
import { admitMessage, admitParams, idOf, isCallName } from './admission.ts';
import { type Call, CallerGone, type Handlers } from './call.ts';
import type { EngineServices } from './engine-services.ts';
import { givenUp } from './given-up.ts';
import { Reach } from './reach.ts';
import type { Refusal, Sender } from './thread-messages.ts';

/** Calls under way at a time; nobody in earnest comes near. */
const MOST_CALLS = 1000;

export interface ConnectionOutlets {
  readonly answer: (message: AnswerMessage) => void;
  readonly refused: (refusal: Refusal) => void;
}

export class Connection {
  private readonly sender: Sender;
  private readonly handlers: Handlers;
  private readonly services: EngineServices;
  private readonly outlets: ConnectionOutlets;
  private readonly reach: Reach;
  private readonly calls = new Map<number, AbortController>();
  private readonly connected = new AbortController();
  private unsubscribe: (() => void) | undefined;
  /** Changes that wait until the answer to `subscribe` is out. */
  private heldBack: EngineEvent[] | undefined;

  constructor(sender: Sender, handlers: Handlers, services: EngineServices, outlets: ConnectionOutlets) {
    this.sender = sender;
    this.handlers = handlers;
    this.services = services;
    this.outlets = outlets;
    this.reach = new Reach(sender, services.engine);
  }

  /** Takes any message, well-formed or not. Never throws. */
  take(raw: unknown): void {
    try {
      const message = admitMessage(raw);
      if ('cancel' in message) this.calls.get(message.cancel)?.abort(new Error('given up by the caller'));
      else if (this.calls.has(message.id)) this.refuse('The number of a call is that of another one under way.');
      else this.begin(message.id, message.call, message.params);
    } catch (thrown) {
      this.answerRefused(idOf(raw), undefined, toBurnishError(thrown, 'reading a message'));
    }
  }

  grant(path: string): void {
    this.reach.grant(path);
  }

  close(): void {
    this.unsubscribe?.();
    this.connected.abort(new CallerGone());
    for (const call of this.calls.values()) call.abort(new CallerGone());
  }

  private begin(id: number, name: string, params: unknown): void {
    if (!isCallName(name)) throw wrong('There is no such call.');
    if (this.calls.size >= MOST_CALLS) throw wrong(`More than ${MOST_CALLS} calls at a time.`);
    const controller = new AbortController();
    this.calls.set(id, controller);
    void this.run(id, name, params, controller.signal).then(() => this.calls.delete(id));
  }

  private async run(id: number, name: CallName, params: unknown, signal: AbortSignal): Promise<void> {
    const call: Call<CallName> = {
      signal,
      sender: this.sender,
      whileConnected: this.connected.signal,
      progress: (progress) => this.outlets.answer({ id, progress }),
      subscribe: () => this.subscribe(),
    };
    try {
      const value = await this.perform(name, params, call);
      this.outlets.answer({ id, ok: true, value });
      this.release();
    } catch (thrown) {
      if (thrown instanceof RefusedCall) this.answerRefused(id, name, thrown.error);
      else this.answerError(id, toBurnishError(thrown, `carrying out "${name}"`));
    }
  }

  private async perform<Name extends CallName>(name: Name, raw: unknown, call: Call<Name>): Promise<CallResult<Name>> {
    const params = await admitParams(name, raw, this.reach).catch((thrown: unknown) => {
      throw new RefusedCall(toBurnishError(thrown, `reading the call "${name}"`));
    });
    // Given up while its parameters were judged: nothing of it is begun.
    if (call.signal.aborted && !(call.signal.reason instanceof CallerGone)) throw givenUp();
    return this.handlers[name](params, call);
  }

  private subscribe(): void {
    this.heldBack ??= [];
    this.unsubscribe ??= this.services.hub.subscribe((event) => {
      if (this.heldBack === undefined) this.outlets.answer({ event });
      else this.heldBack.push(event);
    });
  }

  private release(): void {
    const events = this.heldBack ?? [];
    this.heldBack = undefined;
    for (const event of events) this.outlets.answer({ event });
  }

  private answerError(id: number, error: BurnishError): void {
    this.outlets.answer({ id, ok: false, error: error.report });
  }

  private answerRefused(id: number | undefined, call: CallName | undefined, error: BurnishError): void {
    this.refuse(error.message, call);
    if (id !== undefined) this.answerError(id, error);
  }

  private refuse(why: string, call?: CallName): void {
    this.outlets.refused({ sender: this.sender.kind, why, ...(call === undefined ? {} : { call }) });
  }
}

class RefusedCall extends Error {
  readonly error: BurnishError;

  constructor(error: BurnishError) {
    super(error.message);
    this.error = error;
  }
}

function wrong(message: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message,
    doing: 'reading a message',
    nextStep: 'Load the window again.',
  });
}

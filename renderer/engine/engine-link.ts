// The way to the engine that outlives its connections: it connects again by itself, subscribes again, and asks again
// what was only a question. What would do something twice is not repeated: whoever asked is told.
import { BurnishError } from '../../app/base/errors.ts';
import { type CallOptions, type Channel, EngineClient } from '../../app/contract/engine-client.ts';
import type { EngineEvent, EngineSnapshot } from '../../app/contract/engine-state.ts';
import type { CallName, CallParams, CallResult } from '../../app/contract/protocol.ts';

/** Why a connection ended: it may come back, or the host knows this page no more. */
export type LineEnd = 'lost' | 'shut-out';

/** Opens one connection; calls `opened` at most once, then `ended` at most once. */
export type OpenLine = (told: {
  readonly opened: (channel: Channel) => void;
  readonly ended: (why: LineEnd) => void;
}) => void;

export type LinkState = 'connecting' | 'connected' | 'lost' | 'shut-out';

export interface LinkListener {
  readonly onState: (state: LinkState) => void;
  readonly onSnapshot: (snapshot: EngineSnapshot) => void;
  readonly onEvent: (event: EngineEvent) => void;
}

export type Later = (callback: () => void, ms: number) => void;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/** Calls that change nothing: they are asked again over the next connection. */
const QUESTIONS: ReadonlySet<CallName> = new Set<CallName>([
  'drives',
  'whyNoRealDrives',
  'describeDrive',
  'doctor',
  'virtualDrives',
  'planJob',
  'job',
  'jobLog',
  'history',
  'openImage',
  'mounts',
  'inspectImage',
  'checkImage',
  'hash',
  'places',
  'folder',
  'findDropped',
  'settings',
]);

export class EngineLink {
  private readonly open: OpenLine;
  private readonly later: Later;
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private listener: LinkListener | undefined;
  private client: EngineClient | undefined;
  private waiting: ((client: EngineClient) => void)[] = [];
  private waitMs = FIRST_WAIT_MS;

  constructor(open: OpenLine, later: Later) {
    this.open = open;
    this.later = later;
  }

  /** Connects, and connects again whenever the connection is lost. Called once. */
  start(listener: LinkListener): void {
    this.listener = listener;
    this.connect();
  }

  /** As `EngineClient.call`; waits for a connection where there is none. Rejects with BurnishError. */
  async call<Name extends CallName>(
    name: Name,
    params: CallParams<Name>,
    options: CallOptions<Name> = {},
  ): Promise<CallResult<Name>> {
    for (;;) {
      const client = this.client ?? (await this.nextClient(options.signal));
      try {
        return await client.call(name, params, options);
      } catch (thrown) {
        const isLost = thrown instanceof ConnectionLost && QUESTIONS.has(name);
        if (!isLost || options.signal?.aborted === true) throw thrown;
      }
    }
  }

  /** Every event, of this connection and of later ones; returns the way to stop listening. */
  listen(onEvent: (event: EngineEvent) => void): () => void {
    this.listeners.add(onEvent);
    return () => this.listeners.delete(onEvent);
  }

  private connect(): void {
    this.open({ opened: (channel) => this.begin(new EngineClient(channel)), ended: (why) => this.ended(why) });
  }

  private begin(client: EngineClient): void {
    this.client = client;
    client.listen((event) => {
      this.listener?.onEvent(event);
      for (const listener of [...this.listeners]) listener(event);
    });
    client.call('subscribe', {}).then(
      (snapshot) => {
        this.waitMs = FIRST_WAIT_MS;
        this.listener?.onSnapshot(snapshot);
        this.listener?.onState('connected');
      },
      // The connection broke off before the answer: `ended` connects again.
      () => undefined,
    );
    for (const proceed of this.waiting.splice(0)) proceed(client);
  }

  private ended(why: LineEnd): void {
    const lost = new ConnectionLost();
    this.client?.close(lost);
    this.client = undefined;
    this.listener?.onState(why);
    this.later(() => this.connect(), this.waitMs);
    this.waitMs = Math.min(LONGEST_WAIT_MS, this.waitMs * 2);
  }

  private nextClient(signal: AbortSignal | undefined): Promise<EngineClient> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.waiting = this.waiting.filter((one) => one !== proceed);
        reject(cancelled());
      };
      const proceed = (client: EngineClient): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve(client);
      };
      if (signal?.aborted === true) return reject(cancelled());
      signal?.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(proceed);
    });
  }
}

class ConnectionLost extends BurnishError {
  constructor() {
    super({
      code: 'internal',
      message: 'The connection to Burnish was lost before it answered.',
      doing: 'waiting for an answer',
      nextStep: 'The window connects again by itself. Look whether it was done, then try again.',
    });
  }
}

function cancelled(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'Cancelled.',
    doing: 'waiting for the connection',
    nextStep: 'Nothing needs to be done.',
  });
}

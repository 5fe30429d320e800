// The engine in a thread of its own, as its hosts hold it: the main process of Electron, `burnish serve`, the command
// line. It carries messages between front ends and the thread and reads none of them.
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { BurnishError, toBurnishError } from '../base/errors.ts';
import type { AnswerMessage } from '../contract/protocol.ts';
import { burnishHome } from './home.ts';
import type { EngineThreadTask, FromEngineThread, Refusal, Sender, ToEngineThread } from './thread-messages.ts';

export type { Refusal, Sender } from './thread-messages.ts';

/** A front end's way to the engine; the channel of an `EngineClient`. */
export interface EngineConnection {
  /** Any message: what is none is refused in the engine. Never throws. */
  send(message: unknown): void;
  /** Called once, before anything is sent. */
  receive(onMessage: (message: AnswerMessage) => void): void;
  /** Lets this connection name a file outside its roots: one that the user chose in a dialog of the host. */
  grant(path: string): void;
  /** Nothing more is received; jobs go on. */
  close(): void;
}

export interface EngineHostOptions {
  /** Default: BURNISH_HOME, else the platform's folder. */
  readonly home?: string;
  /** Take over waiting and interrupted jobs of an earlier run. The command line does not. */
  readonly adoptJobs: boolean;
  /** Told of every message that was not obeyed, for the log of the host. */
  readonly onRefused?: (refusal: Refusal) => void;
}

export class EngineHost {
  /** Engines of this process whose thread lives. */
  private static readonly living = new Set<string>();

  /** Fulfilled when the thread has ended: with the error that ended it, or undefined after `stop`. */
  readonly whenEnded: Promise<BurnishError | undefined>;
  private readonly worker: Worker;
  private readonly onRefused: (refusal: Refusal) => void;
  private readonly connections = new Map<number, HostConnection>();
  private nextConnection = 1;
  private isStopping = false;
  private end: BurnishError | undefined;

  private constructor(task: EngineThreadTask, onRefused: (refusal: Refusal) => void) {
    this.worker = new Worker(new URL('./engine-thread.js', import.meta.url), { workerData: task });
    this.onRefused = onRefused;
    EngineHost.living.add(task.engineId);
    this.worker.on('message', (message: FromEngineThread) => this.take(message));
    this.whenEnded = new Promise((resolve) => {
      let failure: BurnishError | undefined;
      this.worker.on('error', (thrown) => (failure = toBurnishError(thrown, 'running the engine')));
      this.worker.on('exit', () => {
        EngineHost.living.delete(task.engineId);
        this.end = failure ?? engineEnded();
        for (const connection of this.connections.values()) connection.fail(this.end);
        resolve(failure ?? (this.isStopping ? undefined : this.end));
      });
    });
  }

  /** Fulfilled when the engine takes messages. Throws BurnishError when its thread cannot be started. */
  static async start(options: EngineHostOptions): Promise<EngineHost> {
    const task: EngineThreadTask = {
      home: options.home ?? burnishHome(),
      adoptJobs: options.adoptJobs,
      engineId: randomUUID(),
      siblings: [...EngineHost.living],
    };
    const host = new EngineHost(task, options.onRefused ?? (() => undefined));
    const ready = new Promise<void>((resolve) => {
      const onMessage = (message: FromEngineThread): void => {
        if (message.type !== 'ready') return;
        host.worker.off('message', onMessage);
        resolve();
      };
      host.worker.on('message', onMessage);
    });
    const ended = await Promise.race([ready, host.whenEnded]);
    if (ended !== undefined) throw ended;
    return host;
  }

  connect(sender: Sender): EngineConnection {
    const id = this.nextConnection++;
    const connection = new HostConnection((message) => this.post(id, sender, message));
    this.connections.set(id, connection);
    this.tell({ type: 'open', connection: id, sender });
    if (this.end !== undefined) connection.fail(this.end);
    return connection;
  }

  /** Ends the thread, with it the jobs that run: callers look first. Never rejects. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.tell({ type: 'stop' });
    await this.whenEnded;
  }

  private post(id: number, sender: Sender, message: ConnectionMessage): void {
    if (message.type === 'close') this.connections.delete(id);
    try {
      this.tell({ ...message, connection: id });
    } catch (thrown) {
      // A function or the like, which cannot travel between threads: not from any front end of ours.
      this.onRefused({ sender: sender.kind, why: `A message could not be carried: ${String(thrown)}.` });
    }
  }

  private tell(message: ToEngineThread): void {
    this.worker.postMessage(message);
  }

  private take(message: FromEngineThread): void {
    if (message.type === 'answer') this.connections.get(message.connection)?.deliver(message.message);
    else if (message.type === 'refused') this.onRefused(message.refusal);
    else if (message.type === 'fault') process.stderr.write(`${message.why}\n`);
  }
}

type ConnectionMessage =
  | { readonly type: 'message'; readonly message: unknown }
  | { readonly type: 'grant'; readonly path: string }
  | { readonly type: 'close' };

/** Remembers the calls under way, so that they are answered when the thread ends. */
class HostConnection implements EngineConnection {
  private readonly post: (message: ConnectionMessage) => void;
  private readonly pending = new Set<number>();
  private onMessage: (message: AnswerMessage) => void = () => undefined;
  private failure: BurnishError | undefined;

  constructor(post: (message: ConnectionMessage) => void) {
    this.post = post;
  }

  send(message: unknown): void {
    const id = callIdOf(message);
    if (this.failure !== undefined) {
      if (id !== undefined) this.onMessage({ id, ok: false, error: this.failure.report });
      return;
    }
    if (id !== undefined) this.pending.add(id);
    this.post({ type: 'message', message });
  }

  receive(onMessage: (message: AnswerMessage) => void): void {
    this.onMessage = onMessage;
  }

  grant(path: string): void {
    this.post({ type: 'grant', path });
  }

  close(): void {
    this.onMessage = () => undefined;
    this.post({ type: 'close' });
  }

  deliver(message: AnswerMessage): void {
    if ('ok' in message) this.pending.delete(message.id);
    this.onMessage(message);
  }

  /** The thread is gone: whoever waits is told why. */
  fail(error: BurnishError): void {
    this.failure = error;
    for (const id of this.pending) this.onMessage({ id, ok: false, error: error.report });
    this.pending.clear();
  }
}

function callIdOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('call' in message) || !('id' in message)) return undefined;
  const { id } = message;
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 ? id : undefined;
}

function engineEnded(): BurnishError {
  return new BurnishError({
    code: 'internal',
    message: 'The engine of Burnish has ended.',
    doing: 'talking to the engine',
    nextStep: 'Start Burnish again and look at the disc: a job that was running may have been interrupted.',
  });
}

// The way to the thread of one opened image. A thread that gives no sign of life in time, that takes more memory than it
// may, or that dies is ended: whoever waits for it is told, and nothing else suffers.
import { Worker } from 'node:worker_threads';
import { BurnishError, toBurnishError } from '../../base/errors.ts';
import { EngineClient } from '../../contract/engine-client.ts';
import type { AnswerMessage, CallParams, CallProgress, CallResult } from '../../contract/protocol.ts';
import type { BrowseThreadTask } from './browse-thread.ts';
import type { ImageCall } from './browse-work.ts';

/** A call about a file that tells nothing for so long hangs; a drive may spin up and try again and again. */
const PATIENCE_MS = { file: 30_000, drive: 180_000 } as const;
const MOST_HEAP_MIB = 384;

export interface AskOptions<Name extends ImageCall> {
  readonly signal: AbortSignal;
  readonly progress: (progress: CallProgress<Name>) => void;
}

export class ImageReader {
  private readonly worker: Worker;
  private readonly client: EngineClient;
  private readonly patienceMs: number;
  private ended: BurnishError | undefined;

  constructor(task: BrowseThreadTask, options: { readonly from: 'file' | 'drive'; readonly patienceMs?: number }) {
    this.patienceMs = options.patienceMs ?? PATIENCE_MS[options.from];
    this.worker = new Worker(new URL('./browse-thread.js', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB },
    });
    this.client = new EngineClient({
      send: (message) => this.worker.postMessage(message),
      receive: (onMessage) => this.worker.on('message', (message: AnswerMessage) => onMessage(message)),
    });
    this.worker.on('error', (thrown) => this.end(failureOf(thrown)));
    this.worker.on('exit', () => this.end(closed()));
  }

  /** Carries a call out in the thread. Throws BurnishError. */
  async ask<Name extends ImageCall>(
    name: Name,
    params: CallParams<Name>,
    { signal, progress }: AskOptions<Name>,
  ): Promise<CallResult<Name>> {
    if (this.ended !== undefined) throw this.ended;
    const watch = setTimeout(() => this.giveUp(), this.patienceMs);
    try {
      return await this.client.call(name, params, {
        signal,
        onProgress: (told) => {
          watch.refresh();
          progress(told);
        },
      });
    } finally {
      clearTimeout(watch);
    }
  }

  /** Ends the thread; what is under way is refused. Never rejects. */
  async close(why: BurnishError = closed()): Promise<void> {
    this.end(why);
    await this.worker.terminate();
  }

  private giveUp(): void {
    void this.close(hung());
  }

  private end(why: BurnishError): void {
    this.ended ??= why;
    this.client.close(this.ended);
  }
}

function failureOf(thrown: unknown): BurnishError {
  const isMemory = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isMemory) return toBurnishError(thrown, 'looking into an image');
  return unreadable(`This image asks for more than the ${MOST_HEAP_MIB} MiB of memory that its reader may have.`);
}

function hung(): BurnishError {
  return unreadable('This image could not be read in time, so its reader was ended.');
}

function unreadable(message: string): BurnishError {
  return new BurnishError({
    code: 'image-unreadable',
    message,
    doing: 'looking into an image',
    nextStep: 'Open the image again; if it happens again, the image is damaged.',
  });
}

function closed(): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: 'This image is not open any more.',
    doing: 'looking into an image',
    nextStep: 'Open the image again.',
  });
}

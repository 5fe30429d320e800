// Ctrl-C and its relatives while a job runs: the first asks the job to stop at the next safe point, the ones after it
// only say that this cannot be hurried. Killing the program half-way through a write is what ruins discs.

/** What a process offers of signals. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Counts signals from its making until `close()`; while it is open none of them ends the process. */
export class Interrupts {
  private readonly source: SignalSource;
  private readonly controller = new AbortController();
  private count = 0;
  private listener: (count: number) => void = () => undefined;
  private readonly onSignal = (): void => {
    this.count += 1;
    this.controller.abort(new Error('interrupted'));
    this.listener(this.count);
  };

  constructor(source: SignalSource) {
    this.source = source;
    for (const signal of SIGNALS) source.on(signal, this.onSignal);
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Calls `listener` with 1, 2, ... for each signal, those that already came included. */
  listen(listener: (count: number) => void): void {
    this.listener = listener;
    for (let past = 1; past <= this.count; past += 1) listener(past);
  }

  close(): void {
    for (const signal of SIGNALS) this.source.off(signal, this.onSignal);
  }
}

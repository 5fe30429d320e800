// A world for the command line that a test holds in its hands: what is typed, what is printed, signals, an engine.
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { EnginePort } from '../../app/cli/engine-port.ts';
import { runCommandLine } from '../../app/cli/program.ts';
import type { Host } from '../../app/cli/session.ts';

export interface WorldOptions {
  readonly engine?: EnginePort;
  /** Everything is a terminal of so many columns. */
  readonly terminal?: number;
  /** What is typed, line by line. */
  readonly typed?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

export class FakeWorld {
  readonly signals = new EventEmitter();
  readonly stdin = new PassThrough();
  private readonly out: string[] = [];
  private readonly err: string[] = [];
  private readonly options: WorldOptions;
  private readonly host: Host;

  constructor(options: WorldOptions = {}) {
    this.options = options;
    const tty = options.terminal === undefined ? {} : { isTTY: true, columns: options.terminal };
    if (options.typed !== undefined) this.stdin.write(options.typed);
    this.host = {
      streams: {
        stdin: Object.assign(this.stdin, { isTTY: options.terminal !== undefined }),
        stdout: { ...tty, write: (text) => this.out.push(asText(text)) },
        stderr: { ...tty, write: (text) => this.err.push(asText(text)) },
      },
      environment: options.environment ?? { NO_COLOR: '1' },
      signals: this.signals,
      version: '1.2.3',
      openEngine: async () => {
        if (this.options.engine === undefined) throw new Error('this test has no engine');
        return this.options.engine;
      },
    };
  }

  get stdout(): string {
    return this.out.join('');
  }

  get stderr(): string {
    return this.err.join('');
  }

  run(...args: string[]): Promise<number> {
    return runCommandLine(args, this.host);
  }
}

function asText(written: string | Uint8Array): string {
  return typeof written === 'string' ? written : Buffer.from(written).toString('latin1');
}

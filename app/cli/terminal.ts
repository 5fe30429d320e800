// The text side of the command: lines for people, lines for programs, one line that is rewritten in place, one question.
// Text may come from a disc or a drive, so nothing that a terminal would obey is let through.
import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** A stream of the process, terminal or not. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Nobody reads any more. */
  readonly destroyed?: boolean;
  /** Of a stream that says when it takes more. */
  readonly once?: (event: 'drain' | 'close', listener: () => void) => unknown;
  write(text: string | Uint8Array): unknown;
}

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
}

const WIDTH_WITHOUT_TERMINAL = 80;
const CLEAR_TO_END_OF_LINE = '\x1b[K';

export class Terminal {
  private readonly streams: TerminalStreams;
  private readonly color: boolean;
  /** People read stdout, or stderr when stdout is for a program. */
  private people: Output;
  private liveText = '';

  constructor(streams: TerminalStreams, environment: NodeJS.ProcessEnv) {
    this.streams = streams;
    this.people = streams.stdout;
    this.color = (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  }

  /** From now on stdout carries JSON only, and text for people goes to stderr. */
  giveStdoutToJson(): void {
    this.people = this.streams.stderr;
  }

  /** True when the text is seen on a terminal, so that a line can be rewritten in place. */
  get isLive(): boolean {
    return this.people.isTTY === true;
  }

  /** True when somebody can answer a question. */
  get canAsk(): boolean {
    return this.streams.stdin.isTTY === true && this.people.isTTY === true;
  }

  /** Columns of the terminal; some terminals say 0 when they do not know. */
  get width(): number {
    const columns = this.people.columns ?? 0;
    return columns > 0 ? columns : WIDTH_WITHOUT_TERMINAL;
  }

  /** A line for people; the live line, if any, goes away. */
  line(text = '', style?: Style): void {
    this.clearLive();
    this.print(this.people, text, style);
  }

  /** A line about a failure: always stderr. */
  errorLine(text: string, style?: Style): void {
    this.clearLive();
    this.print(this.streams.stderr, text, style);
  }

  /** Replaces the line that is rewritten in place. Only where `isLive`. */
  live(text: string): void {
    const shown = printable(text).slice(0, this.width - 1);
    if (shown === this.liveText) return;
    // One write, and the rest of the old line is cleared after the new text: nothing flickers.
    this.people.write(`\r${shown}${CLEAR_TO_END_OF_LINE}`);
    this.liveText = shown;
  }

  clearLive(): void {
    if (this.liveText === '') return;
    this.people.write(`\r${CLEAR_TO_END_OF_LINE}`);
    this.liveText = '';
  }

  /** Any number of whole lines for stdout, in which nothing is left that a terminal would obey. */
  output(lines: string): void {
    this.clearLive();
    this.streams.stdout.write(lines);
  }

  /** Bytes for stdout as they are; false when nobody reads them any more. */
  async bytes(bytes: Uint8Array): Promise<boolean> {
    const { stdout } = this.streams;
    if (stdout.destroyed === true) return false;
    const isTaken = stdout.write(bytes);
    if (isTaken === false && stdout.once !== undefined) await takesMore(stdout);
    return true;
  }

  /** One line of JSON on stdout. */
  json(value: unknown): void {
    this.streams.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /**
   * Asks on the terminal. Undefined at the end of the input (Ctrl-D).
   * Rejects with the signal's reason when it is aborted.
   */
  async ask(question: string, signal: AbortSignal): Promise<string | undefined> {
    this.clearLive();
    this.people.write(printable(question));
    const lines = createInterface({ input: this.streams.stdin, terminal: false });
    try {
      return await new Promise<string | undefined>((resolve, reject) => {
        const onAbort = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('interrupted'));
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        lines.once('line', resolve);
        lines.once('close', () => resolve(undefined));
      });
    } finally {
      lines.close();
      this.streams.stdin.pause();
    }
  }

  private print(output: Output, text: string, style?: Style): void {
    const clean = printable(text);
    const styled = style !== undefined && this.color && output.isTTY === true;
    output.write(`${styled ? styleText(style, clean) : clean}\n`);
  }
}

/** Line breaks become blanks; other control characters and those that turn the direction of text a visible mark. */
export function printable(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(OBEYED_BY_TERMINALS, '\uFFFD');
}

/** C0, DEL and C1, and the marks of Unicode that embed, override or isolate a direction. */
const OBEYED_BY_TERMINALS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Fulfilled when it does, or when nobody reads from it any more. */
function takesMore(stream: Output): Promise<void> {
  return new Promise((resolve) => {
    stream.once?.('drain', resolve);
    stream.once?.('close', resolve);
  });
}

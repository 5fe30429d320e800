// `burnish serve` as a child process: its one-time address, what it refused, and its end.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Home } from '../cli/burnish-process.ts';

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S*/u;

export class ServeProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;
  private log = '';

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.log += text));
    this.reader = createInterface({ input: child.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  static start(home: Home, root: string): ServeProcess {
    return new ServeProcess(home.start('serve', '--no-open', '--root', root));
  }

  /** The next address that it prints; it opens one session. */
  async address(): Promise<string> {
    for (;;) {
      const line = await this.lines.next();
      if (line.done === true) throw new Error(`burnish serve ended before it printed an address:\n${this.log}`);
      const found = ADDRESS.exec(line.value);
      if (found !== null) return found[0];
    }
  }

  /** What it has said on stderr: refusals, a line each. */
  get said(): string {
    return this.log;
  }

  /** Waits for its end. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const closed = once(this.child, 'close');
    this.reader.resume();
    this.child.kill(signal);
    await closed;
  }
}

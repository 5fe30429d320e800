// `burnish serve` as a child process with a home of its own, and pages at it that are no browsers.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { EngineClient } from '../../app/contract/engine-client.ts';
import { answerMessageSchema } from '../../app/contract/protocol.ts';
import type { Home } from '../cli/burnish-process.ts';

/** A page that speaks to the engine. */
export interface OpenPage {
  readonly socket: WebSocket;
  readonly client: EngineClient;
}

export class ServedWindow {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly addresses: AsyncIterator<string>;
  private readonly watchers = new Set<() => void>();
  private said = '';
  /** Known when an address was read. */
  origin = '';

  constructor(home: Home, root: string, ...options: string[]) {
    this.child = home.start('serve', '--no-open', '--root', root, ...options);
    this.addresses = addressesIn(this.child);
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
      for (const watcher of this.watchers) watcher();
    });
  }

  /** What it has said on stderr. */
  get stderr(): string {
    return this.said;
  }

  /** The next address that it prints. */
  async address(): Promise<URL> {
    const next = await this.addresses.next();
    if (next.done === true) throw new Error(`burnish serve printed no address:\n${this.said}`);
    const address = new URL(next.value);
    this.origin = address.origin;
    return address;
  }

  pressEnter(): void {
    this.child.stdin.write('\n');
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }

  /** Its exit code, or the signal that ended it. */
  async whenEnded(): Promise<number | string> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const [code, signal] = (await once(this.child, 'exit')) as [number | null, string | null];
    return code ?? signal ?? 'nothing';
  }

  /** Fulfilled when its stderr has matched so many times. */
  whenSaid(pattern: RegExp, times = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if ([...this.said.matchAll(new RegExp(pattern, 'g'))].length < times) return;
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }

  /** Hands in the token of an address; the status, and the cookie if there is one. */
  async handIn(address: URL): Promise<{ readonly status: number; readonly cookie: string }> {
    const body = address.hash.replace('#token=', '');
    const answer = await fetch(`${this.origin}/session`, { method: 'POST', headers: { Origin: this.origin }, body });
    const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
    return { status: answer.status, cookie };
  }

  /** A connection with this cookie. */
  async connect(cookie: string): Promise<OpenPage> {
    const url = `${this.origin.replace('http', 'ws')}/engine`;
    const socket = new WebSocket(url, { origin: this.origin, headers: { Cookie: cookie } });
    const opened = once(socket, 'open');
    // An end of the connection is what some tests are about.
    socket.on('error', () => undefined);
    const client = new EngineClient({
      send: (message) => socket.send(JSON.stringify(message)),
      receive: (onMessage) =>
        socket.on('message', (data: Buffer) => onMessage(answerMessageSchema.parse(JSON.parse(data.toString('utf8'))))),
    });
    await opened;
    return { socket, client };
  }

  /** The first page, by the address that was printed at the start. */
  async open(): Promise<OpenPage & { readonly cookie: string }> {
    const { cookie } = await this.handIn(await this.address());
    return { ...(await this.connect(cookie)), cookie };
  }

  async kill(): Promise<void> {
    this.child.stdin.end();
    this.child.kill('SIGKILL');
    await this.whenEnded();
  }
}

async function* addressesIn(child: ChildProcessWithoutNullStreams): AsyncGenerator<string> {
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\d+\/[^\s"]+/.exec(line);
    if (found !== null) yield found[0];
  }
}

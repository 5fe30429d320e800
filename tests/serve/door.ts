// A browser host with a page of three files and an engine that only listens, and ways to knock at it that no browser and
// no well-behaved client would use.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Sender } from '../../app/engine/engine-host.ts';
import { BrowserHost } from '../../app/serve/browser-host.ts';
import { type Refusal, RefusalLog } from '../../app/serve/refusal-log.ts';
import { HeardConnection } from './heard-connection.ts';

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export class Door {
  readonly host: BrowserHost;
  readonly home: string;
  readonly refusals: Refusal[];
  readonly connections: HeardConnection[];

  private constructor(host: BrowserHost, home: string, refusals: Refusal[], connections: HeardConnection[]) {
    this.host = host;
    this.home = home;
    this.refusals = refusals;
    this.connections = connections;
  }

  static async open(): Promise<Door> {
    const home = await mkdtemp(join(tmpdir(), 'burnish-serve-'));
    const page = join(home, 'page');
    await mkdir(join(page, 'assets'), { recursive: true });
    await writeFile(join(page, 'index.html'), '<h1>the window</h1>');
    await writeFile(join(page, 'open.html'), '<h1>the door</h1>');
    await writeFile(join(page, 'assets', 'main-a1b2.js'), 'start()');
    await writeFile(join(home, 'secret.txt'), 'not for pages');
    const refusals: Refusal[] = [];
    const connections: HeardConnection[] = [];
    const connect = (sender: Sender): HeardConnection => {
      const connection = new HeardConnection(sender);
      connections.push(connection);
      return connection;
    };
    const log = new RefusalLog((line) => refusals.push(line));
    const host = await BrowserHost.start({ engine: { connect }, home, port: 0, roots: ['/roots/one'], page, log });
    return new Door(host, home, refusals, connections);
  }

  get authority(): string {
    return `127.0.0.1:${this.host.port}`;
  }

  get origin(): string {
    return `http://${this.authority}`;
  }

  /** What was refused, in the words of the log. */
  get refused(): string[] {
    return this.refusals.map(({ what }) => what);
  }

  /** The connection that was made last. */
  get latest(): HeardConnection {
    const latest = this.connections.at(-1);
    if (latest === undefined) throw new Error('nobody has connected');
    return latest;
  }

  async close(): Promise<void> {
    this.host.close();
    await rm(this.home, { recursive: true });
  }

  /** The token of a fresh address. */
  newToken(): string {
    const [, token] = this.host.newAddress().split('#token=');
    if (token === undefined) throw new Error('an address without a token');
    return token;
  }

  handIn(token: string): Promise<Answer> {
    return this.ask('POST', '/session', { Origin: this.origin }, token);
  }

  /** Lets a browser in; its Cookie header. */
  async letIn(): Promise<string> {
    const answer = await this.handIn(this.newToken());
    const [cookie] = (answer.headers.get('set-cookie') ?? '').split(';');
    if (answer.status !== 204 || cookie === undefined) throw new Error(`not let in: ${answer.status}`);
    return cookie;
  }

  /** A request in exactly these words; Host, Connection and Content-Length are added where they are not given. */
  ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
    const all = {
      Host: this.authority,
      Connection: 'close',
      ...(method === 'POST' && { 'Content-Length': String(Buffer.byteLength(body)) }),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    return this.say(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  }

  /** These bytes on a connection; what comes back until its end. */
  say(bytes: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.host.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
      const pieces: Buffer[] = [];
      socket.on('data', (piece) => pieces.push(piece));
      socket.on('error', reject);
      socket.on('close', () => resolve(parseAnswer(Buffer.concat(pieces).toString('utf8'))));
    });
  }

  /** A head, of which we add the host, and nothing after it; the first piece of what comes back. */
  announce(lines: readonly string[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const [first = '', ...others] = lines;
      const socket = connect(this.host.port, '127.0.0.1', () =>
        socket.write(`${[first, `Host: ${this.authority}`, ...others].join('\r\n')}\r\n\r\n`),
      );
      socket.once('error', reject);
      socket.once('data', (piece) => {
        resolve(parseAnswer(piece.toString('utf8')));
        socket.destroy();
      });
    });
  }

  /** The WebSocket of a page, when it is open. Rejects with the status of a refusal. */
  socket(cookie: string, origin = this.origin, path = '/engine'): Promise<WebSocket> {
    const socket = new WebSocket(`ws://${this.authority}${path}`, { origin, headers: { Cookie: cookie } });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.once('open', () => resolve(socket));
      socket.once('unexpected-response', (_request, response) => {
        reject(new Error(String(response.statusCode)));
        socket.terminate();
      });
    });
  }
}

/** The code with which a WebSocket is closed. */
export function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

function parseAnswer(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1] ?? 0), headers: new Map(headers), body: text.slice(end + 4) };
}

// The window in a browser: the page, the one-time address, the WebSocket to the engine, and dropped files, on the loopback
// address of this machine only. What comes in is foreign until the session cookie says otherwise.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { EngineClient } from '../contract/engine-client.ts';
import { sendDownload } from './download/send-download.ts';
import { addressOf, EngineSockets } from './engine-sockets.ts';
import type { EngineSource } from './engine-source.ts';
import { Incoming } from './incoming.ts';
import { endWith, listenOnLoopback, LOOPBACK } from './loopback-server.ts';
import { type PageFiles, readPageFiles } from './page-files.ts';
import type { RefusalLog } from './refusal-log.ts';
import { replyEmpty, replyWithFile } from './reply.ts';
import { refuseForeign } from './same-origin.ts';
import { type Session, Sessions } from './sessions.ts';
import { readToken } from './token-body.ts';
import { receiveUpload } from './upload.ts';

/** A connection that ended in the middle of something is no offence; who was being answered notices by himself. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'HPE_INVALID_EOF_STATE']);

export interface BrowserHostOptions {
  readonly engine: EngineSource;
  /** BURNISH_HOME. */
  readonly home: string;
  /** 0 = any that is free. */
  readonly port: number;
  /** The folders that pages may reach: absolute, and there. */
  readonly roots: readonly string[];
  /** The folder of the built page. */
  readonly page: string;
  readonly log: RefusalLog;
}

export class BrowserHost {
  readonly port: number;
  private readonly server: Server;
  private readonly page: PageFiles;
  private readonly log: RefusalLog;
  private readonly sessions: Sessions;
  private readonly sockets: EngineSockets;
  private readonly incoming: Incoming;
  private readonly engine: EngineSource;
  private readonly roots: readonly string[];

  private constructor(options: BrowserHostOptions, server: Server, port: number, page: PageFiles, incoming: Incoming) {
    this.server = server;
    this.port = port;
    this.page = page;
    this.log = options.log;
    this.incoming = incoming;
    this.engine = options.engine;
    this.roots = options.roots;
    this.sessions = new Sessions(port);
    const onRefused = (what: string, from: string | undefined): void => this.refused(what, '/engine', from);
    this.sockets = new EngineSockets({ engine: options.engine, roots: options.roots, onRefused });
    server.on('request', (request, response) => this.answer(request, response));
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.refuseNoHttp(error, socket));
  }

  /** Fulfilled when pages are served. Throws BurnishError when the port is taken or the page has not been built. */
  static async start(options: BrowserHostOptions): Promise<BrowserHost> {
    const page = await readPageFiles(options.page);
    const incoming = new Incoming(options.home);
    await incoming.removeOld();
    const { server, port } = await listenOnLoopback(options.port);
    return new BrowserHost(options, server, port, page, incoming);
  }

  /** A fresh address that lets one browser in, once. The one before it is void. */
  newAddress(): string {
    // The part after # is never sent: not in a request, not to another site, not into a log.
    return `http://${LOOPBACK}:${this.port}/open#token=${this.sessions.newToken()}`;
  }

  /** Takes no new connections; those that are open stay. */
  stopListening(): void {
    this.server.close();
  }

  /** Ends everything at once; jobs are not touched. */
  close(): void {
    this.server.close();
    this.sockets.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    // A connection that breaks off is noticed by whoever reads from it.
    response.on('error', () => undefined);
    const foreign = refuseForeign(request, this.port, request.method === 'POST');
    if (foreign !== undefined) return this.refuse(request, response, foreign.status, foreign.what);
    const [path, query] = splitAddress(request.url);
    const session = this.sessions.find(request.headers.cookie);
    if (path === '/download' && request.method === 'GET') {
      return void this.download(request, response, query, session);
    }
    if (request.method !== 'POST') return this.answerFile(request, response, path, session);
    if (path === '/session') return void this.letIn(request, response, session);
    if (session === undefined) return this.refuse(request, response, 401, 'no session');
    if (path === '/upload') return void this.takeUpload(request, response, query, session);
    this.refuse(request, response, 404, 'an address that is not there');
  }

  /** The page is public, as its source is; but without a session it could only say that nobody answers. */
  private answerFile(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    session: Session | undefined,
  ): void {
    const isWindow = path === '/' || path === '/index.html';
    const isDoor = path === '/open' || (isWindow && session === undefined);
    const file = this.page.get(isDoor ? '/open.html' : isWindow ? '/index.html' : path);
    if (file === undefined) return this.refuse(request, response, 404, 'an address that is not there');
    if (isDoor && isWindow) this.refused('no session', asked(request), addressOf(request));
    replyWithFile(response, file, isDoor && isWindow ? 401 : 200);
  }

  private async letIn(request: IncomingMessage, response: ServerResponse, session: Session | undefined): Promise<void> {
    const token = await readToken(request);
    if (session !== undefined) return replyEmpty(response, 204);
    if (token === undefined) return this.refuse(request, response, 400, 'no token');
    const exchange = this.sessions.exchange(token);
    if (exchange.outcome === 'let-in') return replyEmpty(response, 204, { 'Set-Cookie': exchange.cookie });
    if (exchange.outcome === 'used') return this.refuse(request, response, 410, 'a token that was used before');
    if (exchange.outcome === 'wrong') return this.refuse(request, response, 403, 'wrong token');
    this.refuse(request, response, 429, 'too many wrong tokens');
  }

  private async takeUpload(
    request: IncomingMessage,
    response: ServerResponse,
    query: string,
    session: Session,
  ): Promise<void> {
    const from = addressOf(request);
    const onReceived = (path: string): void => this.sockets.grant(session, path);
    const why = await receiveUpload({ request, response, query }, this.incoming, onReceived);
    if (why !== undefined) this.refused(why, asked(request), from);
  }

  private async download(
    request: IncomingMessage,
    response: ServerResponse,
    query: string,
    session: Session | undefined,
  ): Promise<void> {
    if (session === undefined) return this.refuse(request, response, 401, 'no session');
    const from = addressOf(request);
    // Of its own: that of the page is over its WebSocket. The id of an opened image is known to that page only.
    const connection = this.engine.connect({ kind: 'page', roots: this.roots });
    const why = await sendDownload(new EngineClient(connection), query, response);
    connection.close();
    if (why !== undefined) this.refused(why, asked(request), from);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const session = this.sessions.find(request.headers.cookie);
    const [path] = splitAddress(request.url);
    const foreign = refuseForeign(request, this.port, true);
    if (foreign !== undefined) return this.refuseUpgrade(request, socket, foreign.status, foreign.what);
    if (path !== '/engine') return this.refuseUpgrade(request, socket, 404, 'an address that is not there');
    if (session === undefined) return this.refuseUpgrade(request, socket, 401, 'no session');
    if (this.sockets.isFull) return this.refuseUpgrade(request, socket, 503, 'too many windows');
    this.sockets.accept(request, socket, head, session);
  }

  private refuse(request: IncomingMessage, response: ServerResponse, status: number, what: string): void {
    this.refused(what, asked(request), addressOf(request));
    replyEmpty(response, status, { Connection: 'close' });
  }

  private refuseUpgrade(request: IncomingMessage, socket: Duplex, status: number, what: string): void {
    this.refused(what, asked(request), addressOf(request));
    endWith(socket, status);
  }

  private refuseNoHttp(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (BROKEN_OFF.has(error.code ?? '') || !socket.writable) return void socket.destroy();
    this.refused('a request that is not HTTP', 'nothing', undefined);
    endWith(socket, 400);
  }

  private refused(what: string, askedFor: string, from: string | undefined): void {
    this.log.add({ what, asked: askedFor, ...(from === undefined ? {} : { from }) });
  }
}

/** What was asked for, without the part of the address that may hold a secret. */
function asked(request: IncomingMessage): string {
  return `${request.method ?? ''} ${splitAddress(request.url)[0].slice(0, 100)}`;
}

function splitAddress(url = '/'): readonly [path: string, query: string] {
  const end = url.indexOf('?');
  return end < 0 ? [url, ''] : [url.slice(0, end), url.slice(end + 1)];
}

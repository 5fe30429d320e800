// The WebSockets between pages and the engine. Each is a connection of its own to the engine; what one of them does wrong
// ends that one and touches neither the others nor a job.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { EngineSource } from './engine-source.ts';
import { EngineSocket } from './engine-socket.ts';
import type { Session } from './sessions.ts';

export const MOST_FRAME_BYTES = 262_144;
const MOST_SOCKETS = 32;
const PING_EVERY_MS = 15_000;

export interface EngineSocketsOptions {
  readonly engine: EngineSource;
  readonly roots: readonly string[];
  /** Told why a connection was closed by us. */
  readonly onRefused: (what: string, from: string | undefined) => void;
}

export class EngineSockets {
  private readonly options: EngineSocketsOptions;
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
  });
  private readonly sockets = new Map<EngineSocket, Session>();
  private readonly pinging: NodeJS.Timeout;

  constructor(options: EngineSocketsOptions) {
    this.options = options;
    this.pinging = setInterval(() => {
      for (const socket of this.sockets.keys()) socket.ping();
    }, PING_EVERY_MS).unref();
  }

  get isFull(): boolean {
    return this.sockets.size >= MOST_SOCKETS;
  }

  /** Turns an upgrade that has been let in into a connection to the engine. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, session: Session): void {
    const from = addressOf(request);
    this.server.handleUpgrade(request, socket, head, (webSocket) => this.open(webSocket, session, from));
  }

  /** Lets every connection of this session, now and later, name this file. */
  grant(session: Session, path: string): void {
    session.uploads.add(path);
    for (const [socket, owner] of this.sockets) if (owner === session) socket.grant(path);
  }

  /** Ends all connections; the jobs go on. */
  close(): void {
    clearInterval(this.pinging);
    for (const socket of [...this.sockets.keys()]) socket.goAway();
    this.server.close();
  }

  private open(webSocket: WebSocket, session: Session, from: string | undefined): void {
    const connection = this.options.engine.connect({ kind: 'page', roots: this.options.roots });
    const socket = new EngineSocket(webSocket, connection, (what) => this.options.onRefused(what, from));
    this.sockets.set(socket, session);
    for (const path of session.uploads) socket.grant(path);
    webSocket.on('message', (data: RawData, isBinary) => socket.take(data, isBinary));
    webSocket.on('pong', () => socket.ponged());
    webSocket.on('error', (error) => socket.failed(error));
    webSocket.on('close', () => {
      this.sockets.delete(socket);
      connection.close();
    });
  }
}

/** Address and port of the other side, for the log. */
export function addressOf(request: IncomingMessage): string | undefined {
  const { remoteAddress, remotePort } = request.socket;
  return remoteAddress === undefined ? undefined : `${remoteAddress}:${remotePort ?? 0}`;
}

// One page's WebSocket: frames in, answers out. Frames are text with one JSON value each; whatever else comes ends it.
import type { RawData, WebSocket } from 'ws';
import type { AnswerMessage } from '../contract/protocol.ts';
import type { EngineConnection } from '../engine/engine-host.ts';
import { FrameBudget } from './frame-budget.ts';

/** Answers that a page has not read yet; one that reads is never near it. */
export const MOST_WAITING_BYTES = 8_388_608;
const DEEPEST = 32;
const CLOSE_WITHIN_MS = 3000;

/** Codes of RFC 6455. */
const CLOSE = { goingAway: 1001, notText: 1003, notJson: 1007, refused: 1008 } as const;

export class EngineSocket {
  private readonly socket: WebSocket;
  private readonly connection: EngineConnection;
  private readonly onRefused: (what: string) => void;
  private readonly budget = new FrameBudget();
  private isAlive = true;
  private isEnding = false;

  constructor(socket: WebSocket, connection: EngineConnection, onRefused: (what: string) => void) {
    this.socket = socket;
    this.connection = connection;
    this.onRefused = onRefused;
    connection.receive((message) => this.send(message));
  }

  take(data: RawData, isBinary: boolean): void {
    if (this.isEnding) return;
    const text = textOf(data);
    if (!this.budget.spend(text.length)) return this.refuse(CLOSE.refused, 'too many frames');
    if (isBinary) return this.refuse(CLOSE.notText, 'a binary frame');
    const message = parse(text);
    if (message === undefined) return this.refuse(CLOSE.notJson, 'a frame that is not JSON');
    if (!isShallow(message.value, DEEPEST)) return this.refuse(CLOSE.refused, 'a frame that is nested too deep');
    this.connection.send(message.value);
  }

  grant(path: string): void {
    this.connection.grant(path);
  }

  /** Asks for a sign of life; who gave none since the last time is gone. */
  ping(): void {
    if (!this.isAlive) return this.socket.terminate();
    this.isAlive = false;
    this.socket.ping();
  }

  ponged(): void {
    this.isAlive = true;
  }

  /** The socket itself could not go on: a frame too large, text that is not UTF-8, a connection cut off. */
  failed(error: Error): void {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') this.refused('a frame that is too large');
    else if (code.startsWith('WS_ERR_')) this.refused(`a frame against the protocol (${code})`);
  }

  goAway(): void {
    this.isEnding = true;
    this.socket.close(CLOSE.goingAway);
    this.insist();
  }

  private send(message: AnswerMessage): void {
    if (this.isEnding) return;
    if (this.socket.bufferedAmount <= MOST_WAITING_BYTES) return this.socket.send(JSON.stringify(message));
    // A closing frame would wait behind everything else that is not read.
    this.refused('a page that does not read');
    this.socket.terminate();
  }

  private refuse(code: number, what: string): void {
    this.refused(what);
    this.socket.close(code, what);
  }

  private refused(what: string): void {
    if (this.isEnding) return;
    this.isEnding = true;
    this.onRefused(what);
    this.insist();
  }

  /** Who does not answer the closing of the connection is not waited for. */
  private insist(): void {
    setTimeout(() => this.socket.terminate(), CLOSE_WITHIN_MS).unref();
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What is nested without end would overrun the stack of whoever walks through it. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

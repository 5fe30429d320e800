// An HTTP server that only this machine can reach, with every patience bounded.
import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { BurnishError } from '../base/errors.ts';

export const LOOPBACK = '127.0.0.1';
const MOST_CONNECTIONS = 128;
const HEADERS_WITHIN_MS = 10_000;
/** A connection on which nothing moves for so long is closed; WebSockets are kept by their pings. */
const IDLE_MS = 60_000;

/** A server that listens; `port` 0 = any that is free. Throws BurnishError when the port cannot be had. */
export async function listenOnLoopback(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  // A large file takes its time: there is no limit for a whole request, but one for silence.
  const server = createServer({ headersTimeout: HEADERS_WITHIN_MS, requestTimeout: 0 });
  server.maxConnections = MOST_CONNECTIONS;
  server.timeout = IDLE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notToBeHad(port, error)));
    server.listen({ host: LOOPBACK, port, exclusive: true }, resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server without an address');
  return { server, port: address.port };
}

/** Answers on a connection that is not, or not yet, one of requests and responses, and ends it. */
export function endWith(socket: Duplex, status: number): void {
  const line = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  socket.end(`${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

function notToBeHad(port: number, error: NodeJS.ErrnoException): BurnishError {
  const why = error.code === 'EADDRINUSE' ? 'another program has it' : error.message;
  return new BurnishError(
    {
      code: 'invalid-argument',
      message: `The port ${port} cannot be used: ${why}.`,
      doing: 'opening a port of this machine',
      nextStep: 'Choose another one, or leave --port out: any free one is taken then.',
    },
    error,
  );
}

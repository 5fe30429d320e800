// The body of POST /session: a token and nothing else.
import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 128;

/** The body as text; undefined when it is empty, longer than any token, or broke off. */
export async function readToken(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    // Left unread at the end of the loop, the rest of it does not matter: the connection is closed then.
    for await (const piece of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(piece)) return undefined;
      bytes += piece.length;
      if (bytes > MOST_BYTES) return undefined;
      pieces.push(piece);
    }
  } catch {
    return undefined; // broke off: nobody waits for an answer
  }
  return bytes === 0 ? undefined : Buffer.concat(pieces).toString('utf8');
}

// Whether a request comes from our own page in a browser on this machine. Any page in the world can make a browser send
// requests to the loopback address; what it cannot do is to name us as their origin, or to reach us under our own name.
import type { IncomingMessage } from 'node:http';

/** The names under which this server may be addressed; any other is a foreign name that was made to point here. */
function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

const METHODS = new Set(['GET', 'HEAD', 'POST']);

export interface ForeignRequest {
  readonly status: 403 | 405;
  readonly what: string;
}

/**
 * Why the request is none of ours; undefined when it may be looked at. `isChanging`: it does more than read public files
 * (a POST, the upgrade to a WebSocket), so it has to name its origin.
 */
export function refuseForeign(request: IncomingMessage, port: number, isChanging: boolean): ForeignRequest | undefined {
  const { host, origin } = request.headers;
  if (!METHODS.has(request.method ?? '')) return { status: 405, what: 'a method that is not used here' };
  // Node joins repeated headers of some names and drops those of others: only one of each is taken.
  if (hasRepeated(request, 'host') || hasRepeated(request, 'origin')) return { status: 403, what: 'a repeated header' };
  if (host === undefined || !ownHosts(port).includes(host)) return { status: 403, what: 'wrong host' };
  if (origin !== undefined && origin !== `http://${host}`) return { status: 403, what: 'wrong origin' };
  if (isChanging && origin === undefined) return { status: 403, what: 'no origin' };
  if (!isFetchedByUs(request, isChanging)) return { status: 403, what: 'asked for by another site' };
  return undefined;
}

/** Old browsers and other programs send no Sec-Fetch headers; those that do cannot be made to lie by a page. */
function isFetchedByUs(request: IncomingMessage, isChanging: boolean): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || (site === 'none' && !isChanging)) return true;
  // A link on another page may lead here, as long as it fills a whole tab.
  const isVisit = request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  return isVisit && !isChanging;
}

function hasRepeated(request: IncomingMessage, name: string): boolean {
  return (request.headersDistinct[name]?.length ?? 0) > 1;
}

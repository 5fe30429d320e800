// How this page reaches the engine: through its Electron window where it is in one, else over a WebSocket.
import type { AnswerMessage } from '../../app/contract/protocol.ts';
import type { WindowBridge } from '../../app/contract/window-bridge.ts';
import type { LineEnd, OpenLine } from './engine-link.ts';

declare global {
  interface Window {
    /** Only in Electron. */
    readonly burnish?: WindowBridge;
  }
}

/** What the Electron window offers; undefined in a browser. */
export function windowBridge(): WindowBridge | undefined {
  return window.burnish;
}

/** The way that suits where the page is. */
export function hostLine(): OpenLine {
  const bridge = windowBridge();
  return bridge === undefined ? openSocket : ({ opened }) => opened(bridge);
}

const openSocket: OpenLine = ({ opened, ended }) => {
  const socket = new WebSocket(new URL('./engine', location.href).href.replace(/^http/, 'ws'));
  let take: ((message: AnswerMessage) => void) | undefined;
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // The host validates what it sends; what is no text is none of its messages.
    if (typeof data === 'string') take?.(JSON.parse(data) as AnswerMessage);
  });
  socket.addEventListener('open', () => {
    opened({
      // What is sent while the connection breaks off is answered by `ended`.
      send: (message) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      },
      receive: (onMessage) => (take = onMessage),
    });
  });
  socket.addEventListener('close', () => {
    whyEnded().then(ended, () => ended('lost'));
  });
};

/** A WebSocket does not tell why it was refused; the page's own address does. */
async function whyEnded(): Promise<LineEnd> {
  const { status } = await fetch('./', { cache: 'no-store' });
  return status === 401 ? 'shut-out' : 'lost';
}

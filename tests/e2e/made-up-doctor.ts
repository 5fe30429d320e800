// A machine with real drives that have something wrong: the answers of the engine's doctor are made up, and so are the
// notices of drives that come. Everything else is the real engine.
import type { Page, WebSocketRoute } from 'playwright-core';
import type { DoctorReport } from '../../app/contract/doctor.ts';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { type AnswerMessage, requestMessageSchema } from '../../app/contract/protocol.ts';

export class MadeUpDoctor {
  /** What the doctor answers from now on. */
  report: DoctorReport;
  private readonly sockets = new Set<WebSocketRoute>();

  constructor(report: DoctorReport) {
    this.report = report;
  }

  /** Before the page is opened. */
  async listen(page: Page): Promise<void> {
    await page.routeWebSocket(/\/engine$/u, (socket) => this.join(socket));
  }

  /** A real drive comes, or is looked at anew. */
  tellOf(drive: DriveCard): void {
    for (const socket of this.sockets) send(socket, { event: { type: 'drive', drive } });
  }

  private join(socket: WebSocketRoute): void {
    const engine = socket.connectToServer();
    this.sockets.add(socket);
    socket.onMessage((message) => {
      const parsed = requestMessageSchema.safeParse(JSON.parse(String(message)));
      if (parsed.success && 'call' in parsed.data && parsed.data.call === 'doctor') {
        send(socket, { id: parsed.data.id, ok: true, value: this.report });
      } else engine.send(message);
    });
    engine.onMessage((message) => socket.send(message));
    socket.onClose(() => this.sockets.delete(socket));
  }
}

function send(socket: WebSocketRoute, message: AnswerMessage): void {
  socket.send(JSON.stringify(message));
}

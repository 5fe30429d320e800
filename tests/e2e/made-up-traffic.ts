// A busy engine: the real one, and events of a hundred drives and a running job that it does not have, put into the
// page's connection. So many at once as no machine has drives for.
import type { Page, WebSocketRoute } from 'playwright-core';
import type { DriveCard, EngineEvent, JobRecord } from '../../app/contract/engine-state.ts';
import type { Progress } from '../../app/contract/job.ts';
import { type AnswerMessage, answerMessageSchema, requestMessageSchema } from '../../app/contract/protocol.ts';

export const MADE_UP_JOB = '20260101t000000000-bench';
const TOTAL_BYTES = 4_700_000_000;

interface Call {
  readonly id: number;
  readonly call: string;
  readonly params?: unknown;
}

export class MadeUpTraffic {
  /** Fulfilled when a page has the snapshot: what is told from then on is not lost. */
  readonly whenSubscribed: Promise<void>;
  private subscribed: () => void = () => undefined;
  private readonly sockets = new Set<WebSocketRoute>();
  private told = 0;

  constructor() {
    this.whenSubscribed = new Promise((resolve) => (this.subscribed = resolve));
  }

  /** Before the page is opened. */
  async listen(page: Page): Promise<void> {
    await page.routeWebSocket(/\/engine$/u, (socket) => this.join(socket));
  }

  /** The job begins. */
  startJob(): void {
    this.tell({ type: 'job', job: this.job() });
  }

  /** The job is gone. */
  endJob(): void {
    this.tell({ type: 'job-gone', id: MADE_UP_JOB });
  }

  /** One progress event; each is a little further. */
  progress(): void {
    this.told++;
    this.tell({ type: 'job-progress', id: MADE_UP_JOB, progress: this.currentProgress() });
  }

  /** An event of each of so many drives; the discs fill a little with every burst. */
  drives(count: number): void {
    this.told++;
    for (let number = 0; number < count; number++) this.tell({ type: 'drive', drive: this.drive(number) });
  }

  private join(socket: WebSocketRoute): void {
    const engine = socket.connectToServer();
    let subscription: number | undefined;
    socket.onMessage((message) => {
      const parsed = requestMessageSchema.safeParse(JSON.parse(String(message)));
      const request = parsed.success && 'call' in parsed.data ? parsed.data : undefined;
      if (request?.call === 'subscribe') subscription = request.id;
      if (request === undefined || !answersItself(socket, request, this.job())) engine.send(message);
    });
    engine.onMessage((message) => {
      socket.send(message);
      const answer = answerMessageSchema.parse(JSON.parse(String(message)));
      if (!('ok' in answer) || answer.id !== subscription) return;
      this.sockets.add(socket);
      this.subscribed();
    });
    socket.onClose((code, reason) => {
      this.sockets.delete(socket);
      void engine.close({ ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) });
    });
  }

  private tell(event: EngineEvent): void {
    for (const socket of this.sockets) send(socket, { event });
  }

  private currentProgress(): Progress {
    const fraction = 1 - 1 / (1 + this.told / 1000);
    return {
      type: 'progress',
      stage: 'write',
      fraction,
      doneBytes: Math.round(TOTAL_BYTES * fraction),
      totalBytes: TOTAL_BYTES,
      speed: 20_000 + 2000 * Math.sin(this.told / 10),
      averageSpeed: 20_000,
      hostBuffer: 0.9 + 0.1 * Math.sin(this.told / 7),
      driveBuffer: 0.95,
      secondsOfSafety: 3 + Math.sin(this.told / 9),
      elapsedMs: this.told * 16,
      remainingMs: 100_000 - this.told,
    };
  }

  private job(): JobRecord {
    return {
      id: MADE_UP_JOB,
      request: {
        job: 'burn',
        drive: 'virtual:bench-0',
        image: '/images/bench.iso',
        verify: true,
        simulate: false,
        finalize: true,
        copies: 1,
        eject: false,
        checkChecksum: true,
        allowTruncated: false,
      },
      state: 'running',
      createdAt: '2026-01-01T00:00:00.000Z',
      startedAt: '2026-01-01T00:00:00.000Z',
      stages: [{ stage: 'write', title: 'Writing', copy: 1, copies: 1 }],
      progress: this.currentProgress(),
      notices: [],
    };
  }

  private drive(number: number): DriveCard {
    const listing = {
      name: `virtual:bench-${number}`,
      vendor: 'BURNISH',
      product: `BENCH ${number}`,
      firmware: '1.00',
      kind: 'virtual',
    } as const;
    const usedBytes = Math.min(TOTAL_BYTES, this.told * 2048 * 1000);
    return {
      listing,
      report: {
        ...listing,
        reads: ['dvd+rw'],
        writes: ['dvd+rw'],
        medium: {
          kind: 'dvd+rw',
          label: 'DVD+RW',
          state: 'overwritable',
          stateInWords: 'can be overwritten',
          erasable: true,
          id: 'BENCH',
          sessions: 1,
          tracks: [],
          writableBytes: TOTAL_BYTES - usedBytes,
          usedBytes,
          totalBytes: TOTAL_BYTES,
          writeSpeeds: [11_080, 5540],
        },
      },
    };
  }
}

function send(socket: WebSocketRoute, message: AnswerMessage): void {
  socket.send(JSON.stringify(message));
}

/** The engine knows nothing of the job that is made up. */
function answersItself(socket: WebSocketRoute, { id, call, params }: Call, job: JobRecord): boolean {
  if (!JSON.stringify(params ?? '').includes(MADE_UP_JOB)) return false;
  send(socket, { id, ok: true, value: call === 'job' ? { job, curve: [] } : { entries: [], begin: 0, end: 0 } });
  return true;
}

// A host of the page whose connections the test opens, breaks and answers by hand.
import type { AnswerMessage, RequestMessage } from '../../../app/contract/protocol.ts';
import type { LineEnd, OpenLine } from '../../../renderer/engine/engine-link.ts';

export class FakeHost {
  /** What the page has sent over each connection, in order. */
  readonly sent: RequestMessage[][] = [];
  /** Milliseconds after which the page wanted to try again, each time. */
  readonly waits: number[] = [];
  private readonly ends: ((why: LineEnd) => void)[] = [];
  private readonly openings: (() => void)[] = [];
  private readonly takers: ((message: AnswerMessage) => void)[] = [];
  private retry: (() => void) | undefined;

  readonly open: OpenLine = ({ opened, ended }) => {
    const connection = this.ends.length;
    const sent: RequestMessage[] = [];
    this.sent.push(sent);
    this.ends.push(ended);
    this.openings.push(() =>
      opened({
        send: (message) => sent.push(message),
        receive: (take) => (this.takers[connection] = take),
      }),
    );
  };

  readonly later = (callback: () => void, ms: number): void => {
    this.waits.push(ms);
    this.retry = callback;
  };

  get connections(): number {
    return this.ends.length;
  }

  /** The newest connection is there. */
  connect(): void {
    this.openings.at(-1)?.();
  }

  break(why: LineEnd = 'lost'): void {
    this.ends.at(-1)?.(why);
  }

  /** The wait before the next try is over. */
  proceed(): void {
    this.retry?.();
  }

  tell(message: AnswerMessage): void {
    this.takers.at(-1)?.(message);
  }

  /** Answers the newest call of this name on the newest connection. */
  answer(call: string, value: unknown): void {
    const request = this.sent.at(-1)?.findLast((message) => 'call' in message && message.call === call);
    if (request === undefined || !('id' in request)) throw new Error(`nobody has asked ${call}`);
    this.tell({ id: request.id, ok: true, value });
  }
}

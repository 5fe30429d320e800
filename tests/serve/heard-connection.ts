// One connection as the engine sees it: it hears everything and does nothing.
import type { AnswerMessage } from '../../app/contract/protocol.ts';
import type { EngineConnection, Sender } from '../../app/engine/engine-host.ts';

export class HeardConnection implements EngineConnection {
  readonly sender: Sender;
  readonly messages: unknown[] = [];
  readonly grants: string[] = [];
  isClosed = false;
  answer: (message: AnswerMessage) => void = () => undefined;
  private onHeard: () => void = () => undefined;
  private onClosed: () => void = () => undefined;

  constructor(sender: Sender) {
    this.sender = sender;
  }

  send(message: unknown): void {
    this.messages.push(message);
    this.onHeard();
  }

  receive(onMessage: (message: AnswerMessage) => void): void {
    this.answer = onMessage;
  }

  grant(path: string): void {
    this.grants.push(path);
  }

  close(): void {
    this.isClosed = true;
    this.onClosed();
  }

  /** Fulfilled when so many messages have come. */
  whenHeard(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.onHeard = () => {
        if (this.messages.length >= count) resolve();
      };
      this.onHeard();
    });
  }

  whenClosed(): Promise<void> {
    return new Promise((resolve) => {
      this.onClosed = resolve;
      if (this.isClosed) resolve();
    });
  }
}

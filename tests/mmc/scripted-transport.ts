// A transport whose answers a test writes down by hand, on a virtual clock.
import { VirtualClock } from '../../app/base/clock.ts';
import { milliseconds } from '../../app/base/units.ts';
import type { Command, CommandOutcome, Delivery, Transport } from '../../app/scsi/transport.ts';

/** What the drive says: data for the host in hexadecimal, or sense as "2/04/07", or how the delivery failed. */
export interface Answer {
  readonly data?: string | Uint8Array;
  readonly sense?: string;
  readonly isDeferred?: boolean;
  /** Sense key specific bytes 15 to 17. */
  readonly specific?: readonly [number, number, number];
  readonly status?: number;
  readonly delivery?: Delivery;
  readonly residual?: number;
}

export class ScriptedTransport implements Transport {
  readonly name = 'scripted';
  readonly maxTransferBytes = 65_536;
  readonly clock = new VirtualClock();
  /** CDBs in hexadecimal, in the order in which they came. */
  readonly sent: string[] = [];
  private readonly answer: (command: Command, cdb: string) => Answer;

  constructor(answer: (command: Command, cdb: string) => Answer) {
    this.answer = answer;
  }

  async execute(command: Command): Promise<CommandOutcome> {
    const cdb = Buffer.from(command.cdb).toString('hex');
    this.sent.push(cdb);
    const answer = this.answer(command, cdb);
    const data = typeof answer.data === 'string' ? bytesOf(answer.data) : answer.data;
    const room = command.data?.length ?? 0;
    if (data !== undefined) command.data?.set(data.subarray(0, room));
    return {
      delivery: answer.delivery ?? 'delivered',
      status: answer.status ?? (answer.sense === undefined ? 0 : 2),
      sense: answer.sense === undefined ? new Uint8Array() : senseOf(answer.sense, answer),
      residual: answer.residual ?? (data === undefined ? 0 : Math.max(0, room - data.length)),
      durationMs: milliseconds(1),
    };
  }

  async close(): Promise<void> {
    // Nothing is held.
  }
}

/** Answers in the order of the list; the last one stays. */
export function inTurn(answers: readonly Answer[]): () => Answer {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)] ?? {};
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));
}

function senseOf(text: string, answer: Answer): Uint8Array {
  const [key = 0, asc = 0, ascq = 0] = text.split('/').map((part) => Number.parseInt(part, 16));
  const code = answer.isDeferred === true ? 0x71 : 0x70;
  return Uint8Array.of(code, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, asc, ascq, 0, ...(answer.specific ?? [0, 0, 0]));
}

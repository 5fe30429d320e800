// Replays a trace as a transport: the recorded drive answers again, as long as it is asked the same questions.
import { VirtualClock } from '../base/clock.ts';
import { BurnishError } from '../base/errors.ts';
import { milliseconds } from '../base/units.ts';
import { opcodeName } from './opcodes.ts';
import type { Trace, TraceEntry } from './trace-format.ts';
import type { Command, CommandOutcome, Transport } from './transport.ts';

/**
 * Answers each command with the next entry of the trace and lets the recorded time pass on a clock of its own. Data
 * that the trace does not hold, because they were content, come as zeros. `execute` throws `internal` when a command
 * differs from the recorded one, or when the trace is at its end; every later command then throws the same.
 */
export function replayTrace(trace: Trace): Transport {
  return new ReplayTransport(trace);
}

class ReplayTransport implements Transport {
  readonly name: string;
  readonly maxTransferBytes: number;
  readonly clock = new VirtualClock();
  private readonly entries: readonly TraceEntry[];
  private next = 0;
  private divergence: BurnishError | undefined;

  constructor(trace: Trace) {
    this.name = trace.head.drive;
    this.maxTransferBytes = trace.head.maxTransferBytes;
    this.entries = trace.entries;
  }

  async execute(command: Command): Promise<CommandOutcome> {
    if (this.divergence !== undefined) throw this.divergence;
    const entry = this.entries[this.next];
    const difference = entry === undefined ? 'the trace is at its end' : differenceOf(command, entry);
    if (entry === undefined || difference !== undefined) {
      this.divergence = diverged(this.next + 1, command, difference ?? '');
      throw this.divergence;
    }
    this.next++;
    if (command.direction === 'in' && command.data !== undefined) {
      command.data.fill(0);
      if (entry.data !== undefined) command.data.set(bytesOf(entry.data).subarray(0, command.data.length));
    }
    const durationMs = milliseconds(entry.durationMs);
    this.clock.advance(durationMs);
    const { delivery, status, residual, systemReport } = entry;
    return {
      delivery,
      status,
      sense: bytesOf(entry.sense),
      residual,
      durationMs,
      ...(systemReport === undefined ? {} : { systemReport }),
    };
  }

  async close(): Promise<void> {
    this.next = this.entries.length;
  }
}

/** What of a command is not as recorded; undefined when it is the same. The time-out does not count. */
function differenceOf(command: Command, entry: TraceEntry): string | undefined {
  const cdb = Buffer.from(command.cdb).toString('hex');
  if (cdb !== entry.cdb) {
    const recorded = opcodeName(Number.parseInt(entry.cdb.slice(0, 2), 16));
    return `the trace has ${recorded} (${entry.cdb})`;
  }
  if (command.direction !== entry.direction) return `the trace has its data go '${entry.direction}'`;
  const length = command.data?.length ?? 0;
  if (length !== entry.length) return `the trace has ${entry.length} bytes of data and not ${length}`;
  if (command.direction !== 'out' || command.data === undefined || entry.data === undefined) return undefined;
  const sent = Buffer.from(command.data).toString('hex');
  return sent === entry.data ? undefined : `the trace has the parameters ${entry.data} and not ${sent}`;
}

function diverged(number: number, command: Command, difference: string): BurnishError {
  const sent = `${opcodeName(command.cdb[0] ?? 0)} (${Buffer.from(command.cdb).toString('hex')})`;
  return new BurnishError({
    code: 'internal',
    message: `The replay leaves the trace at its command ${number}: ${sent} was sent, but ${difference}.`,
    doing: 'replaying a trace',
    nextStep: 'Replay the trace with the version of Burnish that recorded it, or record it again.',
    details: { command: number },
  });
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

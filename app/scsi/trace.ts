// Records a trace: a transport around a transport that writes down every command and its answer.
import type { Clock } from '../base/clock.ts';
import { isTraceable, type TraceEntry, type TraceHead } from './trace-format.ts';
import type { Command, CommandOutcome, Transport } from './transport.ts';

/**
 * `write` gets one line at a time without its line feed, the head first, and must not throw. Nothing is kept in memory;
 * content of discs is never written (see `isTraceable`).
 */
export function recordTrace(transport: Transport, write: (line: string) => void): Transport {
  const { name, maxTransferBytes } = transport;
  const head: TraceHead = { trace: 'burnish', version: 1, drive: name, maxTransferBytes };
  write(JSON.stringify(head));
  return new TracingTransport(transport, write);
}

class TracingTransport implements Transport {
  readonly clock: Clock;
  private readonly transport: Transport;
  private readonly write: (line: string) => void;

  constructor(transport: Transport, write: (line: string) => void) {
    this.transport = transport;
    this.write = write;
    this.clock = transport.clock;
  }

  get name(): string {
    return this.transport.name;
  }

  get maxTransferBytes(): number {
    return this.transport.maxTransferBytes;
  }

  get links(): number | undefined {
    return this.transport.links;
  }

  async execute(command: Command): Promise<CommandOutcome> {
    const at = this.clock.now();
    // The caller may reuse its buffers as soon as the answer is there.
    const cdb = hexOf(command.cdb);
    const outcome = await this.transport.execute(command);
    this.write(JSON.stringify(entryOf(at, cdb, command, outcome)));
    return outcome;
  }

  close(): Promise<void> {
    return this.transport.close();
  }
}

function entryOf(at: number, cdb: string, command: Command, outcome: CommandOutcome): TraceEntry {
  const { direction, data, timeoutMs } = command;
  const { delivery, status, residual, durationMs, systemReport } = outcome;
  const length = data?.length ?? 0;
  return {
    at,
    cdb,
    direction,
    length,
    timeoutMs,
    delivery,
    status,
    sense: hexOf(outcome.sense),
    residual,
    durationMs,
    ...(systemReport === undefined ? {} : { systemReport }),
    ...(data !== undefined && isTraceable(command.cdb[0] ?? 0, length) ? { data: hexOf(data) } : {}),
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

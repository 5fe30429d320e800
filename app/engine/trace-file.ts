// A trace of a job in a file, line by line as the commands go, so that it is there whatever happens to the program.
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import { BurnishError } from '../base/errors.ts';
import { recordTrace } from '../scsi/trace.ts';
import type { Command, CommandOutcome, Transport } from '../scsi/transport.ts';

/** A transport that writes its trace; closing it closes the file too. */
export class TraceFile implements Transport {
  readonly name: string;
  readonly maxTransferBytes: number;
  readonly clock: Clock;
  private readonly traced: Transport;
  private file: number | undefined;

  /** Throws BurnishError 'target-exists' for a file that is no trace, 'target-unwritable' when it cannot be made; once it is, it never disturbs the job. */
  constructor(path: string, transport: Transport) {
    this.file = create(path);
    this.traced = recordTrace(transport, (line) => this.write(line));
    this.name = transport.name;
    this.maxTransferBytes = transport.maxTransferBytes;
    this.clock = transport.clock;
  }

  get links(): number | undefined {
    return this.traced.links;
  }

  execute(command: Command): Promise<CommandOutcome> {
    return this.traced.execute(command);
  }

  async close(): Promise<void> {
    await this.traced.close();
    this.end();
  }

  /** A full disk must not end a burn: the trace stops there, and lacks its end. */
  private write(line: string): void {
    if (this.file === undefined) return;
    try {
      writeSync(this.file, `${line}\n`);
    } catch {
      this.end();
    }
  }

  private end(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

/** How every trace begins (trace-format.ts). */
const BEGINNING = Buffer.from('{"trace":"burnish"');

/** An earlier trace may be replaced; any other file that holds something may be the user's only copy of it. */
function isReplaceable(path: string): boolean {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing === undefined || !existing.isFile() || existing.size === 0) return true;
  const file = openSync(path, 'r');
  try {
    const found = Buffer.alloc(BEGINNING.length);
    readSync(file, found, 0, found.length, 0);
    return found.equals(BEGINNING);
  } finally {
    closeSync(file);
  }
}

function create(path: string): number {
  try {
    if (!isReplaceable(path)) throw taken(path);
    return openSync(path, 'w', 0o644);
  } catch (cause) {
    if (cause instanceof BurnishError) throw cause;
    throw new BurnishError(
      {
        code: 'target-unwritable',
        message: `The trace cannot be written to ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
        doing: 'opening the trace',
        fate: 'untouched',
        nextStep: 'Choose another place for the trace.',
        details: { path },
      },
      cause,
    );
  }
}

function taken(path: string): BurnishError {
  return new BurnishError({
    code: 'target-exists',
    message: `${path} exists already and is no trace: it is not replaced.`,
    doing: 'opening the trace',
    fate: 'untouched',
    nextStep: 'Choose another name for the trace.',
    details: { path },
  });
}

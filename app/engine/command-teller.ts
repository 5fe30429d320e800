// Tells the commands of a job to whoever follows it, and keeps what went wrong for the receipt. It sees every command,
// on the hot path too: a good read or write that is folded costs a few comparisons.
import { hex } from '../base/bytes.ts';
import type { JobEvent } from '../contract/job.ts';
import type { CommandJournal } from '../jobs/command-journal.ts';
import type { CommandEvent } from '../mmc/drive.ts';
import { senseRow } from '../scsi/sense-table.ts';
import type { CommandLogging } from './command-logging.ts';

type CommandLine = Extract<JobEvent, { type: 'command' }>;
type Reply = CommandEvent['reply'];

/** They come by the thousand and say nothing new; of two commands that take turns each is one line. */
const FOLDED: ReadonlySet<string> = new Set([
  'READ (10)',
  'READ (12)',
  'READ CD',
  'WRITE (10)',
  'WRITE (12)',
  'READ BUFFER CAPACITY',
]);
/** Milliseconds after which a run is told, so that who follows the log sees it grow. */
const LONGEST_RUN_MS = 5000;

interface Run {
  readonly cdb: string;
  times: number;
  durationMs: number;
}

export class CommandTeller {
  private readonly logging: CommandLogging;
  private readonly journal: CommandJournal;
  private readonly emit: (line: CommandLine) => void;
  private readonly runs = new Map<string, Run>();
  private runsSince = 0;

  constructor(logging: CommandLogging, journal: CommandJournal, emit: (line: CommandLine) => void) {
    this.logging = logging;
    this.journal = journal;
    this.emit = emit;
  }

  /** `atMs` is the time on the drive's clock. */
  take({ request, reply }: CommandEvent, atMs: number): void {
    if (reply.good) {
      if (this.logging === 'faults') return;
      if (this.logging === 'folded' && FOLDED.has(request.name)) return this.fold(request, reply.outcome.durationMs);
    }
    this.flush();
    const sense = reply.outcome.sense.length > 0 ? hex(reply.outcome.sense) : undefined;
    const meaning = reply.good ? undefined : meaningOf(reply);
    if (!reply.good) this.journal.add({ command: request.name, sense: sense ?? '', meaning: meaning ?? '', atMs });
    this.emit({
      type: 'command',
      name: request.name,
      cdb: hex(request.cdb),
      good: reply.good,
      ...(sense === undefined ? {} : { sense }),
      ...(meaning === undefined ? {} : { meaning }),
      durationMs: reply.outcome.durationMs,
    });
  }

  /** Tells what was folded so far. */
  flush(): void {
    if (this.runs.size === 0) return;
    for (const [name, run] of this.runs) this.emit({ type: 'command', name, good: true, ...run });
    this.runs.clear();
  }

  private fold(request: CommandEvent['request'], durationMs: number): void {
    const run = this.runs.get(request.name);
    if (run === undefined) {
      if (this.runs.size === 0) this.runsSince = performance.now();
      this.runs.set(request.name, { cdb: hex(request.cdb), times: 1, durationMs });
      return;
    }
    run.times++;
    run.durationMs += durationMs;
    if (performance.now() - this.runsSince > LONGEST_RUN_MS) this.flush();
  }
}

function meaningOf({ outcome, sense }: Reply): string {
  return outcome.delivery === 'delivered' ? senseRow(sense).meaning : outcome.delivery;
}

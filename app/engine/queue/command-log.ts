// The commands of a job with their answers, as far as memory allows: the oldest go first.
import type { LogEntry } from '../../contract/engine-state.ts';
import type { JobEvent } from '../../contract/job.ts';

type CommandEvent = Extract<JobEvent, { type: 'command' }>;

const MOST_ENTRIES = 20_000;
/** So many are dropped at a time, so that dropping costs nothing noticeable. */
const DROPPED_AT_ONCE = 1000;

export interface LogPart {
  readonly entries: LogEntry[];
  /** Index of the oldest entry there is, and the one after the latest. */
  readonly begin: number;
  readonly end: number;
}

export class CommandLog {
  private entries: LogEntry[] = [];
  private begin = 0;

  add(event: CommandEvent): void {
    this.entries.push(entryOf(event, this.begin + this.entries.length));
    if (this.entries.length <= MOST_ENTRIES) return;
    this.entries = this.entries.slice(DROPPED_AT_ONCE);
    this.begin += DROPPED_AT_ONCE;
  }

  /** At most `limit` entries from index `from` on, or from the oldest there is. */
  part(from: number, limit: number): LogPart {
    const start = Math.max(0, from - this.begin);
    return {
      entries: this.entries.slice(start, start + limit),
      begin: this.begin,
      end: this.begin + this.entries.length,
    };
  }
}

function entryOf(event: CommandEvent, index: number): LogEntry {
  const { name, cdb, times = 1, good, sense, meaning, durationMs } = event;
  return {
    index,
    name,
    cdb,
    times,
    good,
    ...(sense === undefined ? {} : { sense }),
    ...(meaning === undefined ? {} : { meaning }),
    durationMs,
  };
}

// The command log of a job as far as it was fetched: everything the engine still has, and what comes while it runs.
import type { LogEntry } from '../../app/contract/engine-state.ts';

export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Index of the first entry that the engine still has, and the one after the last. */
  readonly begin: number;
  readonly end: number;
}

const PAGE_ENTRIES = 1000;
/** As many as the engine keeps. */
const MOST_ENTRIES = 20_000;

/** `fetchPage` asks the engine for entries from an index on. */
export class CommandLog {
  private readonly fetchPage: (from: number, limit: number) => Promise<LogPage>;
  private kept: readonly LogEntry[] = [];
  private running: Promise<boolean> | undefined;

  constructor(fetchPage: (from: number, limit: number) => Promise<LogPage>) {
    this.fetchPage = fetchPage;
  }

  /** A new array whenever something has changed. */
  get entries(): readonly LogEntry[] {
    return this.kept;
  }

  /** Fetches what is new; fulfilled with whether anything was. Rejects with what the engine answered. */
  refresh(): Promise<boolean> {
    this.running ??= this.fetchNew().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async fetchNew(): Promise<boolean> {
    const before = this.kept;
    for (;;) {
      // The last entry is fetched again: good reads and writes that follow each other are counted in it.
      const from = this.kept.at(-1)?.index ?? 0;
      const page = await this.fetchPage(from, PAGE_ENTRIES);
      this.take(page);
      const next = (page.entries.at(-1)?.index ?? page.end) + 1;
      if (page.entries.length === 0 || next >= page.end) return this.kept !== before;
    }
  }

  private take({ entries, begin }: LogPage): void {
    const first = entries[0];
    const last = this.kept.at(-1);
    if (first === undefined) return;
    const isSame = entries.length === 1 && first.index === last?.index && first.times === last.times;
    if (isSame) return;
    const older = this.kept.filter((entry) => entry.index >= begin && entry.index < first.index);
    this.kept = [...older, ...entries].slice(-MOST_ENTRIES);
  }
}

/** As it is copied or saved, one command a line. */
export function logAsText(entries: readonly LogEntry[]): string {
  return entries.map((entry) => `${lineOf(entry)}\n`).join('');
}

function lineOf({ name, cdb, times, good, sense, meaning, durationMs }: LogEntry): string {
  const many = times > 1 ? ` x${times}` : '';
  const answer = good ? 'good' : [meaning, sense].filter((part) => part !== undefined).join(', sense ');
  return `${name}${many} [${cdb}] ${answer} (${durationMs.toFixed(1)} ms)`;
}

// The log as it is fetched in pages from an engine that goes on logging and forgets what is oldest.
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../app/contract/engine-state.ts';
import { CommandLog, logAsText, type LogPage } from '../../../renderer/job/command-log.ts';

const entry = (index: number, more: Partial<LogEntry> = {}): LogEntry => {
  return { index, name: 'WRITE (10)', cdb: '2a', times: 1, good: true, durationMs: 1.25, ...more };
};

/** Answers like the engine: entries from `from` on, never those before `begin`. */
function engineWith(all: LogEntry[], begin = 0): (from: number, limit: number) => Promise<LogPage> {
  return async (from, limit) => {
    const kept = all.filter(({ index }) => index >= begin && index >= from);
    return { entries: kept.slice(0, limit), begin, end: (all.at(-1)?.index ?? -1) + 1 };
  };
}

describe('the command log', () => {
  test('all pages are fetched, each entry once', async () => {
    const log = new CommandLog(engineWith(Array.from({ length: 2500 }, (_, index) => entry(index))));
    expect(await log.refresh()).toBe(true);
    expect(log.entries.map(({ index }) => index)).toEqual(Array.from({ length: 2500 }, (_, index) => index));
  });

  test('an entry that has come to stand for more commands is replaced', async () => {
    const all = [entry(0), entry(1, { times: 5 })];
    const log = new CommandLog(engineWith(all));
    await log.refresh();
    all[1] = entry(1, { times: 9 });
    all.push(entry(2));
    await log.refresh();
    expect(log.entries.map(({ times }) => times)).toEqual([1, 9, 1]);
  });

  test('nothing new leaves the same list', async () => {
    const log = new CommandLog(engineWith([entry(0), entry(1)]));
    await log.refresh();
    const before = log.entries;
    expect(await log.refresh()).toBe(false);
    expect(log.entries).toBe(before);
  });

  test('an empty log is no fault', async () => {
    const log = new CommandLog(engineWith([]));
    expect(await log.refresh()).toBe(false);
    expect(log.entries).toEqual([]);
  });

  test('a log whose beginning is gone begins where the engine has it', async () => {
    const all = Array.from({ length: 30 }, (_, index) => entry(index));
    const log = new CommandLog(engineWith(all, 20));
    await log.refresh();
    expect(log.entries[0]?.index).toBe(20);
    expect(log.entries).toHaveLength(10);
  });

  test('what the engine answers instead of a page is passed on, and the next refresh tries again', async () => {
    let isBroken = true;
    const good = engineWith([entry(0)]);
    const log = new CommandLog((from, limit) => (isBroken ? Promise.reject(new Error('gone')) : good(from, limit)));
    await expect(log.refresh()).rejects.toThrow('gone');
    isBroken = false;
    await log.refresh();
    expect(log.entries).toHaveLength(1);
  });

  test('as text each command is a line with its answer', () => {
    const bad = entry(1, { good: false, sense: '70 00 03', meaning: 'write error', durationMs: 12 });
    expect(logAsText([entry(0, { times: 3 }), bad])).toBe(
      'WRITE (10) x3 [2a] good (1.3 ms)\nWRITE (10) [2a] write error, sense 70 00 03 (12.0 ms)\n',
    );
  });
});

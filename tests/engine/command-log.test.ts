// The log of a job: what is folded adds up to what a trace of the same job holds, and memory stays bounded.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { JobEvent } from '../../app/contract/job.ts';
import { Engine } from '../../app/engine/engine.ts';
import { CommandLog } from '../../app/engine/queue/command-log.ts';
import { burnRequest, newHome } from './engine-bench.ts';

type Line = Extract<JobEvent, { type: 'command' }>;
const traceLine = z.object({ cdb: z.string(), status: z.number() });

/** How often each operation code came, and how often it was not answered GOOD. */
function countOf(commands: readonly { opcode: string; times: number; good: boolean }[]): Record<string, number[]> {
  const counts: Record<string, number[]> = {};
  for (const { opcode, times, good } of commands) {
    const [all = 0, bad = 0] = counts[opcode] ?? [];
    counts[opcode] = [all + times, bad + (good ? 0 : times)];
  }
  return counts;
}

test('what is folded adds up to the trace of the same burn, command by command', async () => {
  const home = newHome();
  const engine = new Engine({ home });
  engine.virtual.add('logged');
  engine.virtual.insertBlank('logged', 'dvd+r');
  const lines: Line[] = [];
  const trace = join(home, 'burn.trace');
  const job = engine.start(burnRequest('virtual:logged'), {
    confirmed: true,
    log: 'folded',
    trace,
    onEvent: (event) => {
      if (event.type === 'command') lines.push(event);
    },
  });
  expect((await job.result).outcome).toBe('done');
  const [, ...entries] = readFileSync(trace, 'utf8').trimEnd().split('\n');
  const traced = entries.map((line) => traceLine.parse(JSON.parse(line)));
  expect(countOf(lines.map(({ cdb, times = 1, good }) => ({ opcode: cdb.slice(0, 2), times, good })))).toEqual(
    countOf(traced.map(({ cdb, status }) => ({ opcode: cdb.slice(0, 2), times: 1, good: status === 0 }))),
  );
  // 2586 blocks of which a WRITE takes 32 at most: without folding each would be a line.
  const writes = traced.filter(({ cdb }) => cdb.startsWith('2a')).length;
  expect(writes).toBeGreaterThan(80);
  expect(lines.filter(({ cdb }) => cdb.startsWith('2a')).length).toBeLessThan(writes / 10);
  rmSync(home, { recursive: true });
});

test('a log keeps its latest 20,000 lines under the numbers they were given', () => {
  const log = new CommandLog();
  const line: Line = { type: 'command', name: 'READ (10)', cdb: '28', good: true, durationMs: 1 };
  for (let i = 0; i < 50_000; i++) log.add({ ...line, durationMs: i });
  const { begin, end } = log.part(0, 1);
  expect(end).toBe(50_000);
  expect(end - begin).toBeLessThanOrEqual(20_000);
  expect(end - begin).toBeGreaterThanOrEqual(19_000);
  expect(log.part(49_998, 1000).entries.map(({ index, durationMs }) => [index, durationMs])).toEqual([
    [49_998, 49_998],
    [49_999, 49_999],
  ]);
  expect(log.part(0, 2).entries.map(({ index }) => index)).toEqual([begin, begin + 1]);
});

// The history as it is fetched in pages, searched and looked at again.
import { expect, test } from 'vitest';
import type { JobRecord } from '../../../app/contract/engine-state.ts';
import { HistoryList, type HistoryPage, type HistoryQuestion } from '../../../renderer/queue/history-list.ts';
import { aJob } from '../job/job-records.ts';

const jobs = Array.from({ length: 120 }, (_, index) => aJob({ id: `job-${String(999 - index)}`, state: 'done' }));

/** Answers as the engine does: latest first, those older than `before`. */
function pageOf(all: readonly JobRecord[], { before, limit }: HistoryQuestion): HistoryPage {
  const older = before === undefined ? all : all.filter(({ id }) => id < before);
  return { jobs: older.slice(0, limit), hasMore: older.length > limit };
}

const shown = (list: HistoryList): string[] => list.store.getState().jobs.map(({ id }) => id);

test('pages follow each other without a gap, and nothing is asked behind the last', async () => {
  const asked: HistoryQuestion[] = [];
  const list = new HistoryList(async (question) => {
    asked.push(question);
    return pageOf(jobs, question);
  });
  await list.search('');
  await list.more();
  await list.more();
  await list.more();
  expect(shown(list)).toEqual(jobs.map(({ id }) => id));
  expect(asked).toHaveLength(3);
  expect(list.store.getState()).toMatchObject({ hasMore: false, isLoading: false });
});

test('an answer for a text that is not looked for any more is thrown away', async () => {
  const answers = new Map<string | undefined, (page: HistoryPage) => void>();
  const list = new HistoryList(({ text }) => new Promise((resolve) => answers.set(text, resolve)));
  const first = list.search('old');
  const second = list.search('new');
  answers.get('new')?.({ jobs: jobs.slice(0, 1), hasMore: false });
  answers.get('old')?.({ jobs: jobs.slice(5, 9), hasMore: true });
  await Promise.all([first, second]);
  expect(shown(list)).toEqual(['job-999']);
});

test('looking again keeps as many as were shown, at most what the engine gives at once', async () => {
  const asked: HistoryQuestion[] = [];
  const list = new HistoryList(async (question) => {
    asked.push(question);
    return pageOf(jobs, question);
  });
  await list.refresh();
  expect(asked).toEqual([]);
  await list.search('');
  await list.more();
  await list.refresh();
  expect(asked.at(-1)).toEqual({ limit: 100 });
  expect(shown(list)).toHaveLength(100);
});

test('a failure is told, and goes away when the next try succeeds', async () => {
  let isBroken = true;
  const list = new HistoryList(async (question) => {
    if (isBroken) throw new Error('gone');
    return pageOf(jobs, question);
  });
  await list.search('');
  expect(list.store.getState().error?.report.message).toContain('gone');
  isBroken = false;
  await list.refresh();
  expect(list.store.getState().error).toBeUndefined();
  expect(shown(list)).toHaveLength(50);
});

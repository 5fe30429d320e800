// The order in which jobs are shown, and how many are before each.
import { expect, test } from 'vitest';
import type { JobState } from '../../../app/contract/engine-state.ts';
import { inQueueOrder } from '../../../renderer/queue/queue-order.ts';
import { aJob, BURN } from '../job/job-records.ts';

const job = (id: string, state: JobState, drive = 'virtual:one') => aJob({ id, state, request: { ...BURN, drive } });

test('questions come first, then what runs, then what waits; ended jobs are left out', () => {
  const placed = inQueueOrder([
    job('1-held', 'held'),
    job('2-queued', 'queued'),
    job('3-done', 'done'),
    job('4-running', 'running'),
    job('5-confirming', 'confirming', 'virtual:two'),
    job('6-stopping', 'stopping', 'virtual:three'),
  ]);
  expect(placed.map((one) => one.job.id)).toEqual(['5-confirming', '4-running', '6-stopping', '2-queued', '1-held']);
});

test('a waiting job counts those before it on its own drive only', () => {
  const placed = inQueueOrder([
    job('1', 'running'),
    job('2', 'queued'),
    job('3', 'queued', 'virtual:two'),
    job('4', 'queued'),
    job('5', 'held'),
  ]);
  expect(placed.map((one) => [one.job.id, one.before])).toEqual([
    ['1', 0],
    ['2', 1],
    ['3', 0],
    ['4', 2],
    ['5', 0],
  ]);
});

// A job tells of itself no more often than an eye can follow, and nothing that matters is lost by that.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../../app/contract/engine-state.ts';
import type { Progress } from '../../app/contract/job.ts';
import { JobCurve } from '../../app/engine/queue/job-curve.ts';
import { newJobId } from '../../app/engine/queue/job-id.ts';
import { LiveJob } from '../../app/engine/queue/live-job.ts';
import { burnRequest } from './engine-bench.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function liveJob(): { job: LiveJob; told: EngineEvent[] } {
  const told: EngineEvent[] = [];
  const id = newJobId();
  const record = { id, request: burnRequest('virtual:x'), state: 'running', createdAt: '', stages: [], notices: [] };
  const job = new LiveJob(
    { ...record, state: 'running' },
    {},
    { tell: (event) => told.push(event), keep: () => undefined },
  );
  return { job, told };
}

const progress = (fraction: number, more: Partial<Progress> = {}): Progress => ({
  type: 'progress',
  stage: 'write',
  fraction,
  elapsedMs: fraction * 1000,
  ...more,
});
const stage = (name: Progress['stage'], copy = 1) =>
  ({ type: 'stage', stage: name, title: 'x', copy, copies: 2 }) as const;
const fractions = (told: readonly EngineEvent[]): (number | undefined)[] =>
  told.flatMap((event) => (event.type === 'job-progress' ? [event.progress.fraction] : []));

describe('progress', () => {
  test('100 readings in a second are told as at most 11, in order, the last one of the stage among them', () => {
    const { job, told } = liveJob();
    job.take(stage('write'));
    for (let i = 1; i <= 99; i++) {
      job.take(progress(i / 100));
      vi.advanceTimersByTime(10);
    }
    job.take(stage('verify'));
    const seen = fractions(told);
    expect(seen.length).toBeLessThanOrEqual(11);
    expect(seen.length).toBeGreaterThanOrEqual(9);
    expect(seen).toEqual([...seen].sort());
    expect(seen.at(-1)).toBe(0.99);
    expect(told.at(-1)?.type).toBe('job');
  });

  test('a reading that comes alone is told although none follows', () => {
    const { job, told } = liveJob();
    job.take(stage('write'));
    job.take(progress(0.1));
    job.take(progress(0.2));
    vi.advanceTimersByTime(100);
    expect(fractions(told)).toEqual([0.1, 0.2]);
  });

  test('within a stage it never goes back; the next stage begins anew', () => {
    const { job, told } = liveJob();
    job.take(stage('write'));
    job.take(progress(0.6));
    vi.advanceTimersByTime(100);
    job.take(progress(0.3));
    job.take(stage('write', 2));
    job.take(progress(0.1));
    vi.advanceTimersByTime(100);
    expect(fractions(told)).toEqual([0.6, 0.6, 0.1]);
    expect(job.record.stages.map(({ copy, elapsedMs }) => [copy, elapsedMs])).toEqual([
      [1, 300],
      [2, 100],
    ]);
  });
});

test('lists of a record stay short, whatever a job does', () => {
  const { job } = liveJob();
  for (let i = 0; i < 1000; i++) {
    job.take(stage('write', i + 1));
    job.take({ type: 'notice', level: 'info', text: String(i) });
  }
  expect(job.record.stages).toHaveLength(200);
  expect(job.record.stages.at(-1)?.copy).toBe(1000);
  expect(job.record.notices).toHaveLength(200);
});

test('a curve has at most 600 points a stage, the first and the last reading among them, evenly thinned', () => {
  const curve = new JobCurve();
  curve.beginStage();
  for (let i = 0; i <= 10_000; i++) curve.add(progress(i / 10_000), 1);
  const seen = curve.points.map(({ fraction = -1 }) => fraction);
  expect(seen.length).toBeLessThanOrEqual(600);
  expect(seen.length).toBeGreaterThan(250);
  expect(seen[0]).toBe(0);
  expect(seen.at(-1)).toBe(1);
  const gaps = seen.slice(1).map((fraction, i) => fraction - (seen[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(0.01);
});

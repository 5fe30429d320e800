// How far a whole job is: one number over stages and copies that never goes back.
import { expect, test } from 'vitest';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { JobRequest, Stage } from '../../app/contract/job.ts';
import { jobFraction } from '../../main/job-fraction.ts';
import { burnRequest } from './burnish.ts';

function at(request: JobRequest, stage: Stage, fraction: number | undefined, copy = 1, copies = 1): JobRecord {
  return {
    id: '20260101-000000-1',
    request,
    state: 'running',
    createdAt: '2026-01-01T00:00:00Z',
    stages: [{ stage, title: '', copy, copies }],
    notices: [],
    progress: { type: 'progress', stage, elapsedMs: 0, ...(fraction === undefined ? {} : { fraction }) },
  };
}

const burn = burnRequest('virtual:x', '/x.iso');

test('a verified burn is half written when it is verified not at all', () => {
  const way: [Stage, number | undefined, number | undefined][] = [
    ['check-image', 0.5, undefined],
    ['prepare', undefined, undefined],
    ['write', undefined, undefined],
    ['write', 0, 0],
    ['write', 0.5, 0.25],
    ['close', undefined, 0.5],
    ['verify', 0, 0.5],
    ['verify', 1, 1],
  ];
  for (const [stage, told, expected] of way) expect(jobFraction(at(burn, stage, told)), stage).toBe(expected);
});

test('without verification writing is all there is', () => {
  expect(jobFraction(at({ ...burn, verify: false }, 'write', 0.5))).toBe(0.5);
  expect(jobFraction(at({ ...burn, verify: false }, 'close', undefined))).toBe(1);
});

test('copies share the bar', () => {
  expect(jobFraction(at(burn, 'verify', 1, 1, 2))).toBe(0.5);
  expect(jobFraction(at(burn, 'prepare', undefined, 2, 2))).toBe(0.5);
  expect(jobFraction(at(burn, 'write', 0.5, 2, 2))).toBe(0.625);
});

test('other jobs have one stage that counts', () => {
  const blank = { job: 'blank', drive: 'virtual:x' } as const;
  expect(jobFraction(at(blank, 'blank', 0.3))).toBe(0.3);
  expect(jobFraction(at(blank, 'blank', undefined))).toBeUndefined();
});

test('progress of a stage before the current one is not taken for it', () => {
  const job = at(burn, 'write', 1);
  expect(jobFraction({ ...job, stages: [...job.stages, { stage: 'verify', title: '', copy: 1, copies: 1 }] })).toBe(
    0.5,
  );
});

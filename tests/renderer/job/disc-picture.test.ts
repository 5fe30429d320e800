// What the drawing of the disc shows at each point of a job.
import { describe, expect, test } from 'vitest';
import type { Progress } from '../../../app/contract/job.ts';
import { discPicture, paintedRings, shareOf } from '../../../renderer/job/disc-picture.ts';
import { aJob, aResult, aStage, BURN, PLAN } from './job-records.ts';

const writing = (doneBytes: number): Progress => {
  return { type: 'progress', stage: 'write', doneBytes, totalBytes: 2000, elapsedMs: 1 };
};

describe('the picture of the disc', () => {
  test('before the plan nothing is known of the disc', () => {
    const { id, request, state, createdAt, stages, notices } = aJob();
    expect(discPicture({ id, request, state, createdAt, stages, notices }, undefined)).toBeUndefined();
  });

  test('what is written grows with the progress, behind what was there before', () => {
    const plan = { ...PLAN, disc: { layers: 1, totalBytes: 4000, usedBytes: 1000, startBytes: 1200 } };
    const job = aJob({ plan, stages: [aStage('prepare'), aStage('write')] });
    expect(discPicture(job, writing(800))?.extents).toEqual([
      { tone: 'used', start: 0, end: 1000 },
      { tone: 'written', start: 1200, end: 2000 },
    ]);
  });

  test('reading back turns the written part to verified from its start', () => {
    const stages = [aStage('write', { doneBytes: 2000 }), aStage('close'), aStage('verify')];
    const progress: Progress = { type: 'progress', stage: 'verify', doneBytes: 500, elapsedMs: 1 };
    const extents = discPicture(aJob({ stages }), progress)?.extents;
    expect(extents).toContainEqual({ tone: 'written', start: 0, end: 2000 });
    expect(extents?.at(-1)).toEqual({ tone: 'verified', start: 0, end: 500 });
  });

  test('a progress of an earlier stage that comes late changes nothing', () => {
    const stages = [aStage('write', { doneBytes: 2000 }), aStage('close'), aStage('verify', { doneBytes: 0 })];
    const extents = discPicture(aJob({ stages }), writing(100))?.extents ?? [];
    expect(extents.map(({ tone }) => tone)).toEqual(['used', 'written']);
    expect(extents[1]?.end).toBe(2000);
  });

  test('a simulation is never shown as written', () => {
    const job = aJob({ request: { ...BURN, simulate: true }, stages: [aStage('write')] });
    expect(discPicture(job, writing(2000))?.extents.map(({ tone }) => tone)).toEqual(['used', 'simulated']);
  });

  test('the second copy begins with an empty disc', () => {
    const plan = { ...PLAN, disc: { layers: 1, totalBytes: 4000, usedBytes: 1000, startBytes: 0 } };
    const stages = [aStage('write', { doneBytes: 2000 }), aStage('wait-for-disc', { copy: 2 })];
    expect(discPicture(aJob({ plan, stages }), undefined)?.extents).toEqual([{ tone: 'used', start: 0, end: 0 }]);
  });

  test('a good disc is verified over all that was burned', () => {
    const stages = [aStage('write', { doneBytes: 1900 }), aStage('verify', { doneBytes: 1900 })];
    const picture = discPicture(aJob({ state: 'done', stages, result: aResult({ bytes: 2000 }) }), undefined);
    expect(picture === undefined ? 0 : shareOf(picture, 'verified')).toBe(0.5);
  });

  test('one bad sector lies over everything else and is wide enough to be seen', () => {
    const stages = [aStage('verify', { doneBytes: 2_000_000 })];
    const plan = { ...PLAN, disc: { layers: 1, totalBytes: 4_000_000, usedBytes: 0, startBytes: 0 } };
    const result = aResult({ outcome: 'failed', badSectors: [{ start: 100, blocks: 1, why: 'differs' }] });
    const picture = discPicture(aJob({ state: 'failed', plan, stages, result }), undefined);
    const last = picture === undefined ? undefined : paintedRings(picture).at(-1);
    expect(last?.tone).toBe('bad');
    expect((last?.outerMm ?? 0) - (last?.innerMm ?? 0)).toBeCloseTo(0.7, 6);
  });

  test('a blanked disc is empty when the job is done, and not before', () => {
    const plan = { ...PLAN, disc: { layers: 1, totalBytes: 4000, usedBytes: 1000, startBytes: 0 } };
    const request = { job: 'blank', drive: 'virtual:practice' } as const;
    expect(discPicture(aJob({ plan, request }), undefined)?.extents[0]?.end).toBe(1000);
    expect(discPicture(aJob({ plan, request, state: 'done' }), undefined)?.extents[0]?.end).toBe(0);
  });

  test('a record that does not tell the size of its disc is drawn by what the box says', () => {
    const { job, drive, driveModel, mediumLabel, mediumId, steps, warnings, changesDisc, confirmWith } = PLAN;
    const words = { job, drive, driveModel, mediumLabel, mediumId, steps, warnings, changesDisc, confirmWith };
    const picture = discPicture(aJob({ plan: { ...words, medium: 'dvd+r-dl' } }), undefined);
    expect(picture?.shape).toMatchObject({ layers: 2, totalBytes: 8_547_991_552 });
  });
});

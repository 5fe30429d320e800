// The list of stages, from the first look at the image to the end.
import { describe, expect, test } from 'vitest';
import { stageList, withProgress } from '../../../renderer/job/stage-list.ts';
import { aJob, aStage, BURN } from './job-records.ts';

const shown = (job: ReturnType<typeof aJob>): string[] =>
  stageList(job).items.map(({ stage, state }) => `${stage} ${state}`);

describe('the list of stages', () => {
  test('before the first stage everything is to come', () => {
    expect(shown(aJob())).toEqual([
      'check-image to-come',
      'prepare to-come',
      'write to-come',
      'close to-come',
      'verify to-come',
    ]);
  });

  test('while it writes, what was done stays and what is to come follows', () => {
    expect(shown(aJob({ stages: [aStage('check-image'), aStage('prepare'), aStage('write')] }))).toEqual([
      'check-image done',
      'prepare done',
      'write current',
      'close to-come',
      'verify to-come',
    ]);
  });

  test('a simulation and a burn without verification promise no reading back', () => {
    for (const request of [
      { ...BURN, simulate: true },
      { ...BURN, verify: false },
    ]) {
      expect(shown(aJob({ request, stages: [aStage('write')] }))).toEqual(['write current', 'close to-come']);
    }
  });

  test('a job that is stopping promises nothing', () => {
    expect(shown(aJob({ state: 'stopping', stages: [aStage('write'), aStage('close')] }))).toEqual([
      'write done',
      'close current',
    ]);
  });

  test('writing that broke off is not shown as done while the disc is brought to rest', () => {
    const stages = [aStage('prepare'), aStage('write', { fraction: 0.4 }), aStage('close')];
    expect(shown(aJob({ stages }))).toEqual(['prepare done', 'write stopped', 'close current']);
    const whole = [aStage('write', { fraction: 1 }), aStage('close')];
    expect(shown(aJob({ stages: whole }))).toEqual(['write done', 'close current', 'verify to-come']);
  });

  test('the stage in which a job failed is marked as stopped', () => {
    expect(shown(aJob({ state: 'failed', stages: [aStage('prepare'), aStage('write')] }))).toEqual([
      'prepare done',
      'write stopped',
    ]);
  });

  test('of several copies the current one is shown, and how many are to come', () => {
    const request = { ...BURN, copies: 5 };
    const first = [aStage('check-image'), aStage('prepare'), aStage('write'), aStage('close'), aStage('verify')];
    const stages = [...first, aStage('wait-for-disc', { copy: 2 }), aStage('prepare', { copy: 2 })];
    const list = stageList(aJob({ request, stages }));
    expect(list.items.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
      'check-image done',
      'wait-for-disc done',
      'prepare current',
      'write to-come',
      'close to-come',
      'verify to-come',
    ]);
    expect(list.copiesToCome).toBe(3);
  });

  test('only the current stage takes what has been told since', () => {
    const progress = { type: 'progress', stage: 'write', elapsedMs: 7000, averageSpeed: 5540 } as const;
    const [done, current] = stageList(aJob({ stages: [aStage('prepare', { elapsedMs: 10 }), aStage('write')] })).items;
    expect(done === undefined ? undefined : withProgress(done, progress).elapsedMs).toBe(10);
    expect(current === undefined ? undefined : withProgress(current, progress)).toMatchObject({
      elapsedMs: 7000,
      averageSpeed: 5540,
    });
  });
});

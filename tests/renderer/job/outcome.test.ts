// How an ended job is called, and what is offered next.
import { describe, expect, test } from 'vitest';
import { endingOf, nameOfAction, nextActions, requestOf } from '../../../renderer/job/outcome.ts';
import { aJob, aResult, aStage, BURN, PLAN } from './job-records.ts';

describe('the ending', () => {
  test('a job that runs has none', () => {
    expect(endingOf(aJob())).toBeUndefined();
    expect(nextActions(aJob())).toEqual([]);
  });

  test('a burn is proven only when its sectors were read back', () => {
    expect(endingOf(aJob({ state: 'done', result: aResult({ badSectorCount: 0 }) }))).toBe('proven');
    expect(endingOf(aJob({ state: 'done', result: aResult({}) }))).toBe('unproven');
    expect(endingOf(aJob({ state: 'done' }))).toBe('unproven');
  });

  test('a simulation is a simulation, whatever else its result says', () => {
    const job = aJob({ state: 'done', request: { ...BURN, simulate: true }, result: aResult({ badSectorCount: 0 }) });
    expect(endingOf(job)).toBe('simulated');
  });
});

describe('what is offered next', () => {
  const failed = (more: Parameters<typeof aResult>[0]) =>
    aJob({ state: 'failed', stages: [aStage('write')], result: aResult({ outcome: 'failed', ...more }) });

  test('a burn that was not read back can be verified against its image', () => {
    const job = aJob({ state: 'done', result: aResult({}) });
    expect(nextActions(job)[0]).toBe('verify');
    expect(requestOf('verify', job)).toEqual({
      job: 'verify',
      drive: 'virtual:practice',
      image: '/images/sample.iso',
    });
  });

  test('a rewritable disc that holds a part of the image is to be blanked first', () => {
    const job = { ...failed({ fate: 'usable' }), plan: { ...PLAN, medium: 'cd-rw' } as const };
    expect(nextActions(job)).toEqual(['blank', 'again', 'eject']);
    expect(requestOf('blank', job)).toEqual({ job: 'blank', drive: 'virtual:practice' });
  });

  test('a lost disc is offered neither blanking nor repair', () => {
    expect(nextActions(failed({ fate: 'lost' }))).toEqual(['again', 'eject']);
  });

  test('a disc that was left open, and one of which nobody knows, can be repaired', () => {
    expect(nextActions(failed({ fate: 'appendable' }))[0]).toBe('repair');
    expect(nextActions(aJob({ state: 'interrupted', stages: [aStage('write')] }))[0]).toBe('repair');
    expect(requestOf('repair', failed({ fate: 'appendable' }))).toMatchObject({ job: 'repair', finalize: true });
  });

  test('a disc that an interruption left alone is not to be repaired', () => {
    const interrupted = (fate: 'untouched' | 'lost' | 'unknown') =>
      nextActions(aJob({ state: 'interrupted', result: aResult({ outcome: 'failed', fate }) }));
    expect(interrupted('untouched')).toEqual(['again', 'eject']);
    expect(interrupted('lost')).toEqual(['again', 'eject']);
    expect(interrupted('unknown')).toEqual(['repair', 'again', 'eject']);
  });

  test('a simulation that went through is followed by the real burn, and says so', () => {
    const job = aJob({ state: 'done', request: { ...BURN, simulate: true } });
    expect(requestOf('again', job)).toEqual({ ...BURN, simulate: false });
    expect(nameOfAction('again', job)).toBe('next.burnNow');
    const failed = aJob({ state: 'failed', request: { ...BURN, simulate: true } });
    expect(requestOf('again', failed)).toEqual({ ...BURN, simulate: true });
    expect(nameOfAction('again', failed)).toBe('next.again');
  });

  test('after several good copies one more is burned', () => {
    const five = { ...BURN, copies: 5 };
    const job = aJob({ state: 'done', request: five, result: aResult({ badSectorCount: 0 }) });
    expect(requestOf('again', job)).toEqual({ ...BURN, copies: 1 });
    expect(nameOfAction('again', job)).toBe('next.againCopy');
    expect(requestOf('again', aJob({ state: 'failed', request: five }))).toEqual(five);
  });

  test('a disc that was found bad is not offered another verification', () => {
    const error = { code: 'verify-mismatch', message: '', doing: '', nextStep: '' } as const;
    const job = { ...failed({ fate: 'lost', error }), stages: [aStage('write'), aStage('verify')] };
    expect(nextActions(job)).toEqual(['again', 'eject']);
  });

  test('a verification that broke off can be done again', () => {
    const error = { code: 'drive-lost', message: '', doing: '', nextStep: '' } as const;
    const job = { ...failed({ fate: 'unknown', error }), stages: [aStage('write'), aStage('verify')] };
    expect(nextActions(job)[0]).toBe('verify');
  });
});

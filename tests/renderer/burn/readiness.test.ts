// What the one button of the burn page does, and why it cannot be pressed.
import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../../../app/contract/image-facts.ts';
import type { BurnRequest, JobPlan } from '../../../app/contract/job.ts';
import type { KnownImage } from '../../../renderer/burn/image-choice.ts';
import { type PageState, type PlanState, readiness } from '../../../renderer/burn/readiness.ts';
import type { Standing, Target } from '../../../renderer/burn/target.ts';

const FACTS: ImageFacts = {
  path: '/a.iso',
  name: 'a.iso',
  bytes: 2048,
  modifiedAt: '2026-01-01T00:00:00Z',
  blocks: 1,
  label: '',
  volumes: [],
  boots: [],
};
const IMAGE: KnownImage = {
  is: 'known',
  facts: FACTS,
  checksum: { is: 'none' },
  digest: { is: 'unasked' },
  allowTruncated: false,
};
const REQUEST: BurnRequest = {
  job: 'burn',
  drive: '/dev/sr0',
  image: '/a.iso',
  verify: true,
  simulate: false,
  finalize: true,
  copies: 1,
  eject: false,
  checkChecksum: true,
  allowTruncated: false,
};
const PLAN: JobPlan = {
  job: 'burn',
  drive: '/dev/sr0',
  driveModel: 'ACME',
  medium: 'dvd+rw',
  mediumLabel: 'DVD+RW',
  mediumId: '',
  steps: [],
  warnings: [],
  changesDisc: true,
  confirmWith: [],
};
const READY: PlanState = { is: 'ready', request: REQUEST, plan: PLAN };

function target(standing: Standing): Target {
  return { drive: '/dev/sr0', model: 'ACME', isVirtual: false, standing };
}

const ALL_GOOD: PageState = { image: IMAGE, target: target('ready'), targets: 1, plan: READY };

function blockedBy(change: Partial<PageState>): string | undefined {
  const found = readiness({ ...ALL_GOOD, ...change });
  return found.is === 'blocked' ? found.by : undefined;
}

function problem(code: 'image-truncated' | 'image-empty'): ImageFacts {
  return { ...FACTS, problem: { code, message: '', doing: '', nextStep: '' } };
}

describe('the button', () => {
  it('burns with the very plan and request that stand on the page', () => {
    expect(readiness(ALL_GOOD)).toEqual({ is: 'burn', request: REQUEST, plan: PLAN });
  });

  it('asks once more when something on the disc will be lost', () => {
    const plan: PlanState = { is: 'ready', request: REQUEST, plan: { ...PLAN, loses: 'Everything is lost.' } };
    expect(readiness({ ...ALL_GOOD, plan })).toMatchObject({ is: 'erase', loses: 'Everything is lost.' });
  });

  it('offers a place in the queue of a busy drive, with no plan', () => {
    expect(readiness({ ...ALL_GOOD, target: target('busy'), plan: { is: 'none' } })).toEqual({ is: 'queue' });
  });

  it('waits for an image, then for what is known of it', () => {
    expect(blockedBy({ image: { is: 'none' } })).toBe('no-image');
    expect(blockedBy({ image: { is: 'looking', name: 'a' } })).toBe('image-unknown');
    expect(blockedBy({ image: { is: 'failed', name: 'a', failure: { why: 'unreadable' } } })).toBe('image-failed');
  });

  it('is blocked by an image that is not what its checksum file says, on a busy drive too', () => {
    const image: KnownImage = { ...IMAGE, checksum: { is: 'differs', check: { outcome: 'differs' } } };
    expect(blockedBy({ image })).toBe('image-differs');
    expect(blockedBy({ image, target: target('busy') })).toBe('image-differs');
    expect(blockedBy({ image: { ...image, allowTruncated: true, facts: problem('image-truncated') } })).toBe(
      'image-differs',
    );
  });

  it('burns an image that is cut short only when that was allowed, and an empty one never', () => {
    const cut: KnownImage = { ...IMAGE, facts: problem('image-truncated') };
    expect(blockedBy({ image: cut })).toBe('image-problem');
    expect(readiness({ ...ALL_GOOD, image: { ...cut, allowTruncated: true } }).is).toBe('burn');
    const empty: KnownImage = { ...IMAGE, facts: problem('image-empty'), allowTruncated: true };
    expect(blockedBy({ image: empty })).toBe('image-problem');
  });

  it('does not wait for the check of the image, which the job repeats before the first write', () => {
    const image: KnownImage = { ...IMAGE, checksum: { is: 'running', doneBytes: 1, totalBytes: 2 } };
    expect(readiness({ ...ALL_GOOD, image }).is).toBe('burn');
  });

  it('tells whether there is no drive, none chosen, or one that will not do', () => {
    expect(blockedBy({ target: undefined, targets: 0 })).toBe('no-target');
    expect(blockedBy({ target: undefined, targets: 2 })).toBe('target-open');
    for (const standing of ['too-small', 'needs-blanking', 'closed', 'unreachable'] as const) {
      expect(blockedBy({ target: target(standing) })).toBe('target-unfit');
    }
    expect(blockedBy({ target: target('no-disc') })).toBe('target-empty');
    expect(blockedBy({ target: target('looking') })).toBe('target-unknown');
  });

  it('is blocked until there is a plan, and by a plan that was refused', () => {
    expect(blockedBy({ plan: { is: 'none' } })).toBe('planning');
    expect(blockedBy({ plan: { is: 'planning' } })).toBe('planning');
    const error = { code: 'image-too-large', message: '', doing: '', nextStep: '' } as const;
    expect(blockedBy({ plan: { is: 'refused', error } })).toBe('plan-refused');
  });
});

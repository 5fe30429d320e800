// Which jobs go on, for the badge and the title.
import { describe, expect, it } from 'vitest';
import { doingOf, underWay, wholePercent } from '../../../renderer/shell/jobs-under-way.ts';
import { themeFor } from '../../../renderer/shell/theme.ts';
import { aJob, BURN } from '../job/job-records.ts';

describe('jobs under way', () => {
  it('are those that have their drive, not those that wait or have ended', () => {
    const states = ['queued', 'held', 'planning', 'confirming', 'running', 'stopping', 'done', 'failed'] as const;
    const jobs = Object.fromEntries(states.map((state) => [state, aJob({ id: state, state })]));
    expect(underWay({ jobs, jobOrder: [...states] }).map(({ id }) => id)).toEqual([
      'planning',
      'confirming',
      'running',
      'stopping',
    ]);
  });

  it('burn nothing while they plan, ask or simulate', () => {
    const simulated = { ...BURN, simulate: true };
    expect(doingOf(aJob({ state: 'planning' }))).toBe('planning');
    expect(doingOf(aJob({ state: 'confirming', request: simulated }))).toBe('confirming');
    expect(doingOf(aJob({ request: simulated }))).toBe('simulate');
    expect(doingOf(aJob({ state: 'stopping' }))).toBe('burn');
  });

  it('have a percentage only when the drive tells one, never rounded up', () => {
    const progress = { a: { type: 'progress', stage: 'write', elapsedMs: 1, fraction: 0.999 } } as const;
    expect(wholePercent({ progress }, 'a')).toBe(99);
    expect(wholePercent({ progress }, 'b')).toBeUndefined();
  });
});

describe('a theme', () => {
  it('follows the system only where that is the choice', () => {
    expect(themeFor('system', true)).toBe('dark');
    expect(themeFor('system', false)).toBe('light');
    expect(themeFor('light', true)).toBe('light');
    expect(themeFor('high-contrast', false)).toBe('high-contrast');
  });
});

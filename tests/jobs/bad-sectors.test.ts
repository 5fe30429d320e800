import { expect, it } from 'vitest';
import { BadSectors } from '../../app/jobs/bad-sectors.ts';

it('joins neighbours of the same kind and counts what it does not keep', () => {
  const bad = new BadSectors();
  bad.add(10, 1, 'unreadable');
  bad.add(11, 2, 'unreadable');
  bad.add(13, 1, 'differs');
  for (let sector = 1000; sector < 2000; sector += 2) bad.add(sector, 1, 'differs');
  expect(bad.ranges.slice(0, 2)).toEqual([
    { start: 10, blocks: 3, why: 'unreadable' },
    { start: 13, blocks: 1, why: 'differs' },
  ]);
  expect(bad.ranges).toHaveLength(100);
  expect(bad.count).toBe(504);
  expect(bad.isUnreadable(12)).toBe(true);
  expect(bad.isUnreadable(13)).toBe(false);
});

import { expect, it } from 'vitest';
import { SpeedCurve } from '../../app/jobs/speed-curve.ts';

it('keeps a curve of any length within 1000 points that span the whole of it', () => {
  const curve = new SpeedCurve();
  for (let second = 0; second < 100_000; second++) curve.add(second * 1000, second);
  expect(curve.points.length).toBeLessThanOrEqual(1000);
  expect(curve.points.length).toBeGreaterThan(400);
  expect(curve.points[0]).toEqual([0, 0]);
  expect(curve.points.at(-1)?.[0]).toBeGreaterThan(99_000_000);
  const times = curve.points.map(([time]) => time);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

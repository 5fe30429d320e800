// The columns of the plot, from kept points and live ones.
import { describe, expect, test } from 'vitest';
import type { CurvePoint } from '../../../app/contract/engine-state.ts';
import { PlotData } from '../../../renderer/job/plot-data.ts';

const point = (stage: CurvePoint['stage'], elapsedMs: number, speed: number, copy = 1): CurvePoint => {
  return { stage, copy, elapsedMs, speed, averageSpeed: speed / 2 };
};

describe('the plot', () => {
  test('the next stage begins where the one before ended, behind a gap', () => {
    const data = new PlotData();
    data.replace([point('write', 0, 100), point('write', 4000, 120), point('verify', 1000, 300)]);
    expect(data.columns[0]).toEqual([0, 4, 4, 5]);
    expect(data.columns[1]).toEqual([100, 120, null, 300]);
    expect(data.columns[2]).toEqual([50, 60, null, 150]);
    expect(data.marks).toEqual([
      { stage: 'write', copy: 1, seconds: 0 },
      { stage: 'verify', copy: 1, seconds: 4 },
    ]);
  });

  test('a live point that the engine had kept already is not drawn twice', () => {
    const data = new PlotData();
    data.replace([point('write', 0, 100), point('write', 4000, 120)]);
    data.add(point('write', 4000, 120));
    data.add(point('write', 5000, 130));
    expect(data.columns[0]).toEqual([0, 4, 5]);
  });

  test('a late point of an earlier stage does not turn time back', () => {
    const data = new PlotData();
    data.replace([point('write', 4000, 120), point('verify', 1000, 300)]);
    data.add(point('write', 5000, 130));
    expect(data.columns[0]).toEqual([4, 4, 5]);
  });

  test('the second copy is a stage of its own', () => {
    const data = new PlotData();
    data.replace([point('write', 1000, 100), point('write', 500, 90, 2)]);
    expect(data.marks.map(({ copy, seconds }) => [copy, seconds])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  test('stages that tell no speed have no place on the axis', () => {
    const data = new PlotData();
    data.replace([{ stage: 'prepare', copy: 1, elapsedMs: 9000, fraction: 0.5 }, point('write', 1000, 100)]);
    expect(data.columns[0]).toEqual([1]);
  });

  test('a day of points is thinned, keeps its ends and runs forward', () => {
    const data = new PlotData();
    for (let i = 0; i <= 864_000; i++) data.add(point('write', i * 100, 100));
    const [seconds] = data.columns;
    expect(seconds.length).toBeLessThanOrEqual(4000);
    expect(seconds[0]).toBe(0);
    expect(seconds.at(-1)).toBe(86_400);
    expect(seconds.every((value, index) => index === 0 || value > (seconds[index - 1] ?? 0))).toBe(true);
  });
});

// Radii of what is drawn, held against areas worked out here.
import { describe, expect, test } from 'vitest';
import { discShape, ringsOf } from '../../../renderer/job/disc-geometry.ts';

const area = (inner: number, outer: number): number => outer ** 2 - inner ** 2;

describe('the rings that bytes cover', () => {
  const dvd = discShape('dvd+r', 1, 1000);

  test('a whole CD reaches from 25 to 58 mm, a whole DVD or Blu-ray disc from 24 to 58 mm', () => {
    expect(ringsOf(discShape('cd-r', 1, 700), 0, 700)).toEqual([{ layer: 0, innerMm: 25, outerMm: 58 }]);
    expect(ringsOf(dvd, 0, 1000)).toEqual([{ layer: 0, innerMm: 24, outerMm: 58 }]);
    expect(ringsOf(discShape('bd-r', 1, 25), 0, 25)).toEqual([{ layer: 0, innerMm: 24, outerMm: 58 }]);
  });

  test('half of the bytes cover half of the area, which is more than half of the radius', () => {
    const [ring] = ringsOf(dvd, 0, 500);
    expect(ring?.innerMm).toBe(24);
    expect(area(24, ring?.outerMm ?? 0)).toBeCloseTo(area(24, 58) / 2, 6);
    expect(ring?.outerMm).toBeGreaterThan((24 + 58) / 2);
  });

  test('bytes in the middle lie between the radii of those before and those behind them', () => {
    const [ring] = ringsOf(dvd, 250, 750);
    expect(ring?.innerMm).toBeCloseTo(ringsOf(dvd, 0, 250)[0]?.outerMm ?? 0, 9);
    expect(ring?.outerMm).toBeCloseTo(ringsOf(dvd, 750, 1000)[0]?.innerMm ?? 0, 9);
  });

  test('the second layer is filled from the outside in', () => {
    const twoLayers = discShape('dvd+r-dl', 2, 1000);
    const rings = ringsOf(twoLayers, 0, 750);
    expect(rings[0]).toEqual({ layer: 0, innerMm: 24, outerMm: 58 });
    expect(rings[1]?.layer).toBe(1);
    expect(rings[1]?.outerMm).toBe(58);
    expect(area(rings[1]?.innerMm ?? 0, 58)).toBeCloseTo(area(24, 58) / 2, 6);
  });

  test('the third layer of a BDXL runs outward again', () => {
    const rings = ringsOf(discShape('bd-r', 3, 900), 600, 750);
    expect(rings).toHaveLength(1);
    expect(rings[0]).toMatchObject({ layer: 2, innerMm: 24 });
  });

  test('no bytes cover nothing, and what lies beyond the disc is not drawn', () => {
    expect(ringsOf(dvd, 100, 100)).toEqual([]);
    expect(ringsOf(dvd, 1000, 5000)).toEqual([]);
    expect(ringsOf(dvd, -50, 2000)).toEqual([{ layer: 0, innerMm: 24, outerMm: 58 }]);
  });

  test('a disc that claims no size and no layers is drawn without a fault', () => {
    expect(ringsOf(discShape('cd-r', 0, 0), 0, 0)).toEqual([]);
  });
});

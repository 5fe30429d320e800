// Where the window opens: on a display that is there, whole, and never smaller than it can be used.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOnDisplay } from '../../main/window-state.ts';

const LEFT = { x: -1600, y: 0, width: 1600, height: 900 };
const MAIN = { x: 0, y: 25, width: 1920, height: 1055 };

function screenOf(...areas: (typeof MAIN)[]) {
  const displays = areas.map((workArea) => ({ workArea }));
  return { getAllDisplays: () => displays, getPrimaryDisplay: () => displays[0] ?? { workArea: MAIN } };
}

test('the first time it is of the usual size in the middle of the first display', () => {
  expect(boundsOnDisplay(screenOf(MAIN, LEFT), undefined)).toEqual({ x: 410, y: 178, width: 1100, height: 750 });
});

test('it comes back to the very place, on the second display too', () => {
  const kept = { x: -1500, y: 100, width: 1000, height: 700 };
  expect(boundsOnDisplay(screenOf(MAIN, LEFT), kept)).toEqual(kept);
});

test('a display that is gone does not take the window with it', () => {
  const kept = { x: -1500, y: 100, width: 1000, height: 700 };
  expect(boundsOnDisplay(screenOf(MAIN), kept)).toEqual({ x: 410, y: 178, width: 1100, height: 750 });
});

test('a window that hangs over the edge is moved in, a too large one is cut', () => {
  expect(boundsOnDisplay(screenOf(MAIN), { x: 1700, y: 900, width: 1000, height: 700 })).toEqual({
    x: 920,
    y: 380,
    width: 1000,
    height: 700,
  });
  expect(boundsOnDisplay(screenOf(MAIN), { x: -50, y: 0, width: 4000, height: 3000 })).toEqual(MAIN);
});

test('whatever was kept, the window lies whole on a display', () => {
  const pixels = fc.integer({ min: -100_000, max: 100_000 });
  const size = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(pixels, pixels, size, size, (x, y, width, height) => {
      const bounds = boundsOnDisplay(screenOf(MAIN, LEFT), { x, y, width, height });
      const isOn = (area: typeof MAIN): boolean =>
        bounds.x >= area.x &&
        bounds.y >= area.y &&
        bounds.x + bounds.width <= area.x + area.width &&
        bounds.y + bounds.height <= area.y + area.height;
      expect(isOn(MAIN) || isOn(LEFT)).toBe(true);
      expect(bounds.width).toBeGreaterThanOrEqual(640);
      expect(bounds.height).toBeGreaterThanOrEqual(480);
    }),
  );
});

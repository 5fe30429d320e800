// Steps back and forward.
import { expect, it } from 'vitest';
import { goBack, goForward, goOn, startAt } from '../../../renderer/browse/visited.ts';

it('steps back and forward lead through the places in their order', () => {
  const there = goOn(goOn(startAt('a'), 'b'), 'c');
  const back = goBack(goBack(there));
  expect(back.here).toBe('a');
  expect(goBack(back)).toBe(back);
  expect(goForward(goForward(back)).here).toBe('c');
});

it('a new place forgets what lay ahead', () => {
  const back = goBack(goOn(startAt('a'), 'b'));
  const other = goOn(back, 'c');
  expect(goForward(other)).toBe(other);
  expect(goBack(other).here).toBe('a');
});

it('steps back end after 200', () => {
  let visited = startAt(0);
  for (let place = 1; place <= 300; place++) visited = goOn(visited, place);
  expect(visited.before.length).toBe(200);
  expect(visited.before[0]).toBe(100);
});

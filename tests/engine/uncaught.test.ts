// What nobody caught: it is told while a burn goes on, and ends the engine, as it should, when none does.
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { EventHub } from '../../app/engine/event-hub.ts';
import { surviveUncaught } from '../../app/engine/uncaught.ts';

test('an error that nobody caught ends the engine only when no job has a drive', () => {
  const thread = new EventEmitter();
  const told: string[] = [];
  let hasJob = true;
  surviveUncaught(thread, { hasJob: () => hasJob, tell: ({ message }) => told.push(message) });
  thread.emit('uncaughtException', new Error('odd'));
  expect(told).toEqual(['Burnish itself failed while running the engine: odd.']);
  hasJob = false;
  expect(() => thread.emit('uncaughtException', new Error('odder'))).toThrow('odder');
});

test('who could not be let in does not listen', () => {
  let isBroken = true;
  const hub = new EventHub((isThere) => {
    if (isThere && isBroken) throw new Error('no drives');
  });
  const told: unknown[] = [];
  expect(() => hub.subscribe((event) => told.push(event))).toThrow('no drives');
  hub.emit({ type: 'drive-gone', name: 'x' });
  expect(told).toEqual([]);
  isBroken = false;
  hub.subscribe((event) => told.push(event));
  hub.emit({ type: 'drive-gone', name: 'x' });
  expect(told).toHaveLength(1);
});

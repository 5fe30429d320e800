// Events that come close together are taken together.
import { describe, expect, it } from 'vitest';
import { EventBatch } from '../../../renderer/engine/event-batch.ts';

describe('a batch of events', () => {
  it('is taken once, in order, however many come before the next frame', () => {
    const frames: (() => void)[] = [];
    const taken: (readonly number[])[] = [];
    const batch = new EventBatch<number>(
      (events) => taken.push(events),
      (callback) => frames.push(callback),
    );
    for (let event = 0; event < 100; event++) batch.add(event);
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(taken).toEqual([Array.from({ length: 100 }, (_, index) => index)]);
    batch.add(100);
    expect(frames).toHaveLength(2);
  });

  it('that was cleared is not taken, and the next event is', () => {
    const frames: (() => void)[] = [];
    const taken: (readonly number[])[] = [];
    const batch = new EventBatch<number>(
      (events) => taken.push(events),
      (callback) => frames.push(callback),
    );
    batch.add(1);
    batch.clear();
    for (const frame of frames.splice(0)) frame();
    expect(taken).toEqual([]);
    batch.add(2);
    for (const frame of frames.splice(0)) frame();
    expect(taken).toEqual([[2]]);
  });
});

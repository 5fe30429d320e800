// The way to the engine survives its connections.
import { beforeEach, describe, expect, it } from 'vitest';
import { BurnishError } from '../../../app/base/errors.ts';
import type { EngineEvent } from '../../../app/contract/engine-state.ts';
import { EngineLink, type LinkState } from '../../../renderer/engine/engine-link.ts';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
let link: EngineLink;
let states: LinkState[];
let snapshots: unknown[];
let events: EngineEvent[];

/** What the page has asked over a connection, but for its subscriptions. */
function asked(connection: number): string[] {
  return (host.sent[connection] ?? []).flatMap((message) =>
    'call' in message && message.call !== 'subscribe' ? [message.call] : [],
  );
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

declare function setImmediate(callback: (value?: unknown) => void): unknown;

beforeEach(() => {
  host = new FakeHost();
  link = new EngineLink(host.open, host.later);
  states = [];
  snapshots = [];
  events = [];
  link.start({
    onState: (state) => states.push(state),
    onSnapshot: (snapshot) => snapshots.push(snapshot),
    onEvent: (event) => events.push(event),
  });
});

describe('the link to the engine', () => {
  it('subscribes, and is connected when the snapshot is there', async () => {
    host.connect();
    expect(states).toEqual([]);
    host.answer('subscribe', { of: 'engine' });
    await settled();
    expect(snapshots).toEqual([{ of: 'engine' }]);
    expect(states).toEqual(['connected']);
  });

  it('connects again after a loss and takes a new snapshot', async () => {
    host.connect();
    host.answer('subscribe', 1);
    await settled();
    host.break();
    expect(states).toEqual(['connected', 'lost']);
    host.proceed();
    host.connect();
    host.answer('subscribe', 2);
    await settled();
    expect(snapshots).toEqual([1, 2]);
    expect(states.at(-1)).toBe('connected');
  });

  it('waits longer each time, up to 5 s, and briefly again after a success', async () => {
    for (let attempt = 0; attempt < 7; attempt++) {
      host.break();
      host.proceed();
    }
    expect(host.waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    host.connect();
    host.answer('subscribe', 1);
    await settled();
    host.break();
    expect(host.waits.at(-1)).toBe(250);
  });

  it('tells when the host knows the page no more', () => {
    host.break('shut-out');
    expect(states).toEqual(['shut-out']);
  });

  it('asks a question again that was under way when the connection broke', async () => {
    host.connect();
    const answer = link.call('places', {});
    host.break();
    host.proceed();
    host.connect();
    await settled();
    expect(asked(1)).toEqual(['places']);
    host.answer('places', [{ name: 'Home', path: '/home' }]);
    expect(await answer).toEqual([{ name: 'Home', path: '/home' }]);
  });

  it('never asks twice for what does something, and says that nobody knows', async () => {
    host.connect();
    const answer = link.call('moveTray', { drive: '/dev/sr0', load: false });
    host.break();
    await expect(answer).rejects.toBeInstanceOf(BurnishError);
    host.proceed();
    host.connect();
    await settled();
    expect(asked(1)).toEqual([]);
  });

  it('keeps what is asked while there is no connection until there is one', async () => {
    const answer = link.call('cancelJob', { id: 'job-0001' });
    host.connect();
    await settled();
    host.answer('cancelJob', {});
    expect(await answer).toEqual({});
  });

  it('forgets what was given up while there was no connection', async () => {
    const asking = new AbortController();
    const answer = link.call('places', {}, { signal: asking.signal });
    asking.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    host.connect();
    await settled();
    expect(asked(0)).toEqual([]);
  });

  it('hands on the events of every connection, until nobody listens', () => {
    const heard: EngineEvent[] = [];
    const stop = link.listen((event) => heard.push(event));
    const gone = (name: string): EngineEvent => ({ type: 'drive-gone', name });
    host.connect();
    host.tell({ event: gone('a') });
    host.break();
    host.proceed();
    host.connect();
    host.tell({ event: gone('b') });
    stop();
    host.tell({ event: gone('c') });
    expect(heard).toEqual([gone('a'), gone('b')]);
    expect(events).toEqual([gone('a'), gone('b'), gone('c')]);
  });
});

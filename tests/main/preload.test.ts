// What the preload script gives to the page: a few functions, frozen, and nothing of Electron's.
import { expect, test } from 'vitest';
import type { IpcEvent } from '../../main/electron-port.ts';
import { PRELOAD } from './burnish.ts';
import { PageStandIn } from './stand-in/page.ts';

/** A main process that writes down what it hears. */
function listening() {
  const heard: [string, ...unknown[]][] = [];
  const listen =
    (channel: string) =>
    (_event: IpcEvent, ...content: unknown[]) =>
      void heard.push([channel, ...content]);
  const listeners = new Map(
    ['burnish:connect', 'burnish:engine'].map((channel) => [channel, listen(channel)] as const),
  );
  const page = new PageStandIn(PRELOAD, 1, { listeners, handlers: new Map() });
  return { heard, page };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('the page gets one object with exactly these members, which it cannot change', () => {
  const { page } = listening();
  expect([...page.world.keys()]).toEqual(['burnish']);
  expect(Object.keys(page.bridge).sort()).toEqual([
    'chooseImage',
    'chooseTarget',
    'dragOut',
    'makeOutFolder',
    'onGoTo',
    'onOpenImage',
    'openOut',
    'pathOfDropped',
    'platform',
    'receive',
    'send',
  ]);
  expect(Object.isFrozen(page.bridge)).toBe(true);
});

test('it needs no module but Electron itself, as the sandbox demands', () => {
  const { page } = listening();
  expect(page.modules).toEqual(['electron']);
});

test('nothing is said to the host before the page listens, and then with the name of this document only', async () => {
  const { heard, page } = listening();
  await turn();
  expect(heard).toEqual([]);
  page.bridge.receive(() => undefined);
  page.bridge.send({ id: 1, call: 'drives', params: {} });
  await turn();
  const [, name] = heard[0] ?? [];
  expect(name).toMatch(/^[0-9a-f-]{36}$/);
  expect(heard).toEqual([
    ['burnish:connect', name],
    ['burnish:engine', name, { id: 1, call: 'drives', params: {} }],
  ]);
});

test('answers that carry another name are for another document', async () => {
  const { heard, page } = listening();
  const received: unknown[] = [];
  page.bridge.receive((answer) => received.push(answer));
  await turn();
  page.receive('burnish:engine', ['another', { id: 1, ok: true, value: 'theirs' }]);
  page.receive('burnish:engine', [heard[0]?.[1], { id: 1, ok: true, value: 'ours' }]);
  await turn();
  expect(received).toEqual([{ id: 1, ok: true, value: 'ours' }]);
});

test('what the user opened before the page asked is not lost, and comes in order', async () => {
  const { page } = listening();
  page.receive('burnish:open-image', ['/a.iso']);
  page.receive('burnish:open-image', ['/b.iso']);
  page.receive('burnish:go-to', ['jobs']);
  await turn();
  const opened: string[] = [];
  const places: string[] = [];
  page.bridge.onOpenImage((path) => opened.push(path));
  page.bridge.onGoTo((place) => places.push(place));
  page.receive('burnish:open-image', ['/c.iso']);
  await turn();
  expect(opened).toEqual(['/a.iso', '/b.iso', '/c.iso']);
  expect(places).toEqual(['jobs']);
});

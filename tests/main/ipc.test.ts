// The page and the host: whose messages are heard, which files the page may name, and what survives a page.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import { Burning, Burnish, type Page } from './burnish.ts';
import type { WindowStandIn } from './stand-in/window.ts';

/** Outside the folder of the user. */
const elsewhere = mkdtempSync(join(tmpdir(), 'burnish-elsewhere-'));
const image = join(elsewhere, 'image.iso');

let burnish: Burnish;
let window: WindowStandIn;
let page: Page;

beforeAll(() => writeFileSync(image, 'x'.repeat(2048)));
afterAll(() => rmSync(elsewhere, { recursive: true }));
beforeEach(async () => {
  burnish = await Burnish.start();
  const opened = await burnish.open();
  window = opened.window;
  page = opened;
  await page.engine.call('drives', {});
});
afterEach(() => burnish.remove());

/** `good`, or the code of the refusal. */
async function canName(path: string, engine: EngineClient = page.engine): Promise<string> {
  try {
    await engine.call('inspectImage', { path });
    return 'good';
  } catch (thrown) {
    return thrown instanceof BurnishError ? thrown.code : String(thrown);
  }
}

function document() {
  const shown = window.webContents.page;
  if (shown === undefined) throw new Error('no page');
  return shown;
}

const strangers = [
  { who: 'a frame inside the page', frame: { url: 'burnish://page/index.html', parent: {} } },
  { who: 'a frame that is gone', frame: null },
  { who: 'another page in the window', frame: { url: 'https://example.com/index.html', parent: null } },
  { who: 'another host of the scheme', frame: { url: 'burnish://other/index.html', parent: null } },
  { who: 'a page that only looks alike', frame: { url: 'burnish://page.example.com/', parent: null } },
];

for (const { who, frame } of strangers) {
  test(`${who} is refused in everything, and logged`, async () => {
    document().frame = frame;
    burnish.electron.chosenFile = image;
    await expect(page.bridge.chooseImage()).rejects.toThrow('refused');
    await expect(page.bridge.chooseTarget('x.iso')).rejects.toThrow('refused');
    await expect(document().invoke('burnish:dropped', image)).rejects.toThrow('refused');
    expect(burnish.electron.openDialog).toBeUndefined();
    const before = burnish.logged.length;
    page.bridge.send({ id: 1, call: 'drives', params: {} });
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(burnish.logged.slice(before)).toEqual([expect.stringContaining('"channel":"burnish:engine"')]);
    document().frame = { url: 'burnish://page/index.html', parent: null };
    expect(await canName(image)).toBe('permission-denied');
  });
}

test('another window is refused, though it shows the same page', async () => {
  const stranger = burnish.electron.createWindow(window.options);
  stranger.webContents.begin();
  await expect(burnish.page(stranger).bridge.chooseImage()).rejects.toThrow('refused');
  expect(burnish.logged.join('\n')).toContain('the sender is not the window');
  stranger.close();
});

test('a malformed message is refused by the engine and hurts nobody', async () => {
  for (const message of [undefined, null, 7, 'text', [], { id: 'x' }, { id: 99, call: 'no-such', params: {} }]) {
    document().send('burnish:engine', 'not-this-connection', message);
    page.bridge.send(message as never);
  }
  expect(await page.engine.call('drives', {})).toEqual([]);
});

test('a file outside the folder of the user cannot be named until the user has chosen it', async () => {
  expect(await canName(image)).toBe('permission-denied');
  burnish.electron.chosenFile = image;
  expect(await page.bridge.chooseImage()).toBe(image);
  expect(await canName(image)).toBe('good');
  expect(await canName(join(elsewhere, 'other.iso'))).toBe('permission-denied');
});

test('a dropped file can be named after the drop; what is no file of a disk has no path', async () => {
  const file = new File(['x'], 'image.iso');
  expect(await page.bridge.pathOfDropped(file)).toBeUndefined();
  document().droppedPaths.set(file, image);
  expect(await page.bridge.pathOfDropped(file)).toBe(image);
  expect(await canName(image)).toBe('good');
  document().droppedPaths.set(file, elsewhere);
  expect(await page.bridge.pathOfDropped(file)).toBeUndefined();
  document().droppedPaths.set(file, join(elsewhere, 'missing.iso'));
  expect(await page.bridge.pathOfDropped(file)).toBeUndefined();
});

test('a target is suggested as a plain name, and may be written only once it was chosen', async () => {
  const target = join(elsewhere, 'copy.iso');
  burnish.electron.chosenFile = target;
  expect(await page.bridge.chooseTarget('../..\\a:b*\u0000.iso')).toBe(target);
  expect(burnish.electron.saveDialog?.defaultPath).toBe('_.._a_b__.iso');
  const { drive } = await page.engine.call('makePracticeDisc', { kind: 'cd-r' });
  const request = (output: string) => ({ job: 'image', drive, output, overwrite: false, whole: false }) as const;
  const codeOf = async (output: string): Promise<string> =>
    page.engine.call('planJob', { request: request(output) }).then(
      () => 'good',
      (thrown: unknown) => (thrown instanceof BurnishError ? thrown.code : String(thrown)),
    );
  expect(await codeOf(join(elsewhere, 'not-chosen.iso'))).toBe('permission-denied');
  expect(await codeOf(target)).not.toBe('permission-denied');
});

test('a closed dialog chooses nothing', async () => {
  expect(await page.bridge.chooseImage()).toBeUndefined();
  expect(await page.bridge.chooseTarget('disc.iso')).toBeUndefined();
});

test('a page that is loaded anew may still name what was chosen, and hears no answers to the page before it', async () => {
  burnish.electron.chosenFile = image;
  await page.bridge.chooseImage();
  const old = page.engine.call('drives', {});
  const before = document();
  window.webContents.reload();
  const answered = await Promise.race([old.then(() => 'old page'), canName(image, burnish.page(window).engine)]);
  expect(answered).toBe('good');
  expect(document()).not.toBe(before);
});

test('a page that crashes in mid-burn comes back to the same job, and the disc is bit-exact', async () => {
  const burning = await Burning.begin(burnish, page.engine);
  window.webContents.crash('oom');
  const { engine } = burnish.page(window);
  const { jobs } = await engine.call('subscribe', {});
  expect(jobs.map(({ id, state }) => [id, state])).toEqual([[burning.id, 'running']]);
  expect(jobs[0]?.progress?.stage).toBe('write');
  expect((await burning.end(engine)).state).toBe('done');
  expect(await burning.isExact(burnish, engine)).toBe(true);
});

test('a page that hangs is ended and loaded anew; one that fails without end is not', async () => {
  window.emit('unresponsive');
  expect(await burnish.page(window).engine.call('drives', {})).toEqual([]);
  window.webContents.crash('crashed');
  window.webContents.crash('crashed');
  expect(window.webContents.reloads).toBe(3);
  window.webContents.crash('crashed');
  const question = await burnish.electron.questions.next();
  expect(question.options.detail).toContain('what is running goes on');
  expect(window.webContents.reloads).toBe(3);
  question.answer(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(window.webContents.reloads).toBe(4);
  window.webContents.crash('clean-exit');
  expect(window.webContents.reloads).toBe(4);
});

test('a second Burnish hands its image to the first, which comes to the front', async () => {
  const { app } = burnish.electron;
  const opened = new Promise<string>((resolve) => page.bridge.onOpenImage(resolve));
  window.blur();
  app.emit('second-instance', {}, [], '', { names: ['--flag', 'image.iso'], folder: elsewhere });
  expect(await opened).toBe(image);
  expect(window.isFocused()).toBe(true);
  expect(await canName(image)).toBe('good');
  app.emit('second-instance', {}, [], '', 'nonsense');
  expect(burnish.electron.questions.left).toBe(0);
});

test('what is no image is refused in words', async () => {
  mkdirSync(join(elsewhere, 'folder.iso'), { recursive: true });
  for (const name of ['missing.iso', 'folder.iso', '/etc/hostname', 'file:///%zz']) {
    burnish.electron.app.emit('second-instance', {}, [], '', { names: [name], folder: elsewhere });
    const { options, answer } = await burnish.electron.questions.next();
    expect(options.message).toMatch(/^“.*” cannot be opened\.$/);
    answer(0);
  }
});

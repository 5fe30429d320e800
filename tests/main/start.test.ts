// Starting Burnish: with an image, a second time, after the window was somewhere, when the home cannot be used.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import { startApplication } from '../../main/application.ts';
import { watchEngine } from '../../main/engine-end.ts';
import { wordsIn } from '../../main/words.ts';
import { Burnish, PRELOAD } from './burnish.ts';
import { ElectronStandIn } from './stand-in/electron.ts';

const started: Burnish[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const burnish of started.splice(0)) await burnish.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'burnish-start-'));
  folders.push(folder);
  return folder;
}

async function start(setup: Parameters<typeof Burnish.start>[0] = {}): Promise<Burnish> {
  const burnish = await Burnish.start(setup);
  started.push(burnish);
  return burnish;
}

function imageFile(): string {
  const image = join(newFolder(), 'Image & more.ISO');
  writeFileSync(image, 'x'.repeat(2048));
  return image;
}

test('an image on the command line is open when the page listens, even if the page is late', async () => {
  const image = imageFile();
  const burnish = await start({ names: ['--some-flag', image] });
  const { bridge } = await burnish.open();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(await new Promise((resolve) => bridge.onOpenImage(resolve))).toBe(image);
});

test('an address of a file is as good as its path', async () => {
  const image = imageFile();
  const burnish = await start({ names: [pathToFileURL(image).href] });
  const { bridge } = await burnish.open();
  expect(await new Promise((resolve) => bridge.onOpenImage(resolve))).toBe(image);
});

test('on a Mac an image comes as an event before Burnish is ready', async () => {
  const image = imageFile();
  let isPrevented = false;
  const burnish = await start({
    prepare: (electron) => {
      electron.platform = 'darwin';
      const whenReady = electron.app.whenReady.bind(electron.app);
      electron.app.whenReady = () => {
        electron.app.emit('open-file', { preventDefault: () => (isPrevented = true) }, image);
        return whenReady();
      };
    },
  });
  const { bridge } = await burnish.open();
  expect(await new Promise((resolve) => bridge.onOpenImage(resolve))).toBe(image);
  expect(isPrevented).toBe(true);
  expect(burnish.electron.app.recent).toEqual([image]);
});

test('a second Burnish tells the first what it was asked to open, and ends', async () => {
  const electron = new ElectronStandIn();
  electron.app.isFirst = false;
  await startApplication(electron, {
    home: newFolder(),
    page: '',
    preload: PRELOAD,
    icon: '',
    programArguments: { names: ['a.iso'], folder: '/somewhere' },
    log: () => undefined,
  });
  expect(await electron.app.exits.next()).toBe(0);
  expect(electron.app.lockData).toEqual({ names: ['a.iso'], folder: '/somewhere' });
  expect(electron.openWindows).toEqual([]);
});

test('a second Burnish that comes while the first still starts opens its image in the one window, once that is there', async () => {
  const image = imageFile();
  let windowsBefore = -1;
  const burnish = await start({
    prepare: (electron) => {
      const whenReady = electron.app.whenReady.bind(electron.app);
      electron.app.whenReady = async () => {
        await whenReady();
        electron.app.emit('second-instance', {}, [], '', { names: [image], folder: '/' });
        windowsBefore = electron.openWindows.length;
      };
    },
  });
  expect(windowsBefore).toBe(0);
  const { bridge } = await burnish.open();
  expect(await new Promise((resolve) => bridge.onOpenImage(resolve))).toBe(image);
  expect(burnish.electron.openWindows).toHaveLength(1);
});

test('each home has a lock and a profile of its own', async () => {
  const burnish = await start();
  expect(burnish.electron.app.userData).toBe(join(burnish.home, 'window'));
});

test('the window comes back where it was, maximised if it was', async () => {
  const home = newFolder();
  const first = await Burnish.start({ home });
  const { window } = await first.open();
  window.bounds = { x: 300, y: 200, width: 900, height: 700 };
  window.maximized = true;
  window.close();
  await first.exited();

  const second = await start({ home });
  const again = await second.open();
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(again.window.bounds).toEqual({ x: 300, y: 200, width: 900, height: 700 });
  expect(again.window.isMaximized()).toBe(true);
});

test('a recent image is offered in the menu after a restart, and the page may name it', async () => {
  const image = imageFile();
  const home = newFolder();
  const first = await Burnish.start({ home, names: [image] });
  const opened = await first.open();
  await new Promise((resolve) => opened.bridge.onOpenImage(resolve));
  first.electron.app.quit();
  await first.exited();

  const second = await start({ home });
  const { engine } = await second.open();
  expect(JSON.stringify(second.electron.menu)).toContain('Image && more.ISO');
  expect((await engine.call('inspectImage', { path: image })).name).toBe('Image & more.ISO');
});

test('damaged files of the window are no obstacle', async () => {
  const home = newFolder();
  writeFileSync(join(home, 'window.json'), '{"bounds":{"x":1e9,"y":"no"');
  writeFileSync(join(home, 'recent-images.json'), '[7]');
  const burnish = await start({ home });
  const { window } = await burnish.open();
  expect(window.bounds).toEqual({ x: 410, y: 145, width: 1100, height: 750 });
});

test('a Burnish that cannot start says why and ends', async () => {
  const folder = newFolder();
  const electron = new ElectronStandIn();
  electron.app.getReady();
  const starting = startApplication(electron, {
    home: join(folder, 'home'),
    page: join(folder, 'no-such-page'),
    preload: PRELOAD,
    icon: '',
    programArguments: { names: [], folder },
    log: () => undefined,
  });
  const { options, answer } = await electron.questions.next();
  expect(options.message).toBe('Burnish cannot start.');
  expect(options.detail).toContain('no-such-page');
  answer(0);
  await starting;
  expect(await electron.app.exits.next()).toBe(1);
});

test('an engine that ends by itself is told with what it means for a disc, and Burnish starts again if wanted', async () => {
  const electron = new ElectronStandIn();
  const error = new BurnishError({ code: 'internal', message: 'It broke.', doing: 'testing', nextStep: '' });
  const parts = { host: { whenEnded: Promise.resolve(error) }, words: () => wordsIn('en'), log: () => undefined };
  watchEngine(electron, parts);
  const { options, answer } = await electron.questions.next();
  expect(options.detail).toMatch(/^It broke\. .*look at its disc/);
  answer(0);
  expect(await electron.app.exits.next()).toBe(1);
  expect(electron.app.isRelaunched).toBe(true);
});

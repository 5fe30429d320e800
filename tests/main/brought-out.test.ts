// Files of images on their way out of the window: only from folders of our own, read only, and none that could run.
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Burnish, type Page } from './burnish.ts';
import type { WindowStandIn } from './stand-in/window.ts';

let burnish: Burnish;
let window: WindowStandIn;
let page: Page;

beforeEach(async () => {
  burnish = await Burnish.start();
  const opened = await burnish.open();
  window = opened.window;
  page = opened;
});
afterEach(() => burnish.remove());

async function folderWith(name: string): Promise<string> {
  const folder = await page.bridge.makeOutFolder();
  writeFileSync(join(folder, name), 'from an image');
  return folder;
}

test('nobody else may look into the folder, and what is opened from it cannot be changed', async () => {
  const folder = await folderWith('notes.txt');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(await page.bridge.openOut(folder)).toBe(true);
  expect(burnish.electron.openedPaths).toEqual([join(folder, 'notes.txt')]);
  expect(statSync(join(folder, 'notes.txt')).mode & 0o777).toBe(0o400);
});

for (const name of ['setup.exe', 'run.sh', 'Notes.desktop', 'page.html', 'text.txt.lnk', 'noextension']) {
  test(`${name} is not opened: it could run`, async () => {
    expect(await page.bridge.openOut(await folderWith(name))).toBe(false);
    expect(burnish.electron.openedPaths).toEqual([]);
  });
}

test('a link is not opened, whatever it is called', async () => {
  const folder = await page.bridge.makeOutFolder();
  symlinkSync('/etc/passwd', join(folder, 'notes.txt'));
  expect(await page.bridge.openOut(folder)).toBe(false);
});

test('all that lies in the folder is dragged, folders as wholes', async () => {
  const folder = await folderWith('a.txt');
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'b', 'c.txt'), 'c');
  await page.bridge.dragOut(folder);
  const [drag] = window.webContents.drags;
  expect(drag?.files.sort()).toEqual([join(folder, 'a.txt'), join(folder, 'b')]);
  expect(statSync(join(folder, 'b', 'c.txt')).mode & 0o222).toBe(0);
});

test('a folder that was not made for it is neither dragged nor opened', async () => {
  expect(await page.bridge.openOut('/etc')).toBe(false);
  await page.bridge.dragOut('/etc');
  expect(window.webContents.drags).toEqual([]);
});

test('the folders go when the program ends', async () => {
  const folder = await folderWith('a.txt');
  await page.bridge.openOut(folder);
  burnish.electron.app.emit('will-quit', { preventDefault: () => undefined });
  expect(existsSync(folder)).toBe(false);
});

// Leaving while a disc is written: every answer to the question, with a real burn; no answer loses the disc unasked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Burning, Burnish, type Setup } from './burnish.ts';
import type { Question } from './stand-in/electron.ts';

const KEEP_RUNNING = 0;
const CANCEL_AND_QUIT = 1;
const GO_BACK = 2;

let burnish: Burnish;
afterEach(() => burnish.remove());

async function burn(setup: Setup = {}) {
  burnish = await Burnish.start(setup);
  const { window, engine } = await burnish.open();
  const burning = await Burning.begin(burnish, engine);
  return { electron: burnish.electron, window, engine, burning };
}

function buttons({ options }: Question): readonly string[] {
  return options.buttons ?? [];
}

test('without a job Burnish quits unasked', async () => {
  burnish = await Burnish.start();
  await burnish.open();
  burnish.electron.app.quit();
  expect(await burnish.exited()).toBe(0);
  expect(burnish.electron.questions.left).toBe(0);
});

test('closing the last window without a job ends Burnish, on a Mac it does not', async () => {
  burnish = await Burnish.start();
  const { window } = await burnish.open();
  window.close();
  expect(await burnish.exited()).toBe(0);
  await burnish.remove();

  burnish = await Burnish.start({ prepare: (electron) => (electron.platform = 'darwin') });
  const mac = await burnish.open();
  const closed = new Promise<void>((resolve) => mac.window.on('closed', resolve));
  mac.window.close();
  await closed;
  burnish.electron.app.emit('activate');
  await burnish.electron.windows.next();
  expect(burnish.electron.app.exits.left).toBe(0);
});

test('quitting while burning asks in words, and going back changes nothing', async () => {
  const { electron, window, engine, burning } = await burn();
  electron.app.quit();
  const question = await electron.questions.next();
  expect(question.options.message).toBe('A job is running: burn sample.iso.');
  expect(buttons(question)).toEqual([
    'Keep Running in the Background',
    'Cancel at the Next Safe Point and Quit',
    'Go Back',
  ]);
  question.answer(GO_BACK);
  expect((await burning.end()).state).toBe('done');
  expect(window.isDestroyed()).toBe(false);
  expect(await burning.isExact(burnish, engine)).toBe(true);
});

test('quitting while burning and keeping it running closes the window; the disc is bit-exact and its verdict comes back', async () => {
  const { electron, window, burning } = await burn();
  electron.app.quit();
  (await electron.questions.next()).answer(KEEP_RUNNING);
  await new Promise<void>((resolve) => window.on('closed', resolve));
  expect(electron.app.exits.left).toBe(0);

  const back = await electron.windows.next();
  const { bridge, engine } = burnish.page(back);
  const place = await new Promise<string>((resolve) => bridge.onGoTo(resolve));
  expect(place).toBe(`job/${burning.id}`);
  expect(back.isFocused()).toBe(false);
  expect((await burning.end(engine)).result?.outcome).toBe('done');
  expect(await burning.isExact(burnish, engine)).toBe(true);
  const notification = await electron.notifications.next();
  expect(notification.options.title).toBe('Done: burn sample.iso');
  expect(electron.questions.left).toBe(0);
});

test('quitting while burning and cancelling ends Burnish only after the job has stopped at a safe point', async () => {
  const { electron, burning } = await burn();
  electron.app.quit();
  (await electron.questions.next()).answer(CANCEL_AND_QUIT);
  expect(await burnish.exited()).toBe(0);
  const kept: unknown = JSON.parse(readFileSync(join(burnish.home, 'jobs', `${burning.id}.json`), 'utf8'));
  expect(kept).toMatchObject({ job: { state: 'cancelled', result: { outcome: 'cancelled', fate: 'appendable' } } });
});

test('closing the window while burning asks too, and a second attempt does not ask twice at once', async () => {
  const { electron, window, burning } = await burn();
  window.close();
  const question = await electron.questions.next();
  window.close();
  electron.app.quit();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(electron.questions.left).toBe(0);
  question.answer(GO_BACK);
  expect((await burning.end()).state).toBe('done');
  expect(window.isDestroyed()).toBe(false);
});

test('an answer that comes after the job has ended quits as it was asked', async () => {
  const { electron, burning } = await burn();
  electron.app.quit();
  const question = await electron.questions.next();
  expect((await burning.end()).state).toBe('done');
  question.answer(KEEP_RUNNING);
  expect(await burnish.exited()).toBe(0);
});

test('the end of the session is held up while a disc is written, on every system', async () => {
  const { electron, window, burning } = await burn();
  let prevented = 0;
  const event = { preventDefault: () => prevented++ };
  window.emit('query-session-end', event);
  (await electron.questions.next()).answer(GO_BACK);
  await new Promise((resolve) => setImmediate(resolve));
  electron.powerMonitor.emit('shutdown', event);
  (await electron.questions.next()).answer(GO_BACK);
  expect(prevented).toBe(2);
  await burning.end();
  electron.powerMonitor.emit('shutdown', event);
  expect(prevented).toBe(2);
});

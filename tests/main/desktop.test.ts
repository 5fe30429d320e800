// What the desktop sees of a job: the computer stays awake, the taskbar fills, a notification tells the end.
import { afterEach, expect, test } from 'vitest';
import { Burning, Burnish } from './burnish.ts';

let burnish: Burnish;
afterEach(() => burnish.remove());

test('the computer is kept awake exactly while the job runs', async () => {
  burnish = await Burnish.start();
  const { engine } = await burnish.open();
  const { blocking, blockers } = burnish.electron;
  expect(blocking.left).toBe(0);
  const burning = await Burning.begin(burnish, engine);
  expect(await blocking.next()).toBe('on');
  expect(blockers.size).toBe(1);
  await burning.end();
  expect(await blocking.next()).toBe('off');
  expect(blockers.size).toBe(0);
  expect(blocking.left).toBe(0);
});

test('the bar in the taskbar never goes back and is gone in the end; the badge counts running jobs', async () => {
  burnish = await Burnish.start();
  const { window, engine } = await burnish.open();
  const burning = await Burning.begin(burnish, engine);
  expect(burnish.electron.app.badge).toBe(1);
  await burning.end();
  await burnish.electron.blocking.next();
  await burnish.electron.blocking.next();
  const shown = window.progress.map(([fraction]) => fraction);
  const measured = shown.filter((fraction) => fraction >= 0 && fraction <= 1);
  expect(measured).toEqual([...measured].sort((a, b) => a - b));
  expect(Math.max(...measured)).toBeGreaterThan(0.5);
  expect(shown.at(-1)).toBe(-1);
  expect(burnish.electron.app.badge).toBe(0);
});

test('who looks at the window is not notified; who does not is, and the click leads to the job', async () => {
  burnish = await Burnish.start();
  const { bridge, window, engine } = await burnish.open();
  const first = await Burning.begin(burnish, engine);
  await first.end();
  expect(burnish.electron.notifications.left).toBe(0);

  const second = await Burning.begin(burnish, engine);
  window.blur();
  await second.end();
  const notification = await burnish.electron.notifications.next();
  expect(notification.isShown).toBe(true);
  expect(notification.options.title).toBe('Done: burn sample.iso');
  expect(notification.options.body).toMatch(/good|match|identical/i);
  const place = new Promise((resolve) => bridge.onGoTo(resolve));
  notification.emit('click');
  expect(await place).toBe(`job/${second.id}`);
  expect(window.isFocused()).toBe(true);
});

test('a job that fails unseen turns the bar to an error until somebody looks, and says so in the language wanted', async () => {
  burnish = await Burnish.start({ prepare: (electron) => (electron.app.languages = ['de-DE']) });
  const { window, engine } = await burnish.open();
  await engine.call('drives', {});
  window.blur();
  const burning = await Burning.start(burnish, engine, { writeErrors: [{ lba: 1024, deferred: false }] });
  expect((await burning.end()).state).toBe('failed');
  const notification = await burnish.electron.notifications.next();
  expect(notification.options.title).toBe('Fehlgeschlagen: sample.iso brennen');
  expect(notification.options.body).toMatch(/^Beim Schreiben von Block \d+ meldete das Laufwerk: /);
  expect(notification.options.urgency).toBe('critical');
  expect(window.progress.at(-1)).toEqual([1, 'error']);
  window.focus();
  expect(window.progress.at(-1)).toEqual([-1, undefined]);
});

test('a notification that is not wanted is not shown', async () => {
  burnish = await Burnish.start();
  const { window, engine } = await burnish.open();
  await engine.call('changeSettings', { notify: false });
  window.blur();
  const burning = await Burning.begin(burnish, engine);
  await burning.end();
  await burnish.electron.blocking.next();
  await burnish.electron.blocking.next();
  expect(burnish.electron.notifications.left).toBe(0);
});

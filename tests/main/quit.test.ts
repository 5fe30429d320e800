// Leaving while a disc is written: every answer to the question, with a real burn; no answer loses the disc unasked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { EngineClient } from '../../app/contract/engine-client.ts';
import type { JobRecord, JobState } from '../../app/contract/engine-state.ts';
import type { AnswerMessage } from '../../app/contract/protocol.ts';
import { DEFAULT_SETTINGS } from '../../app/contract/settings.ts';
import { JobWatch } from '../../main/job-watch.ts';
import { MainWindow } from '../../main/main-window.ts';
import { setUpQuit } from '../../main/quit.ts';
import { wordsIn } from '../../main/words.ts';
import { Burning, Burnish, burnRequest, type Setup } from './burnish.ts';
import { ElectronStandIn, type Question } from './stand-in/electron.ts';

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

function whenJob(engine: EngineClient, state: JobState): Promise<JobRecord> {
  return new Promise((resolve) => {
    engine.listen((event) => {
      if (event.type === 'job' && event.job.state === state) resolve(event.job);
    });
  });
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

test('quitting while a job that has its yes makes its plan asks too, and the job comes to its end', async () => {
  burnish = await Burnish.start();
  const { electron } = burnish;
  const { window, engine } = await burnish.open();
  const planning = whenJob(engine, 'planning').then(() => electron.app.quit());
  const burning = await Burning.start(burnish, engine);
  await planning;
  (await electron.questions.next()).answer(KEEP_RUNNING);
  await new Promise<void>((resolve) => window.on('closed', resolve));
  expect(electron.app.exits.left).toBe(0);
  const again = burnish.page(await electron.windows.next()).engine;
  expect((await burning.end(again)).state).toBe('done');
});

test('a job that comes to ask when no window is open gets one, at its plan', async () => {
  burnish = await Burnish.start();
  const record = await new Promise<JobRecord>((resolve, reject) => {
    burnish
      .open()
      .then(async ({ engine }) => {
        void whenJob(engine, 'confirming').then(resolve);
        await engine.call('subscribe', {});
        const { drive } = await engine.call('makePracticeDisc', { kind: 'dvd+r' });
        const request = burnRequest(drive, burnish.ownImage());
        await engine.call('startJob', { request });
      })
      .catch(reject);
  });
  let tell: (message: AnswerMessage) => void = () => undefined;
  const client = new EngineClient({
    receive: (onMessage) => (tell = onMessage),
    send: () => tell({ id: 1, ok: true, value: { settings: DEFAULT_SETTINGS, jobs: [] } }),
  });
  const jobs = await JobWatch.follow(client);
  const electron = new ElectronStandIn();
  const window = new MainWindow(electron, { preload: '', stateFile: '', icon: '' }, () => undefined);
  const shown = vi.spyOn(window, 'showQuietly').mockImplementation(() => undefined);
  const parts = { jobs, window, engine: client, stopEngine: () => Promise.resolve(), log: () => undefined };
  setUpQuit(electron, { ...parts, words: () => wordsIn('en') });
  tell({ event: { type: 'job', job: { ...record, state: 'planning' } } });
  expect(shown).not.toHaveBeenCalled();
  tell({ event: { type: 'job', job: record } });
  tell({ event: { type: 'job', job: record } });
  expect(shown.mock.calls).toEqual([[`job/${record.id}`]]);
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

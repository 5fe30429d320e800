// The list of drives follows what others do: another program adds a drive, inserts a disc, ejects it.
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DriveCard, EngineEvent } from '../../app/contract/engine-state.ts';
import type { DriveReport } from '../../app/contract/drive-report.ts';
import { Engine } from '../../app/engine/engine.ts';
import { DriveLooks } from '../../app/engine/watch/drive-looks.ts';
import { DriveWatch } from '../../app/engine/watch/drive-watch.ts';
import { burnRequest, EngineBench, newHome } from './engine-bench.ts';

const BURNISH = fileURLToPath(new URL('../../app/cli/burnish.js', import.meta.url));
let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.remove());

const burnish = (...args: string[]): Promise<unknown> =>
  promisify(execFile)(process.execPath, [BURNISH, ...args], { env: { ...process.env, BURNISH_HOME: bench.home } });

const whenCard = (name: string, is: (card: DriveCard) => boolean): Promise<DriveCard> =>
  bench.when((event) =>
    event.type === 'drive' && event.drive.listing.name === name && is(event.drive) ? event.drive : undefined,
  );

test('another program adds a drive, puts a disc in, takes it out and removes the drive: each is seen', async () => {
  const name = 'virtual:elsewhere';
  await burnish('virtual', 'add', 'elsewhere');
  await whenCard(name, ({ report }) => report?.mediumError?.code === 'no-medium');
  await burnish('virtual', 'insert', 'elsewhere', '--blank', 'bd-re');
  const card = await whenCard(name, ({ report }) => report?.medium !== undefined);
  expect(card.report?.medium).toMatchObject({ kind: 'bd-re', state: 'unformatted' });
  expect(card).toMatchObject({ trayOpen: false, listing: { kind: 'virtual' } });
  bench.events.length = 0;
  await burnish('virtual', 'eject', 'elsewhere');
  await whenCard(name, ({ report }) => report?.mediumError?.code === 'no-medium');
  await burnish('virtual', 'remove', 'elsewhere');
  await bench.when((event) => (event.type === 'drive-gone' && event.name === name ? event : undefined));
});

test('while a job has the drive its card says so; afterwards it shows the disc as it is now', async () => {
  const drive = await bench.recorder('worked', 'dvd+r');
  const request = burnRequest(drive, { verify: false });
  const confirmed = await bench.client.call('planJob', { request });
  const { id } = await bench.client.call('startJob', { request, confirmed });
  const taken = await whenCard(drive, ({ job }) => job === id);
  expect(taken.report).toBeUndefined();
  await bench.whenEnded(id);
  const after = await whenCard(drive, ({ report }) => report?.medium?.state === 'finalized');
  expect(after.report?.medium?.usedBytes).toBeGreaterThan(5_000_000);
  const { drives } = await bench.client.call('subscribe', {});
  expect(drives.find(({ listing }) => listing.name === drive)).toEqual(after);
});

test('a practice disc is one call; a drive that was emptied is used again', async () => {
  const first = await bench.client.call('makePracticeDisc', { kind: 'cd-rw' });
  const second = await bench.client.call('makePracticeDisc', { kind: 'bd-r', layers: 2 });
  expect([first.drive, second.drive]).toEqual(['virtual:practice', 'virtual:practice-2']);
  await bench.client.call('moveTray', { drive: 'virtual:practice', load: false });
  expect(await bench.client.call('makePracticeDisc', { kind: 'dvd-r' })).toEqual({ drive: 'virtual:practice' });
  await whenCard('virtual:practice', ({ report }) => report?.medium?.kind === 'dvd-r');
  const { drives } = await bench.client.call('virtualDrives', {});
  expect(drives.find(({ name }) => name === 'practice')).toMatchObject({ pace: 20, discKind: 'dvd-r' });
});

test('the tray of a virtual drive that a job left open closes again', async () => {
  const drive = await bench.recorder('tray', 'dvd+rw');
  const request = burnRequest(drive, { verify: false, eject: true });
  const confirmed = await bench.client.call('planJob', { request });
  const { id } = await bench.client.call('startJob', { request, confirmed });
  await bench.whenEnded(id);
  await whenCard(drive, ({ trayOpen }) => trayOpen === true);
  await bench.client.call('moveTray', { drive, load: true });
  await whenCard(drive, ({ trayOpen, report }) => trayOpen === false && report?.medium?.kind === 'dvd+rw');
});

test('a folder that cannot be looked at now is looked at again, and nothing else happens', async () => {
  const home = newHome();
  const engine = new Engine({ home });
  engine.virtual.add('later');
  const told: EngineEvent[] = [];
  const watch = new DriveWatch(engine, { tell: (event) => told.push(event), mediumMayHaveChanged: () => undefined });
  const names = vi.spyOn(engine.virtual, 'names').mockImplementation(() => {
    throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
  });
  watch.watch(true);
  watch.scan();
  expect(names).toHaveBeenCalledTimes(2);
  expect(told).toEqual([]);
  names.mockRestore();
  watch.scan();
  watch.watch(false);
  expect(told).toMatchObject([{ type: 'drive', drive: { listing: { name: 'virtual:later' } } }]);
  await watch.taken('virtual:later', undefined);
  rmSync(home, { recursive: true });
});

test('a drive whose files are damaged says so and hides no other', async () => {
  await bench.recorder('broken', 'dvd+r');
  writeFileSync(join(bench.home, 'drives', 'broken', 'drive.json'), '{');
  const card = await whenCard('virtual:broken', ({ error }) => error !== undefined);
  expect(card.error?.code).toBe('drive-confused');
  const { drives } = await bench.client.call('subscribe', {});
  expect(drives.length).toBeGreaterThan(1);
});

test('at most four drives are looked at at a time, each once, and again when it changed meanwhile', async () => {
  const open = new Map<string, (report: DriveReport) => void>();
  const begun: string[] = [];
  let mostAtATime = 0;
  const seen: string[] = [];
  let finished: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (finished = resolve));
  const looks = new DriveLooks(
    (drive) =>
      new Promise((resolve) => {
        begun.push(drive);
        open.set(drive, resolve);
        mostAtATime = Math.max(mostAtATime, open.size);
      }),
    (drive) => {
      seen.push(drive);
      if (seen.length === 11) finished();
      release();
    },
  );
  const release = (): void => {
    const [next] = open;
    if (next === undefined) return;
    open.delete(next[0]);
    next[1]({ name: next[0], vendor: '', product: '', firmware: '', kind: 'real', reads: [], writes: [] });
  };
  for (let i = 0; i < 10; i++) looks.request(`d${i}`);
  looks.request('d0');
  looks.request('d0');
  release();
  await all;
  expect(mostAtATime).toBe(4);
  expect(begun.filter((drive) => drive === 'd0')).toHaveLength(2);
  expect(new Set(begun).size).toBe(10);
});

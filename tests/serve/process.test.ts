// `burnish serve` at a terminal: addresses, Enter, Ctrl-C with and without a burn, and what it cannot start with.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import { Home, SAMPLE } from '../cli/burnish-process.ts';
import { burnRequest, practiceDrive } from './practice.ts';
import { ServedWindow } from './served-window.ts';

let home: Home;
let served: ServedWindow;
beforeEach(async () => {
  home = await Home.make();
  served = new ServedWindow(home, home.path);
});
afterEach(async () => {
  await served.kill();
  await home.remove();
});

/** Starts a burn at twice the pace of a real drive and waits until it writes; its id. */
async function startBurn(client: EngineClient): Promise<string> {
  const drive = await practiceDrive(client, 2);
  const image = home.file('sample.iso');
  await writeFile(image, await readFile(SAMPLE));
  const request = burnRequest(image, drive);
  const writing = new Promise<void>((resolve) => {
    client.listen((event) => {
      if (event.type === 'job-progress' && event.progress.stage === 'write') resolve();
    });
  });
  await client.call('subscribe', {});
  const confirmed = await client.call('planJob', { request });
  const { id } = await client.call('startJob', { request, confirmed });
  await writing;
  return id;
}

it('prints an address that works once; Enter prints a fresh one, and the cookie of the first goes on', async () => {
  const first = await served.address();
  const { status, cookie } = await served.handIn(first);
  expect([status, (await served.handIn(first)).status]).toEqual([204, 410]);
  served.pressEnter();
  const second = await served.address();
  expect(second.hash).not.toBe(first.hash);
  expect((await served.handIn(second)).status).toBe(204);
  const { client } = await served.connect(cookie);
  expect(await client.call('drives', {})).toEqual([]);
  expect(served.stderr).toMatch(
    /^\S+ refused: a token that was used before \(POST \/session from 127\.0\.0\.1:\d+\)\n$/,
  );
});

it('ends at once when nothing runs', async () => {
  await served.open();
  served.interrupt();
  expect(await served.whenEnded()).toBe(0);
});

it('Ctrl-C while a burn runs: takes no new visitors, lets the burn end, and says how it ended', async () => {
  const page = await served.open();
  const id = await startBurn(page.client);
  served.interrupt();
  await served.whenSaid(/under way: it goes on/);
  await expect(fetch(served.origin)).rejects.toThrow();
  // The page that is open sees the burn to its end.
  const { job } = await page.client.call('job', { id });
  expect(job.state).toBe('running');
  expect(await served.whenEnded()).toBe(0);
  await home.succeed('image', 'virtual:practice', home.file('back.iso'));
  expect((await readFile(home.file('back.iso'))).equals(await readFile(SAMPLE))).toBe(true);
});

it('Ctrl-C twice cancels the burn at the next safe point and says what became of the disc', async () => {
  const { client } = await served.open();
  const id = await startBurn(client);
  served.interrupt();
  await served.whenSaid(/under way: it goes on/);
  served.interrupt();
  await served.whenSaid(/Stopping at the next safe point/);
  expect(await served.whenEnded()).toBe(130);
  const record = JSON.parse(await readFile(home.file(`jobs/${id}.json`), 'utf8')) as { job?: unknown };
  expect(JSON.stringify(record)).toContain('"cancelled"');
});

it('tells programs in JSON', async () => {
  const { code, stdout } = await home.run('serve', '--json', '--no-open', '--root', home.file('none'));
  expect([code, stdout]).toEqual([2, '']);
  const child = home.start('serve', '--json', '--no-open', '--root', home.path);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(JSON.parse(line.toString('utf8'))).toMatchObject({ type: 'serving', roots: [home.path] });
  child.kill('SIGINT');
  await once(child, 'exit');
});

it('a port that another program has, and a folder that is none, are refused in words', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const taken = await home.run('serve', '--no-open', '--port', port, '--root', home.path);
  other.close();
  expect([taken.code, taken.stderr]).toEqual([
    2,
    expect.stringContaining(`The port ${port} cannot be used: another program has it.`),
  ]);
  const noFolder = await home.run('serve', '--no-open', '--root', home.file('none'));
  expect([noFolder.code, noFolder.stderr]).toEqual([2, expect.stringContaining('is not a folder')]);
  expect((await home.run('serve', '--port', '70000')).code).toBe(2);
  expect((await home.run('serve', '--root', '')).code).toBe(2);
});

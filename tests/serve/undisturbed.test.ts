// A burn runs while everything that is refused is tried at the same server, over and over until the burn has ended: the
// disc is bit for bit what was to be burned, and the page of the burn was told of it without a gap.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { Home, SAMPLE } from '../cli/burnish-process.ts';
import { closeCode } from './door.ts';
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

async function sampleInRoot(): Promise<string> {
  await writeFile(home.file('sample.iso'), await readFile(SAMPLE));
  return home.file('sample.iso');
}

/** Sends one frame on a connection of its own; the code with which that is closed. */
async function sendBad(cookie: string, frame: string | Buffer): Promise<number> {
  const { socket } = await served.connect(cookie);
  const closed = closeCode(socket);
  socket.send(frame);
  return closed;
}

async function flood(cookie: string): Promise<number> {
  const { socket } = await served.connect(cookie);
  const closed = closeCode(socket);
  for (let id = 0; id < 20_000; id++) socket.send(JSON.stringify({ id, call: 'whyNoRealDrives', params: {} }));
  return closed;
}

const HOSTILE_JSON = [1, null, [], 'subscribe', { id: 999 }, { id: -1, call: 'drives', params: {} }, { cancel: 'x' }];

it('a burn goes on and is bit-exact while everything that is refused is tried beside it', async () => {
  const page = await served.open();
  const drive = await practiceDrive(page.client, 4);
  let isRunning = true;
  let id = '';
  let begun: () => void = () => undefined;
  const writing = new Promise<void>((resolve) => (begun = resolve));
  const burned = page.client
    .call(
      'runJob',
      { request: burnRequest(await sampleInRoot(), drive), confirmed: false, logCommands: false },
      {
        onProgress: (event) => {
          if ('started' in event) id = event.started;
          else if (event.type === 'plan') void page.client.call('confirmJob', { id });
          else if (event.type === 'progress' && event.stage === 'write') begun();
        },
      },
    )
    .finally(() => (isRunning = false));
  await writing;
  let rounds = 0;
  for (; isRunning; rounds++) {
    expect((await served.handIn(new URL('http://x/open#token=wrong'))).status).toBeOneOf([403, 429]);
    await expect(served.connect('burnish-1=x')).rejects.toThrow('401');
    expect(await sendBad(page.cookie, '{"id":')).toBe(1007);
    expect(await sendBad(page.cookie, Buffer.from('{}'))).toBe(1003);
    expect(await sendBad(page.cookie, 'x'.repeat(300_000))).toBe(1009);
    // Told why, or cut off in the middle of a word when it does not stop to listen.
    expect(await flood(page.cookie)).toBeOneOf([1006, 1008]);
    const rude = await served.connect(page.cookie);
    for (const message of HOSTILE_JSON) rude.socket.send(JSON.stringify(message));
    expect(await rude.client.call('drives', {})).toHaveLength(1);
    rude.socket.terminate();
  }
  expect(await burned).toMatchObject({ outcome: 'done' });
  expect(rounds).toBeGreaterThan(0);
  for (const what of ['wrong token', 'no session', 'not JSON', 'a binary frame', 'too large', 'too many frames']) {
    expect(served.stderr).toContain(what);
  }
  await home.succeed('image', drive, home.file('back.iso'));
  expect((await readFile(home.file('back.iso'))).equals(await readFile(SAMPLE))).toBe(true);
});

it('a page reaches only what lies in the roots, whatever way it is named', async () => {
  const { client } = await served.open();
  const image = await sampleInRoot();
  await symlink('/etc', home.file('link'));
  await symlink(SAMPLE, home.file('linked.iso'));
  const outside = [
    '/etc/hostname',
    SAMPLE,
    join(home.path, '..', 'x.iso'),
    `${home.path}/../../etc/hostname`,
    `${home.path}-beside/sample.iso`,
    home.file('link/hostname'),
    home.file('linked.iso'),
    tmpdir(),
    'sample.iso',
    `${home.path}/\0/../../etc/hostname`,
  ];
  for (const path of outside) {
    await expect(client.call('inspectImage', { path }), path).rejects.toMatchObject({
      code: expect.stringMatching(/^(permission-denied|invalid-argument)$/) as string,
    });
    await expect(client.call('folder', { path }), path).rejects.toThrow();
    await expect(client.call('hash', { path, algorithms: ['md5'] }), path).rejects.toThrow();
  }
  expect(await client.call('inspectImage', { path: image })).toMatchObject({ name: 'sample.iso' });
  await served.whenSaid(/refused: .*inspectImage/, outside.length);
  expect(served.stderr).not.toContain('hostname');
});

it('what was uploaded may be named by the browser that brought it, outside the roots too', async () => {
  await served.kill();
  await mkdir(home.file('images'));
  served = new ServedWindow(home, home.file('images'));
  const { client, cookie } = await served.open();
  const { origin } = served;
  const body = await readFile(SAMPLE);
  const answer = await fetch(`${origin}/upload?name=dropped.iso`, {
    method: 'POST',
    headers: { Origin: origin, Cookie: cookie },
    body,
  });
  const { path } = z.object({ path: z.string() }).parse(await answer.json());
  expect(await client.call('inspectImage', { path })).toMatchObject({ name: 'dropped.iso', bytes: body.length });
});

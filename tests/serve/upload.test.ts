// Dropped files: received whole or not at all, never outside their folder, never beyond the room there is.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, join, relative } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { Incoming } from '../../app/serve/incoming.ts';
import { type Answer, Door } from './door.ts';

let door: Door;
let cookie: string;
beforeEach(async () => {
  door = await Door.open();
  cookie = await door.letIn();
});
afterEach(() => door.close());

const receivedSchema = z.object({ path: z.string() });
const refusedSchema = z.object({ error: z.object({ message: z.string(), nextStep: z.string().min(1) }) });

function upload(name: string, headers: Record<string, string> = {}, body = 'sectors'): Promise<Answer> {
  return door.ask('POST', `/upload?name=${name}`, { Origin: door.origin, Cookie: cookie, ...headers }, body);
}

async function received(): Promise<string[]> {
  const folder = join(door.home, 'incoming');
  return existsSync(folder) ? readdir(folder) : [];
}

/** Looks again after every turn of the event loop; the time limit of the test is the only one. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate);
}

it('keeps the file under its name, for its owner only, and lets the windows of this browser name it', async () => {
  await door.socket(cookie);
  const before = door.latest;
  await door.socket(await door.letIn());
  const stranger = door.latest;
  const answer = await upload('debian%2012.iso', {}, 'all sectors');
  const { path } = receivedSchema.parse(JSON.parse(answer.body));
  expect(await readFile(path, 'utf8')).toBe('all sectors');
  expect(basename(path)).toBe('debian 12.iso');
  expect(relative(door.home, path)).toMatch(/^incoming.[0-9a-f]{16}.debian 12\.iso$/);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
  await door.socket(cookie);
  expect([before.grants, stranger.grants, door.latest.grants]).toEqual([[path], [], [path]]);
});

it.each(['', '..', '.', '%2e%2e%2f', '///', '%20', '...'])('the name "%s" is refused', async (name) => {
  const answer = await upload(name);
  expect(answer.status).toBe(400);
  expect(refusedSchema.parse(JSON.parse(answer.body)).error.message).toBe('The name of the file cannot be used.');
  expect(await received()).toEqual([]);
  expect(door.refused).toEqual(['an upload: The name of the file cannot be used.']);
});

it.each(['..%2f..%2fsecret.txt', '%2fetc%2fsecret.txt', 'C:%5Ctemp%5Csecret.txt', '..%5C..%5Csecret.txt'])(
  'the name "%s" leads nowhere else',
  async (name) => {
    const { path } = receivedSchema.parse(JSON.parse((await upload(name)).body));
    expect(relative(door.home, path)).toMatch(/^incoming.[0-9a-f]{16}.secret\.txt$/);
    expect(await readFile(join(door.home, 'secret.txt'), 'utf8')).toBe('not for pages');
  },
);

it('a file whose length is not told is refused', async () => {
  const lines = [
    'POST /upload?name=a.iso HTTP/1.1',
    `Host: ${door.authority}`,
    `Origin: ${door.origin}`,
    `Cookie: ${cookie}`,
    'Transfer-Encoding: chunked',
    'Connection: close',
  ];
  const answer = await door.say(`${lines.join('\r\n')}\r\n\r\n7\r\nsectors\r\n0\r\n\r\n`);
  expect([answer.status, await received()]).toEqual([411, []]);
  expect(door.refused).toEqual(['an upload: The length of the file was not told.']);
});

it('a file for which there is no room is refused before it is read', async () => {
  const answers = tellOnly('1000000000000000');
  expect((await answers).status).toBe(507);
  expect(refusedSchema.parse(JSON.parse((await answers).body)).error.message).toContain('not enough room');
  expect(await received()).toEqual([]);
  expect(door.refused).toHaveLength(1);
});

it('a length that is no number is no HTTP', async () => {
  expect((await tellOnly('-1')).status).toBe(400);
  expect((await tellOnly('1e9')).status).toBe(400);
  expect((await tellOnly('99999999999999999999999')).status).toBe(400);
});

/** The head of an upload of so many bytes, and none of them; the answer, after which we go. */
function tellOnly(length: string): Promise<Answer> {
  return door.announce([
    'POST /upload?name=a.iso HTTP/1.1',
    `Origin: ${door.origin}`,
    `Cookie: ${cookie}`,
    `Content-Length: ${length}`,
  ]);
}

it('leaves nothing of a file that broke off', async () => {
  const socket = connect(door.host.port, '127.0.0.1');
  const lines = ['POST /upload?name=a.iso HTTP/1.1', `Host: ${door.authority}`, `Origin: ${door.origin}`];
  socket.write(`${[...lines, `Cookie: ${cookie}`, 'Content-Length: 1000000'].join('\r\n')}\r\n\r\nthe first sectors`);
  await until(async () => (await received()).length === 1);
  socket.destroy();
  await until(async () => (await received()).length === 0 && door.refusals.length === 1);
  expect(door.refusals).toMatchObject([{ what: 'an upload that broke off', asked: 'POST /upload' }]);
});

it('receives four files at a time, and a fifth when one of them has arrived or broken off', async () => {
  const sockets = await Promise.all(
    [1, 2, 3, 4].map(async (count) => {
      const socket = connect(door.host.port, '127.0.0.1');
      const lines = ['POST /upload?name=a.iso HTTP/1.1', `Host: ${door.authority}`, `Origin: ${door.origin}`];
      socket.write(`${[...lines, `Cookie: ${cookie}`, 'Content-Length: 1000'].join('\r\n')}\r\n\r\nsectors`);
      await until(async () => (await received()).length >= count);
      return socket;
    }),
  );
  const fifth = await upload('b.iso');
  expect([fifth.status, fifth.body]).toEqual([429, expect.stringContaining('are being received already') as string]);
  sockets[0]?.destroy();
  await until(async () => door.refused.at(-1) === 'an upload that broke off');
  expect((await upload('b.iso')).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  await until(async () => (await received()).length === 1);
});

it('a disk that takes nothing leaves nothing behind and does not cut the connection off', async () => {
  const source = new PassThrough();
  source.write('the first sectors');
  // There is no such folder inside the new one: as good as a disk that is full.
  await expect(new Incoming(door.home).receive(source, join('no', 'folder'), 1000)).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect([await received(), source.destroyed]).toEqual([[], false]);
});

it('removes at its start what has been lying for more than seven days, and keeps the rest', async () => {
  const folder = join(door.home, 'incoming');
  const put = async (name: string, days: number): Promise<void> => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'a.iso'), 'sectors');
    const then = new Date(Date.now() - days * 86_400_000);
    await utimes(join(folder, name), then, then);
  };
  await put('old', 8);
  await put('new', 6);
  await new Incoming(door.home).removeOld();
  expect(await received()).toEqual(['new']);
});

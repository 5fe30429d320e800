// What a page may say over its WebSocket. Whatever is not that ends this one connection, is logged, and is seen neither
// by the engine nor by anybody else.
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { FrameBudget } from '../../app/serve/frame-budget.ts';
import { closeCode, Door } from './door.ts';
import type { HeardConnection } from './heard-connection.ts';

const CALL = { id: 1, call: 'settings', params: {} };

interface Page {
  readonly socket: WebSocket;
  readonly connection: HeardConnection;
}

let door: Door;
let cookie: string;
let other: Page;
beforeEach(async () => {
  door = await Door.open();
  cookie = await door.letIn();
  other = await openPage();
});
afterEach(async () => {
  // Whatever happened to the page of the test, this one is as it was.
  other.socket.send(JSON.stringify(CALL));
  await other.connection.whenHeard(1);
  expect(other.connection.messages).toEqual([CALL]);
  await door.close();
});

async function openPage(): Promise<Page> {
  const socket = await door.socket(cookie);
  return { socket, connection: door.latest };
}

it('carries values to the engine and answers to the page, and tells the engine how far the page reaches', async () => {
  const { socket, connection } = await openPage();
  socket.send(JSON.stringify(CALL));
  await connection.whenHeard(1);
  expect(connection.messages).toEqual([CALL]);
  expect(connection.sender).toEqual({ kind: 'page', roots: ['/roots/one'] });
  const answered = once(socket, 'message');
  connection.answer({ id: 1, ok: true, value: 'Prüfsumme' });
  const [data] = (await answered) as [Buffer, boolean];
  expect(JSON.parse(data.toString('utf8'))).toEqual({ id: 1, ok: true, value: 'Prüfsumme' });
});

it('ends the connection to the engine when the page goes, and takes that for no offence', async () => {
  const { socket, connection } = await openPage();
  socket.terminate();
  await connection.whenClosed();
  expect(door.refused).toEqual([]);
});

const BAD_FRAMES: readonly [string, string | Buffer, number, string][] = [
  ['JSON that is cut short', '{"id":1', 1007, 'a frame that is not JSON'],
  ['no JSON at all', 'subscribe', 1007, 'a frame that is not JSON'],
  ['an empty frame', '', 1007, 'a frame that is not JSON'],
  ['a binary frame', Buffer.from(JSON.stringify(CALL)), 1003, 'a binary frame'],
  ['a frame too large', `"${'x'.repeat(262_144)}"`, 1009, 'a frame that is too large'],
  ['lists in lists', `${'['.repeat(5000)}${']'.repeat(5000)}`, 1008, 'a frame that is nested too deep'],
];

it.each(BAD_FRAMES)('%s ends this connection and no other', async (_name, frame, code, what) => {
  const { socket, connection } = await openPage();
  const closed = closeCode(socket);
  socket.send(frame);
  socket.send(JSON.stringify(CALL));
  expect(await closed).toBe(code);
  await connection.whenClosed();
  expect(connection.messages).toEqual([]);
  expect(door.refusals).toMatchObject([{ what, asked: '/engine' }]);
});

it('the largest frame that is allowed arrives', async () => {
  const { socket, connection } = await openPage();
  socket.send(`"${'x'.repeat(262_142)}"`);
  await connection.whenHeard(1);
  expect(connection.messages).toEqual(['x'.repeat(262_142)]);
});

it('text that is not UTF-8 is refused', async () => {
  const { socket } = await openPage();
  const closed = closeCode(socket);
  socket.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
  expect(await closed).toBe(1007);
  expect(door.refused).toEqual(['a frame against the protocol (WS_ERR_INVALID_UTF8)']);
});

it('a page that says more than any page has to say is cut off', async () => {
  const { socket } = await openPage();
  const closed = closeCode(socket);
  // The cut comes in the middle of it.
  socket.on('error', () => undefined);
  const flood = JSON.stringify({ ...CALL, params: 'x'.repeat(200_000) });
  for (let i = 0; i < 400; i++) socket.send(flood);
  // Told why, or cut off in the middle of a word when it does not stop to listen.
  expect(await closed).toBeOneOf([1006, 1008]);
  expect(door.refused).toEqual(['too many frames']);
});

it('two thousand frames at once are a budget that time refills', () => {
  let now = 0;
  const budget = new FrameBudget(() => now);
  const spend = (times: number): number => Array.from({ length: times }, () => budget.spend(1)).filter(Boolean).length;
  expect(spend(2500)).toBe(2000);
  now = 1000;
  expect(spend(2500)).toBe(500);
  now = 3_600_000;
  expect(spend(2500)).toBe(2000);
});

it('a page that does not read what it asked for is cut off', async () => {
  const { socket, connection } = await openPage();
  socket.pause();
  // Far more than the buffers of the system between the two hold.
  for (let i = 0; i < 1000 && !connection.isClosed; i++) {
    connection.answer({ id: i, ok: true, value: 'x'.repeat(262_144) });
    await new Promise(setImmediate);
  }
  await connection.whenClosed();
  expect(door.refused).toEqual(['a page that does not read']);
  socket.terminate();
});

it('takes 32 windows at a time', async () => {
  const pages: Page[] = [];
  for (let i = 0; i < 31; i++) pages.push(await openPage());
  await expect(door.socket(cookie)).rejects.toThrow('503');
  pages[0]?.socket.terminate();
  await pages[0]?.connection.whenClosed();
  pages.push(await openPage());
  expect(door.refused).toEqual(['too many windows']);
});

it.each(['/', '/session', '/engine/', '/Engine'])('there is no WebSocket at %s', async (path) => {
  await expect(door.socket(cookie, door.origin, path)).rejects.toThrow('404');
});

// The built page over HTTP: exactly its files, with headers that let a browser do nothing else with them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPageFiles } from '../../app/serve/page-files.ts';
import { Door } from './door.ts';

let door: Door;
let cookie: string;
beforeAll(async () => {
  door = await Door.open();
  cookie = await door.letIn();
});
afterAll(() => door.close());

it('files whose name changes with their content are kept by the browser, others never', async () => {
  const script = await door.ask('GET', '/assets/main-a1b2.js');
  const window = await door.ask('GET', '/', { Cookie: cookie });
  expect([script.body, script.headers.get('content-type')]).toEqual(['start()', 'text/javascript; charset=utf-8']);
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect([window.body, window.headers.get('cache-control')]).toEqual(['<h1>the window</h1>', 'no-store']);
});

it('HEAD tells the length and sends nothing', async () => {
  const answer = await door.ask('HEAD', '/assets/main-a1b2.js');
  expect([answer.status, answer.headers.get('content-length'), answer.body]).toEqual([200, '7', '']);
});

it.each(['/', '/open', '/assets/main-a1b2.js', '/nothing'])('%s carries the strict headers', async (path) => {
  const { headers } = await door.ask('GET', path);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});

describe('no way of writing an address leads out of the page', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/./index.html',
    '/assets/',
    '/assets/main-a1b2.js/',
    '/assets/main-a1b2.js%00',
    '/__proto__',
    '/constructor',
    'file:///etc/passwd',
    'http://evil.example/secret.txt',
  ])('%s', async (path) => {
    const answer = await door.ask('GET', path, { Cookie: cookie });
    expect([answer.status, answer.body]).toEqual([404, '']);
    expect(door.refused.at(-1)).toBe('an address that is not there');
  });
});

it('says how to build the page where there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'burnish-page-'));
  await expect(readPageFiles(folder)).rejects.toMatchObject({ report: { nextStep: 'Build it with: npm run build' } });
  await expect(readPageFiles(join(folder, 'none'))).rejects.toMatchObject({ code: 'internal' });
  await rm(folder, { recursive: true });
});

// The page's own scheme: exactly the built files, with the policy, and no way out of the folder.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPageScheme, servePage } from '../../main/page-protocol.ts';
import { ElectronStandIn } from './stand-in/electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'burnish-page-'));
const electron = new ElectronStandIn();
const logged: string[] = [];

beforeAll(async () => {
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'page', 'assets', 'index-1.js'), 'export {};');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'page', 'link.txt'));
  registerPageScheme(electron);
  await servePage(electron, join(folder, 'page'), (what) => logged.push(what));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(url: string, method = 'GET'): Promise<Response> {
  const answer = await electron.serve?.({ url, method });
  return answer ?? expect.fail('nothing is served');
}

test('the scheme is a secure origin of its own with no way around the policy', () => {
  expect(electron.schemes).toHaveLength(1);
  expect(electron.schemes[0]).toMatchObject({ scheme: 'burnish', privileges: { standard: true, secure: true } });
  expect(electron.schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
  expect(electron.schemes[0]?.privileges).not.toHaveProperty('allowServiceWorkers');
  expect(electron.schemes[0]?.privileges).not.toHaveProperty('allowExtensions');
});

test('the files of the page are served with their type and the policy', async () => {
  const page = await ask('burnish://page/index.html');
  expect(await page.text()).toBe('<!doctype html>');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const script = await ask('burnish://page/assets/index-1.js?v=1#x');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test('nothing else is: not by climbing, not by encoding, not by a link, not on another host', async () => {
  const ways = [
    'burnish://page/',
    'burnish://page/../secret.txt',
    'burnish://page/%2e%2e/secret.txt',
    'burnish://page/..%2fsecret.txt',
    'burnish://page/..\\secret.txt',
    'burnish://page//etc/hostname',
    'burnish://page/link.txt',
    'burnish://page/assets',
    'burnish://page/assets/__proto__',
    'burnish://other/index.html',
    'burnish://page.evil/index.html',
    'file:///etc/hostname',
    'not an address',
  ];
  for (const way of ways) {
    const answer = await ask(way);
    expect(answer.status, way).toBe(404);
    expect(await answer.text()).toBe('');
  }
  expect(logged).toHaveLength(ways.length);
});

test('the page can only be read', async () => {
  expect((await ask('burnish://page/index.html', 'POST')).status).toBe(405);
});

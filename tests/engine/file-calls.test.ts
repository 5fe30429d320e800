// Calls about files as a page with roots makes them.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineClient } from '../../app/contract/engine-client.ts';
import { EngineHost } from '../../app/engine/engine-host.ts';

const SAMPLE = fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'burnish-file-calls-')));
const root = join(folder, 'images');
const image = join(root, 'sample.iso');
let host: EngineHost;
let page: EngineClient;

beforeAll(async () => {
  mkdirSync(root);
  copyFileSync(SAMPLE, image);
  const digest = createHash('md5').update(readFileSync(SAMPLE)).digest('hex');
  writeFileSync(join(root, 'MD5SUMS'), `${digest}  sample.iso\n`);
  host = await EngineHost.start({ home: join(folder, 'home'), adoptJobs: false });
  page = new EngineClient(host.connect({ kind: 'page', roots: [root] }));
});

afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true });
});

test('an image in the roots is known and checked', async () => {
  expect(await page.call('places', {})).toEqual([{ name: 'images', path: root }]);
  const { entries, parent } = await page.call('folder', { path: root });
  expect(parent).toBeUndefined();
  expect(entries.map((entry) => [entry.name, entry.kind])).toEqual([
    ['MD5SUMS', 'file'],
    ['sample.iso', 'image'],
  ]);
  const facts = await page.call('inspectImage', { path: image });
  expect(facts).toMatchObject({ label: 'BURNISH_SAMPLE', checksum: { algorithm: 'md5' } });
  const check = await page.call('checkImage', { path: image });
  expect(check.outcome).toBe('agrees');
});

test('a dropped file is found in the roots, and nothing outside of them is told', async () => {
  const bytes = readFileSync(SAMPLE);
  const sha256 = (part: Uint8Array): string => createHash('sha256').update(part).digest('hex');
  const dropped = {
    name: 'sample.iso',
    bytes: bytes.length,
    head: sha256(bytes.subarray(0, 65_536)),
    tail: sha256(bytes.subarray(-65_536)),
  };
  expect(await page.call('findDropped', dropped)).toEqual({ path: image });
  expect(await page.call('findDropped', { ...dropped, name: 'other.iso' })).toEqual({});
  for (const call of ['inspectImage', 'folder'] as const) {
    await expect(page.call(call, { path: folder })).rejects.toMatchObject({ code: 'permission-denied' });
  }
});

// Looking into images and discs through the engine, as a page does.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineClient } from '../../../app/contract/engine-client.ts';
import type { FoundEntry, OpenedImage } from '../../../app/contract/browse.ts';
import { CALLS } from '../../../app/contract/protocol.ts';
import { type EngineConnection, EngineHost } from '../../../app/engine/engine-host.ts';
import { sampleBytes, sampleTree } from '../../filesystem/sample-images.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'burnish-browse-')));
const root = join(folder, 'images');
const SAFE = { overwrite: false, links: 'inside', owner: false } as const;
let host: EngineHost;
let connection: EngineConnection;
let page: EngineClient;

beforeAll(async () => {
  mkdirSync(root);
  host = await EngineHost.start({ home: join(folder, 'home'), adoptJobs: false });
  connection = host.connect({ kind: 'page', roots: [root] });
  page = new EngineClient(connection);
});

afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true });
});

async function open(name: string): Promise<OpenedImage> {
  const path = join(root, name.replace('/', '-'));
  writeFileSync(path, sampleBytes(name));
  return page.call('openImage', { path });
}

function rootOf({ volumes }: OpenedImage, volume = 0): number {
  return volumes[volume]?.root.entry ?? -1;
}

test('an image tells its volumes, the richest first, and what it starts', async () => {
  const opened = await open('boot/isohybrid-gpt.iso');
  expect(CALLS.openImage.result.parse(opened)).toEqual(opened);
  expect(opened.volumes.map(({ kind }) => kind)).toEqual(['rock-ridge', 'iso9660']);
  expect(opened.boots.ways).toContain('uefi');
  expect(opened.boots.entries.map(({ platform }) => platform)).toEqual(['80x86', 'UEFI']);
  expect(new Set(opened.boots.partitions.map(({ table }) => table))).toEqual(new Set(['MBR', 'GPT', 'APM']));
});

test('folders are listed, a path is found, a file is read and hashed', async () => {
  const opened = await open('iso/rr-joliet.iso');
  const { browse } = opened;
  const { entries, total } = await page.call('listFolder', { browse, entry: rootOf(opened), from: 0 });
  const expected = Object.keys(sampleTree('src')).filter((path) => !path.includes('/'));
  expect(entries.map(({ name }) => name).sort()).toEqual(expected.sort());
  expect(total).toBe(expected.length);
  const { way, isThere } = await page.call('entryAt', { browse, volume: 0, inside: '/dir/./nested.txt' });
  expect(isThere).toBe(true);
  expect(way.map(({ name }) => name)).toEqual(['', 'dir', 'nested.txt']);
  const entry = way[2]?.entry ?? -1;
  const { data } = await page.call('readEntry', { browse, entry, position: 1, bytes: 100 });
  const { sha256 } = await page.call('hashEntry', { browse, entry, algorithms: ['sha256'] });
  expect(sampleTree('src')['dir/nested.txt']).toBe(`file 7 ${sha256}`);
  const first = await page.call('readEntry', { browse, entry, position: 0, bytes: 1 });
  const whole = Buffer.concat([Buffer.from(first.data, 'base64'), Buffer.from(data, 'base64')]);
  expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
  const details = await page.call('entryDetails', { browse, entry });
  expect(details).toMatchObject({ path: '/dir/nested.txt', links: 1, extents: [{ kind: 'data', bytes: 7 }] });
});

test('the part of a path that is there is told', async () => {
  const opened = await open('iso/joliet.iso');
  const { way, isThere } = await page.call('entryAt', { browse: opened.browse, volume: 0, inside: 'dir/nothing/x' });
  expect(isThere).toBe(false);
  expect(way.map(({ name }) => name)).toEqual(['', 'dir']);
});

test('a search goes over the whole volume, and what it finds can be read where it was found', async () => {
  const opened = await open('iso/rr-joliet.iso');
  const { browse } = opened;
  const found: FoundEntry[] = [];
  const result = await page.call(
    'findEntries',
    { browse, volume: 0, text: 'BOTTOM*', most: 10 },
    { onProgress: (progress) => found.push(...progress.found) },
  );
  expect(result).toEqual({ searched: Object.keys(sampleTree('src')).length, found: 1, isCut: false });
  expect(found.map(({ path }) => path)).toEqual(['/a/b/c/d/e/f/g/h/i/j/bottom.txt']);
  const [{ folder: above, found: file }] = found as [FoundEntry];
  const { entries } = await page.call('listFolder', { browse, entry: above, from: 0 });
  expect(entries).toEqual([file]);
});

test('a selection is extracted into a folder of the roots, and nowhere else', async () => {
  const opened = await open('udf/260-metadata-2048-link.img');
  const { browse } = opened;
  const { way } = await page.call('entryAt', { browse, volume: 0, inside: 'hello.txt' });
  const entries = [way.at(-1)?.entry ?? -1];
  const result = await page.call('extractEntries', { browse, entries, to: join(root, 'out'), options: SAFE });
  expect(result).toMatchObject({ files: 1, folders: 0 });
  expect(readFileSync(join(root, 'out', 'hello.txt'), 'utf8')).toBe('hello, disc\n');
  await expect(
    page.call('extractEntries', { browse, entries, to: join(folder, 'outside'), options: SAFE }),
  ).rejects.toMatchObject({ code: 'permission-denied' });
});

test('a check says which files lie outside of the image', async () => {
  const path = join(root, 'cut.iso');
  writeFileSync(path, sampleBytes('iso/rr-joliet.iso'));
  const { browse } = await page.call('openImage', { path });
  const whole = await page.call('checkVolume', { browse, volume: 0, contents: true });
  expect(whole).toMatchObject({ hitCount: 0, findings: [] });
  const { way } = await page.call('entryAt', { browse, volume: 0, inside: 'zeros.bin' });
  truncateSync(path, ((way[1]?.firstSector ?? 0) + 1) * 2048);
  const cut = await page.call('openImage', { path });
  const check = await page.call('checkVolume', { browse: cut.browse, volume: 0, contents: false });
  expect(check.hit.map((one) => one.path)).toContain('/zeros.bin');
  expect(check.files).toBe(whole.files);
});

test('sectors are told by what they belong to', async () => {
  const opened = await open('iso/rr-joliet.iso');
  const { browse } = opened;
  const { way } = await page.call('entryAt', { browse, volume: 0, inside: 'noise.bin' });
  const start = way[1]?.firstSector ?? 0;
  const { owners, filesUntouched } = await page.call('ownersOf', { browse, volume: 0, sectors: [{ start, count: 2 }] });
  expect(owners).toEqual([{ kind: 'file', name: '/noise.bin', sectors: [{ start, count: 2 }] }]);
  const files = Object.values(sampleTree('src')).filter((what) => what.startsWith('file'));
  expect(filesUntouched).toBe(files.length - 1);
});

test('a disc in a virtual drive is looked into as an image is', async () => {
  await page.call('addVirtualDrive', { name: 'look', pace: 0 });
  const path = join(root, 'disc.iso');
  writeFileSync(path, sampleBytes('iso/rr-joliet.iso'));
  await page.call('insertImage', { name: 'look', path });
  const opened = await page.call('openImage', { drive: 'virtual:look' });
  expect(opened.name).toBe('virtual:look');
  const { browse } = opened;
  const { way } = await page.call('entryAt', { browse, volume: 0, inside: 'noise.bin' });
  const { sha256 } = await page.call('hashEntry', { browse, entry: way[1]?.entry ?? -1, algorithms: ['sha256'] });
  expect(sampleTree('src')['noise.bin']).toBe(`file 70001 ${sha256}`);
  // Whoever takes the drive takes it from those who look.
  await page.call('moveTray', { drive: 'virtual:look', load: false });
  await expect(page.call('listFolder', { browse, entry: rootOf(opened), from: 0 })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
});

test('nothing outside the roots is opened, and no image by a guessed name', async () => {
  const path = join(folder, 'secret.iso');
  writeFileSync(path, sampleBytes('iso/joliet.iso'));
  await expect(page.call('openImage', { path })).rejects.toMatchObject({ code: 'permission-denied' });
  const browse = '00000000-0000-4000-8000-000000000000';
  await expect(page.call('listFolder', { browse, entry: 0, from: 0 })).rejects.toMatchObject({
    code: 'invalid-argument',
  });
});

test('images are closed with the connection that opened them, and one has no more than sixteen', async () => {
  const other = host.connect({ kind: 'page', roots: [root] });
  const client = new EngineClient(other);
  const path = join(root, 'many.iso');
  writeFileSync(path, sampleBytes('iso/joliet.iso'));
  const opened = await Promise.all(Array.from({ length: 16 }, () => client.call('openImage', { path })));
  await expect(client.call('openImage', { path })).rejects.toMatchObject({ code: 'invalid-argument' });
  const [first] = opened;
  if (first === undefined) throw new Error('sixteen were opened');
  const look = { browse: first.browse, entry: rootOf(first), from: 0 };
  expect((await page.call('listFolder', look)).total).toBeGreaterThan(0);
  other.close();
  await expect(page.call('listFolder', look)).rejects.toMatchObject({ code: 'invalid-argument' });
});

test.each(['hostile/cut-00001.iso', 'hostile/al-loop.iso', 'hostile/udf-meta-self.img', 'hostile/block-65535.iso'])(
  '%s is opened or refused, and says why',
  async (name) => {
    const opened = await open(name);
    if (opened.volumes.length === 0) expect(opened.findings).not.toEqual([]);
    expect(CALLS.openImage.result.parse(opened)).toEqual(opened);
    await page.call('closeImage', { browse: opened.browse });
  },
);

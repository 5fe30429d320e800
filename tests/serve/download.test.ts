// Downloads of a page: files and folders of an opened image, judged by 7-Zip where it is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { downloadAddress } from '../../app/contract/browse-limits.ts';
import type { OpenedImage } from '../../app/contract/browse.ts';
import { zipStream, type ZipFile } from '../../app/serve/download/zip-stream.ts';
import { Home } from '../cli/burnish-process.ts';
import { sampleBytes, sampleTree } from '../filesystem/sample-images.ts';
import { treeIn } from '../jobs/extract/extracted.ts';
import { type OpenPage, ServedWindow } from './served-window.ts';

const has7zip = spawnSync('7zz', ['i']).error === undefined;
if (!has7zip) process.stderr.write('skipped: "7zz" judges archives\n');
let home: Home;
let window: ServedWindow;
let page: OpenPage & { readonly cookie: string };
let image: OpenedImage;

beforeAll(async () => {
  home = await Home.make();
  const root = home.file('images');
  mkdirSync(root);
  writeFileSync(join(root, 'sample.iso'), sampleBytes('iso/rr-joliet.iso'));
  window = new ServedWindow(home, root);
  page = await window.open();
  image = await page.client.call('openImage', { path: join(root, 'sample.iso') });
}, 60_000);

afterAll(async () => {
  await window.kill();
  await home.remove();
});

async function entryAt(inside: string): Promise<number> {
  const { way } = await page.client.call('entryAt', { browse: image.browse, volume: 0, inside });
  return way.at(-1)?.entry ?? -1;
}

function get(address: string, cookie = page.cookie): Promise<Response> {
  return fetch(`${window.origin}${address}`, { headers: { Cookie: cookie } });
}

it('a file comes with its length and its name, byte for byte', async () => {
  const answer = await get(downloadAddress(image.browse, [await entryAt('ünïcödé 日本語 😀.txt')]));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-length')).toBe('15');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const disposition = answer.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
  expect(decodeURIComponent(disposition.replace(/^.*''/, ''))).toBe('ünïcödé 日本語 😀.txt');
  const large = await get(downloadAddress(image.browse, [await entryAt('noise.bin')]));
  const digest = createHash('sha256')
    .update(Buffer.from(await large.arrayBuffer()))
    .digest('hex');
  expect(sampleTree('src')['noise.bin']).toBe(`file 70001 ${digest}`);
});

it.skipIf(!has7zip)('folders and files come as one archive that others unpack', async () => {
  const answer = await get(
    downloadAddress(image.browse, [await entryAt('a'), await entryAt('dir'), await entryAt('hello.txt')]),
  );
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const archive = home.file('files.zip');
  writeFileSync(archive, Buffer.from(await answer.arrayBuffer()));
  const target = home.file('unpacked');
  execFileSync('7zz', ['x', '-y', `-o${target}`, archive]);
  const expected = Object.entries(sampleTree('src')).filter(
    ([path, what]) => /^(a|dir)(\/|$)|^hello/.test(path) && !what.startsWith('link'),
  );
  expect(treeIn(target)).toEqual(Object.fromEntries(expected));
});

it('nothing comes without the session, or of an image that is not open', async () => {
  const address = downloadAddress(image.browse, [await entryAt('hello.txt')]);
  expect((await get(address, '')).status).toBe(401);
  expect((await get(downloadAddress('00000000-0000-4000-8000-000000000000', [0]))).status).toBe(404);
  expect((await get(downloadAddress(image.browse, [999_999]))).status).toBe(404);
  expect((await get(`/download?browse=${image.browse}`)).status).toBe(400);
});

it('an archive of a file that is shorter than it says breaks off', async () => {
  async function* files(): AsyncGenerator<ZipFile> {
    yield { path: 'cut', bytes: 10, modified: undefined, content: pieces };
  }
  async function* pieces(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(5);
  }
  const whole = async (): Promise<void> => {
    for await (const piece of zipStream(files())) expect(piece.length).toBeGreaterThan(0);
  };
  await expect(whole()).rejects.toThrow('cut has 5 bytes and not 10');
});

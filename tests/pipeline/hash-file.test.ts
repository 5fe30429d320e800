// Digests of files against coreutils, and what happens when hashing is cut short.
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFile } from '../../app/pipeline/hash-file.ts';
import { coreutilsDigest } from './coreutils.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-hash-'));
  path = join(folder, 'image.iso');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('all digests of one pass are those of coreutils, for a file of odd length', async () => {
  const portion = Buffer.from(Array.from({ length: 4099 }, (_, i) => (i * i) >> 3));
  for (let i = 0; i < 700; i++) appendFileSync(path, portion);
  const hashed = await hashFile(path, ['md5', 'sha1', 'sha256', 'sha512', 'tree', 'md5']);
  expect(hashed.bytes).toBe(4099 * 700);
  expect(hashed.digests).toMatchObject({
    md5: coreutilsDigest('md5sum', path),
    sha1: coreutilsDigest('sha1sum', path),
    sha256: coreutilsDigest('sha256sum', path),
    sha512: coreutilsDigest('sha512sum', path),
  });
  expect(hashed.tree?.nodes.length).toBe(32 * Math.ceil((4099 * 700) / 65536));
});

test('an empty file has the digests of nothing', async () => {
  writeFileSync(path, '');
  const { digests } = await hashFile(path, ['md5']);
  expect(digests).toEqual({ md5: 'd41d8cd98f00b204e9800998ecf8427e' });
});

test('progress grows to no more than the file, and an abort ends it', async () => {
  writeFileSync(path, '');
  truncateSync(path, 20_000_000_000);
  const abort = new AbortController();
  const seen: number[] = [];
  const run = hashFile(path, ['md5'], {
    signal: abort.signal,
    progress: (bytes, total) => {
      expect(total).toBe(20_000_000_000);
      seen.push(bytes);
      if (seen.length === 3) abort.abort();
    },
  });
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  expect(seen.length).toBeGreaterThanOrEqual(3);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('an abort before the start reads nothing', async () => {
  writeFileSync(path, 'x');
  const run = hashFile(path, ['sha256'], { signal: AbortSignal.abort() });
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
});

test('a missing file and a folder are refused by name', async () => {
  await expect(hashFile(join(folder, 'none'), ['md5'])).rejects.toMatchObject({ code: 'image-missing' });
  await expect(hashFile(folder, ['md5'])).rejects.toMatchObject({ code: 'image-unreadable' });
});

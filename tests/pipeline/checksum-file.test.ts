// Checksum files as coreutils, OpenSSL, distributions and Windows write them.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChecksum } from '../../app/pipeline/checksum-file.ts';
import { parseChecksums } from '../../app/pipeline/checksum-format.ts';
import { coreutilsList } from './coreutils.ts';

// Of "abc": RFC 1321 A.5, FIPS 180-4 examples.
const ABC = {
  md5: '900150983cd24fb0d6963f7d28e17f72',
  sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sha512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
};
const OTHER = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

let folder = '';
let image = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-checksum-'));
  image = put('debian 12.iso', 'abc');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const good: readonly (readonly [string, string, string | Uint8Array, keyof typeof ABC])[] = [
  ['a list of coreutils', 'SHA256SUMS', `${OTHER}  other.iso\n${ABC.sha256}  debian 12.iso\n`, 'sha256'],
  ['binary mode', 'MD5SUMS', `${ABC.md5} *debian 12.iso\n`, 'md5'],
  ['./ before names', 'sha1sum.txt', `${ABC.sha1}  ./debian 12.iso\n`, 'sha1'],
  ['BSD tags', 'CHECKSUM', `# Fedora\nSHA512 (debian 12.iso) = ${ABC.sha512}\n`, 'sha512'],
  ['OpenSSL', 'sha256sums', `SHA2-256(debian 12.iso)= ${ABC.sha256}\n`, 'sha256'],
  ['a lone digest', 'debian 12.iso.sha256', `${ABC.sha256}\n`, 'sha256'],
  ['a lone digest in capitals, no line end', 'debian 12.md5', ABC.md5.toUpperCase(), 'md5'],
  ['a path in the image’s own file', 'debian 12.iso.sha1', `${ABC.sha1}  /home/me/debian 12.iso\n`, 'sha1'],
  ['CRLF, a mark and comments', 'md5sum.txt', `\uFEFF; made by\r\n${ABC.md5} *debian 12.iso\r\n`, 'md5'],
  ['UTF-16 of Windows', 'debian 12.iso.sha512', Buffer.from(`\uFEFF${ABC.sha512}\r\n`, 'utf16le'), 'sha512'],
  [
    'a signed list',
    'SHA256SUMS',
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${ABC.sha256}  debian 12.iso\n` +
      `-----BEGIN PGP SIGNATURE-----\n\n${OTHER}  debian 12.iso\n-----END PGP SIGNATURE-----\n`,
    'sha256',
  ],
];

test.each(good)('%s: found and right', async (_what, name, content, algorithm) => {
  const file = put(name, content);
  expect(await findChecksum(image)).toEqual({ algorithm, digest: ABC[algorithm], file });
});

const none: readonly (readonly [string, string, string])[] = [
  ['a list that does not name the image', 'SHA256SUMS', `${OTHER}  other.iso\n`],
  ['a list of another folder', 'SHA256SUMS', `${OTHER}  live/debian 12.iso\n`],
  ['a lone digest in a list', 'SHA256SUMS', `${OTHER}\n`],
  ['a digest of unknown length', 'debian 12.iso.sha256', `${OTHER}00\n`],
  ['a tag that does not fit its digest', 'CHECKSUM', `BLAKE2s (debian 12.iso) = ${OTHER}\n`],
  ['a file of another image', 'debian 12-live.iso.sha256', `${OTHER}\n`],
  ['an empty file', 'debian 12.iso.md5', ''],
];

test.each(none)('%s: nothing is found', async (_what, name, content) => {
  put(name, content);
  expect(await findChecksum(image)).toBeUndefined();
});

test('of several files the strongest algorithm counts', async () => {
  put('debian 12.iso.md5', ABC.md5);
  put('SHA1SUMS', `${ABC.sha1}  debian 12.iso\n`);
  const strongest = put('sha512sum.txt', `${ABC.sha512}  debian 12.iso\n`);
  put('SHA256SUMS', `${ABC.sha256}  debian 12.iso\n`);
  expect(await findChecksum(image)).toMatchObject({ algorithm: 'sha512', file: strongest });
});

test('names that coreutils escapes are found', async () => {
  const odd = join(folder, 'a\\b\nc.iso');
  renameSync(image, odd);
  const list = coreutilsList('sha256sum', ['a\\b\nc.iso'], folder);
  expect(list[0]).toBe('\\');
  put('SHA256SUMS', list);
  expect(await findChecksum(odd)).toMatchObject({ digest: ABC.sha256 });
});

test('a letter composed differently is the same name', async () => {
  renameSync(image, join(folder, 'caf\u00e9.iso'));
  put('SHA256SUMS', `${ABC.sha256}  cafe\u0301.iso\n`);
  expect(await findChecksum(join(folder, 'caf\u00e9.iso'))).toMatchObject({ digest: ABC.sha256 });
});

test('a list that contradicts itself is refused', async () => {
  put('SHA256SUMS', `${OTHER}  debian 12.iso\n${ABC.sha256}  debian 12.iso\n`);
  await expect(findChecksum(image)).rejects.toMatchObject({ code: 'checksum-mismatch' });
});

test('folders and huge files with such names are passed over', async () => {
  mkdirSync(join(folder, 'SHA256SUMS'));
  truncateSync(put('SHA512SUMS', ''), 5 * 1024 * 1024);
  expect(await findChecksum(image)).toBeUndefined();
});

test('a file that cannot be read is an error, not an absence', async () => {
  // A link to itself cannot be read by anybody, root included.
  symlinkSync('SHA256SUMS', join(folder, 'SHA256SUMS'));
  await expect(findChecksum(image)).rejects.toMatchObject({ code: 'image-unreadable' });
});

test('hostile text costs no time and yields nothing', () => {
  const digits = Buffer.alloc(4 * 1024 * 1024, 'a(');
  expect(parseChecksums(digits)).toEqual([]);
  expect(parseChecksums(Buffer.alloc(1024 * 1024, `SHA256 (${')'.repeat(8000)}\n`))).toEqual([]);
  expect(parseChecksums(Uint8Array.of(0xff, 0xfe, 0x41))).toEqual([]);
});

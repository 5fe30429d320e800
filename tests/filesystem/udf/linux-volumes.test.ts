// Volumes that the kernel of Linux has written, with what it says of each of their files: an independent writer and judge.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EntryKind, Volume, VolumeEntry } from '../../../app/filesystem/volume.ts';
import { sha256Of } from '../sample-images.ts';
import { entriesOf, openVolume } from './open-bytes.ts';

const FOLDER = fileURLToPath(new URL('../../../../tests/fixtures/images/udf-linux/', import.meta.url));
const LETTERS: Readonly<Partial<Record<string, EntryKind>>> = {
  f: 'file',
  d: 'directory',
  l: 'link',
  p: 'fifo',
  c: 'character-device',
  b: 'block-device',
};

function unpacked(name: string): Buffer {
  return gunzipSync(readFileSync(`${FOLDER}${name}.gz`));
}

/** Path, kind, length, mode, owner, group, links, modified, contents: a line each, as `find` and `sha256sum` gave them. */
function expected(name: string): Map<string, Record<string, unknown>> {
  const lines = unpacked(`${name}.tsv`).toString('utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [path = '', letter = '', bytes, mode = '', uid, gid, links, modified, content] = line.split('\t');
      const numbers = { bytes: Number(bytes), mode: parseInt(mode, 8), uid: Number(uid) | 0, gid: Number(gid) | 0 };
      return [path, { kind: LETTERS[letter], ...numbers, links: Number(links), modified, content }];
    }),
  );
}

async function told(volume: Volume, entry: VolumeEntry): Promise<Record<string, unknown>> {
  const { kind, posix, times } = entry;
  const { mode = 0, uid, gid, links, device } = posix ?? {};
  // In seconds with six digits, as `find` prints them.
  const microseconds = String(Math.round((times.modified ?? 0) * 1000)).padStart(7, '0');
  const modified = `${microseconds.slice(0, -6)}.${microseconds.slice(-6)}`;
  const contents = { file: () => sha256Of(volume, entry), link: () => entry.target };
  const content =
    kind === 'file' || kind === 'link' ? await contents[kind]() : device ? `${device.major}:${device.minor}` : '';
  return { kind, bytes: kind === 'file' ? entry.bytes : 0, mode: mode & 0o7777, uid, gid, links, modified, content };
}

describe('a volume by Linux', () => {
  it.each(['201-512', '201-1024', '201-4096', '102-2048', '150-sparable-2048'])(
    '%s has every file with its kind, rights, owner, links, time and contents',
    async (name) => {
      const volume = await openVolume(unpacked(`${name}.img`));
      expect(volume.label).toBe('KernelÜ');
      const found = new Map([['', await told(volume, volume.root)]]);
      for (const [path, entry] of await entriesOf(volume)) {
        // Space that a rewritable medium keeps to itself is a hidden file, which Linux does not list.
        if (!entry.isHidden) found.set(path, await told(volume, entry));
      }
      expect(found).toEqual(expected(name));
      expect(volume.log.findings).toEqual([]);
    },
  );
});

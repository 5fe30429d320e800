// Volumes that xorriso and genisoimage make of a folder: what is read is what was there.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SectorSource } from '../../app/base/sector-source.ts';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import { walkDirectories } from '../../app/filesystem/walk.ts';
import { withImageSectors } from '../../app/image/image-sectors.ts';
import { genisoimage, hasGenisoimage, hasXorriso, workFolder, xorriso } from './made-images.ts';
import { memorySource } from './memory-source.ts';
import { type Tree, treeOf, volumeOf } from './sample-images.ts';

const DEEP = 'a/b/c/d/e/f/g/h/i/j/k/bottom.txt';
const MODES = { 'secret.txt': 0o600, 'run.sh': 0o755, 'set.bin': 0o4711, 'none.txt': 0o000 };
const LINKS = {
  link: 'secret.txt',
  absolute: '/no/where',
  up: '../../..',
  // genisoimage writes longer ones wrong.
  long: `${'x'.repeat(90)}/../${'y'.repeat(60)}`,
};

/** Writes the folder; answers its paths. */
function fill(folder: string): readonly string[] {
  mkdirSync(join(folder, dirname(DEEP)), { recursive: true });
  writeFileSync(join(folder, DEEP), 'deep');
  writeFileSync(join(folder, `${'n'.repeat(200)}.txt`), 'a long name');
  writeFileSync(join(folder, 'ünïcödé 日本語 😀'), 'letters');
  writeFileSync(join(folder, 'pieces.bin'), Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7) & 0xff)));
  for (const [name, mode] of Object.entries(MODES)) {
    writeFileSync(join(folder, name), name);
    chmodSync(join(folder, name), mode);
  }
  for (const [name, target] of Object.entries(LINKS)) symlinkSync(target, join(folder, name));
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  const paths = execFileSync('find', ['.', '-mindepth', '1'], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  const names = paths.map((path) => path.slice(2));
  // Seconds that two writers round in the same way.
  for (const name of names.toSorted().reverse()) lutimesSync(join(folder, name), 1_600_000_000, 1_500_000_000);
  return names;
}

function treeOfFolder(folder: string, paths: readonly string[]): Tree {
  const told = (path: string): string => {
    const status = lstatSync(path);
    if (status.isDirectory()) return 'dir';
    if (status.isSymbolicLink()) return `link ${readlinkSync(path)}`;
    if (status.isFIFO()) return 'fifo';
    const bytes = readFileSync(path);
    return `file ${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`;
  };
  return Object.fromEntries(paths.map((path) => [path, told(join(folder, path))]));
}

const MAKERS: readonly (readonly [string, boolean, (image: string, folder: string) => void])[] = [
  ['genisoimage, deep directories moved', hasGenisoimage, (image, folder) => genisoimage(image, '-R', folder)],
  [
    'genisoimage, moved out of sight',
    hasGenisoimage,
    (image, folder) => genisoimage(image, '-R', '-hide-rr-moved', folder),
  ],
  [
    'genisoimage, deep directories as they are',
    hasGenisoimage,
    (image, folder) => genisoimage(image, '-R', '-D', folder),
  ],
  ['genisoimage, every tree', hasGenisoimage, (image, folder) => genisoimage(image, '-R', '-J', '-udf', folder)],
  ['xorriso', hasXorriso, (image, folder) => void xorriso('-outdev', image, '-map', folder, '/', '-commit')],
  [
    'xorriso, deep directories moved',
    hasXorriso,
    (image, folder) => void xorriso('-as', 'mkisofs', '-quiet', '-o', image, '-R', '-rr_reloc_dir', '/moved', folder),
  ],
  [
    'xorriso, every tree',
    hasXorriso,
    (image, folder) => void xorriso('-outdev', image, '-joliet', 'on', '-map', folder, '/', '-commit'),
  ],
];

describe.each(MAKERS.filter(([, isThere]) => isThere))('a volume by %s', (_, __, make) => {
  it('has every file, mode, time and link of the folder', async () => {
    using work = workFolder();
    mkdirSync(work.in('tree'));
    const paths = fill(work.in('tree'));
    make(work.in('image.iso'), work.in('tree'));
    await withImageSectors(work.in('image.iso'), async (source) => {
      const volume = await volumeOf(source, 'rock-ridge');
      const tree = Object.entries(await treeOf(volume)).filter(([path]) => path !== 'moved');
      expect(Object.fromEntries(tree)).toEqual(treeOfFolder(work.in('tree'), paths));
      expect(volume.log.findings).toEqual([]);
      for await (const { path, entries } of walkDirectories(volume)) {
        for (const entry of entries.filter(({ name }) => name !== 'moved')) {
          const status = lstatSync(join(work.in('tree'), ...path, entry.name));
          expect([entry.name, entry.posix?.mode, entry.posix?.uid]).toEqual([entry.name, status.mode, status.uid]);
          expect([entry.name, entry.times.modified]).toEqual([entry.name, status.mtimeMs]);
        }
      }
    });
  });
});

describe.skipIf(!hasGenisoimage)('sessions by genisoimage', () => {
  /** Two sessions; the second begins at `start`, and has the files of both. */
  function makeSessions(work: ReturnType<typeof workFolder>, start: number): { first: Buffer; second: Buffer } {
    for (const name of ['one', 'two']) {
      mkdirSync(work.in(name));
      writeFileSync(work.in(`${name}/${name}.txt`), name);
    }
    genisoimage(work.in('1.iso'), '-R', work.in('one'));
    genisoimage(work.in('2.iso'), '-R', '-C', `0,${start}`, '-M', work.in('1.iso'), work.in('two'));
    return { first: readFileSync(work.in('1.iso')), second: readFileSync(work.in('2.iso')) };
  }

  function joined(first: Buffer, second: Buffer, start: number): SectorSource {
    return memorySource(Buffer.concat([first, Buffer.alloc(start * 2048 - first.length), second]));
  }

  async function namesOf(source: SectorSource, session: number): Promise<readonly string[]> {
    return Object.keys(await treeOf(await volumeOf(source, 'rock-ridge', session)));
  }

  it.each([
    ['on a CD', (blocks: number) => blocks + 11_400],
    ['on media that can be overwritten', (blocks: number) => Math.ceil(blocks / 16) * 16],
  ])('are found %s without a table of contents', async (_, startAfter) => {
    using work = workFolder();
    // The length of the first session does not depend on the second.
    mkdirSync(work.in('probe'));
    writeFileSync(work.in('probe/one.txt'), 'one');
    genisoimage(work.in('probe.iso'), '-R', work.in('probe'));
    const start = startAfter(readFileSync(work.in('probe.iso')).readUInt32LE(16 * 2048 + 80));
    const { first, second } = makeSessions(work, start);
    const source = joined(first, second, start);
    const { sessions } = await openVolumes(source);
    expect(sessions.map(({ startSector }) => startSector)).toEqual([0, start]);
    expect(await namesOf(source, 2)).toEqual(['one.txt', 'two.txt']);
    expect(await namesOf(source, 1)).toEqual(['one.txt']);
  });

  it('are found where a table of contents says', async () => {
    using work = workFolder();
    const start = 1234;
    const { first, second } = makeSessions(work, start);
    const { sessions, volumes } = await openVolumes(joined(first, second, start), { sessionStarts: [0, start] });
    expect(sessions.map(({ startSector }) => startSector)).toEqual([0, start]);
    expect(volumes[0]?.session).toBe(2);
  });

  it('that have UDF each: the last one is shown first, and the others are there', async () => {
    using work = workFolder();
    for (const name of ['one', 'two']) {
      mkdirSync(work.in(name));
      writeFileSync(work.in(`${name}/${name}.txt`), name);
    }
    genisoimage(work.in('1.iso'), '-udf', work.in('one'));
    const first = readFileSync(work.in('1.iso'));
    const start = Math.ceil(first.length / 2048 / 32) * 32;
    genisoimage(work.in('2.iso'), '-udf', '-C', `0,${start}`, '-M', work.in('1.iso'), work.in('two'));
    const { volumes } = await openVolumes(joined(first, readFileSync(work.in('2.iso')), start));
    expect(volumes.map(({ kind, session }) => [kind, session])).toEqual([
      ['udf', 2],
      ['iso9660', 2],
      ['udf', 1],
      ['iso9660', 1],
    ]);
    const [newest, , oldest] = volumes;
    if (newest === undefined || oldest === undefined) throw new Error('no volumes');
    expect(Object.keys(await treeOf(newest))).toContain('two.txt');
    expect(Object.keys(await treeOf(oldest))).toEqual(['one.txt']);
  });

  it('of which only the first has UDF: the trees of the last one come first', async () => {
    using work = workFolder();
    for (const name of ['one', 'two']) {
      mkdirSync(work.in(name));
      writeFileSync(work.in(`${name}/${name}.txt`), name);
    }
    genisoimage(work.in('1.iso'), '-udf', work.in('one'));
    const first = readFileSync(work.in('1.iso'));
    const start = Math.ceil(first.length / 2048 / 32) * 32;
    genisoimage(work.in('2.iso'), '-C', `0,${start}`, '-M', work.in('1.iso'), work.in('two'));
    const { volumes } = await openVolumes(joined(first, readFileSync(work.in('2.iso')), start));
    expect(volumes.map(({ kind, session }) => [kind, session])).toEqual([
      ['iso9660', 2],
      ['udf', 1],
      ['iso9660', 1],
    ]);
  });

  it('the second by itself has its own files, and says that it is one', async () => {
    using work = workFolder();
    const { second } = makeSessions(work, 5000);
    const volume = await volumeOf(memorySource(second), 'rock-ridge');
    const sum = createHash('sha256').update('two').digest('hex');
    expect((await treeOf(volume))['two.txt']).toBe(`file 3 ${sum}`);
    expect(volume.log.findings.map(({ what }) => what)).toEqual([
      'The addresses of the volume begin with block 5000: the image is a later session by itself.',
      'The file "one.txt" lies in an earlier session, which the image does not have.',
    ]);
  });

  it('whose newest superblock was copied to the beginning begin where it stands itself', async () => {
    using work = workFolder();
    const start = 496;
    const { first, second } = makeSessions(work, start);
    second.copy(first, 16 * 2048, 16 * 2048, 18 * 2048);
    const { sessions, volumes } = await openVolumes(joined(first, second, start));
    expect(sessions).toEqual([{ number: 1, startSector: start }]);
    expect((await volumes[0]?.list(volumes[0].root))?.map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
  });
});

describe.skipIf(!hasGenisoimage)('a volume with 100,000 files', () => {
  it('is listed with all of them', async () => {
    using work = workFolder();
    writeFileSync(work.in('empty'), '');
    const names = Array.from({ length: 100_000 }, (_, n) => `directory ${n % 100}/file number ${n}.txt`);
    writeFileSync(work.in('list'), names.map((name) => `${name}=${work.in('empty')}`).join('\n'));
    genisoimage(work.in('image.iso'), '-R', '-graft-points', '-path-list', work.in('list'));
    await withImageSectors(work.in('image.iso'), async (source) => {
      const volume = await volumeOf(source, 'rock-ridge');
      const seen = new Set<string>();
      for await (const { path, entries } of walkDirectories(volume)) {
        for (const { kind, name } of entries) if (kind === 'file') seen.add([...path, name].join('/'));
      }
      expect(seen.size).toBe(100_000);
      expect(names.every((name) => seen.has(name))).toBe(true);
      expect(volume.log.findings).toEqual([]);
    });
  }, 60_000);
});

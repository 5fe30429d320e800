// What is extracted is what the volume holds, and nothing of it is ever outside the folder.
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Volume, VolumeEntry, VolumeKind } from '../../../app/filesystem/volume.ts';
import { memoryEntry, memoryVolume } from '../../filesystem/memory-volume.ts';
import { sampleSource, sampleTree, type Tree, volumeOf } from '../../filesystem/sample-images.ts';
import { extractAll, targetFolder, treeIn } from './extracted.ts';

const SAMPLES: readonly (readonly [string, VolumeKind, string])[] = [
  ['iso/aaip.iso', 'rock-ridge', 'plain'],
  ['iso/md5.iso', 'rock-ridge', 'plain'],
  ['iso/joliet-long.iso', 'joliet', 'plain'],
  ['iso/udf-bridge.iso', 'udf', 'plain'],
  ['udf/102-plain-2048.img', 'udf', 'udf'],
  ['udf/150-vat-2048.img', 'udf', 'udf'],
  ['udf/201-plain-512.img', 'udf', 'udf'],
  ['udf/201-sparable-2048.img', 'udf', 'udf'],
  ['udf/260-metadata-2048-link.img', 'udf', 'udf-link'],
];

describe('an extraction', () => {
  it.each(SAMPLES)('of %s as %s is the tree %s, byte for byte', async (image, kind, tree) => {
    using folder = targetFolder();
    const volume = await volumeOf(sampleSource(image), kind);
    const result = await extractAll(volume, folder.target);
    const expected = sampleTree(tree);
    expect(treeIn(folder.target)).toEqual(expected);
    expect(result.renames).toEqual([]);
    const files = Object.values(expected).filter((what) => what.startsWith('file'));
    expect(result.files).toBe(files.length);
  });

  it('makes links that stay inside, and says which others and which special files it left out', async () => {
    using folder = targetFolder();
    const volume = await volumeOf(sampleSource('iso/rr-joliet.iso'), 'rock-ridge');
    const { problems } = await extractAll(volume, folder.target);
    const { fifo, 'dir/absolute': absolute, ...rest } = sampleTree('src');
    expect([fifo, absolute]).toEqual(['fifo', 'link /nowhere/else']);
    expect(treeIn(folder.target)).toEqual(rest);
    expect(problems).toEqual([
      { path: '/fifo', what: 'It was left out: it is a named pipe.' },
      { path: '/dir/absolute', what: 'The link was left out: it leads out of the folder, to "/nowhere/else".' },
    ]);
  });

  it('makes every link when all are asked for', async () => {
    using folder = targetFolder();
    const volume = await volumeOf(sampleSource('iso/rr-joliet.iso'), 'rock-ridge');
    await extractAll(volume, folder.target, { links: 'all' });
    const { fifo, ...rest } = sampleTree('src');
    expect(fifo).toBe('fifo');
    expect(treeIn(folder.target)).toEqual(rest);
  });

  it('keeps permissions and times of files and folders, whatever the mask of the process', async () => {
    using folder = targetFolder();
    const file = withAttributes(memoryEntry('run', 'file', 20, 3), 0o100755, 1_600_000_000_500);
    const locked = withAttributes(memoryEntry('locked', 'directory', 2), 0o40555, 1_500_000_000_000);
    const shared = withAttributes(memoryEntry('shared', 'file', 21, 3), 0o100666, 1_400_000_000_000);
    const volume = holding({ 1: [locked, shared], 2: [file] }, () => Buffer.from('abc'));
    await extractAll(volume, folder.target);
    const told = (path: string): unknown[] => {
      const { mode, mtimeMs } = statSync(join(folder.target, path));
      return [(mode & 0o7777).toString(8), mtimeMs];
    };
    expect(told('locked')).toEqual(['555', 1_500_000_000_000]);
    expect(told('locked/run')).toEqual(['755', 1_600_000_000_500]);
    expect(told('shared')).toEqual(['666', 1_400_000_000_000]);
  });

  it('takes the right to run as somebody else from a file, and says so', async () => {
    using folder = targetFolder();
    const volume = holding({ 1: [withAttributes(memoryEntry('su', 'file', 20, 3), 0o104755, 0)] }, () =>
      Buffer.from('abc'),
    );
    const { problems } = await extractAll(volume, folder.target);
    expect(statSync(join(folder.target, 'su')).mode & 0o7777).toBe(0o755);
    expect(problems.map(({ path }) => path)).toEqual(['/su']);
  });

  it('leaves holes where the volume has them', async () => {
    using folder = targetFolder();
    const hole = 64 * 1024 * 1024;
    const entry: VolumeEntry = {
      ...memoryEntry('sparse', 'file', 20, hole + 3),
      extents: [
        { kind: 'hole', begin: 0, bytes: hole },
        { kind: 'data', begin: 40_960, bytes: 3 },
      ],
    };
    const volume = holding({ 1: [entry] }, (position, length) => {
      const bytes = Buffer.alloc(Math.min(length, hole + 3 - position));
      for (const [index, byte] of Buffer.from('end').entries()) {
        const at = hole + index - position;
        if (at >= 0 && at < bytes.length) bytes[at] = byte;
      }
      return bytes;
    });
    await extractAll(volume, folder.target);
    const { size, blocks } = statSync(join(folder.target, 'sparse'));
    expect(size).toBe(hole + 3);
    expect(blocks * 512).toBeLessThan(4 * 1024 * 1024);
    expect(readFileSync(join(folder.target, 'sparse')).subarray(-3).toString()).toBe('end');
  });

  it('makes names of one file one file', async () => {
    using folder = targetFolder();
    const posix = { mode: 0o100644, uid: 0, gid: 0, links: 2, inode: 7 };
    const [one, other] = ['one', 'other'].map((name) => ({ ...memoryEntry(name, 'file', 20, 3), posix }));
    if (one === undefined || other === undefined) throw new Error('two were made');
    const volume = holding({ 1: [one, other] }, () => Buffer.from('abc'));
    const { files } = await extractAll(volume, folder.target);
    expect(files).toBe(2);
    expect(statSync(join(folder.target, 'one')).ino).toBe(statSync(join(folder.target, 'other')).ino);
  });

  it('keeps what can be read of a file under a name that says so', async () => {
    using folder = targetFolder();
    const volume = holding({ 1: [memoryEntry('cut', 'file', 20, 10)] }, (position) =>
      position === 0 ? Buffer.from('abc') : Buffer.alloc(0),
    );
    const { problems, files } = await extractAll(volume, folder.target);
    expect(files).toBe(0);
    expect(readdirSync(folder.target)).toEqual(['cut.incomplete']);
    expect(problems).toEqual([
      { path: '/cut', what: 'Only the first 3 of 10 bytes can be read: they are in "cut.incomplete".' },
    ]);
  });
});

describe('an extraction of something hostile', () => {
  const names = [
    '..',
    '.',
    '../up',
    '/etc/passwd',
    'a/b',
    'nul\0byte',
    'new\nline',
    'esc\x1b[2J',
    '..\\up',
    'C:\\x',
    '',
  ];

  it('writes every name inside its folder, none as a path, and lists what it renamed', async () => {
    using folder = targetFolder();
    const entries = names.map((name, index) => memoryEntry(name, 'file', 20 + index, 3));
    const { renames, files } = await extractAll(
      holding({ 1: entries }, () => Buffer.from('abc')),
      folder.target,
    );
    expect(files).toBe(names.length);
    expect(readdirSync(folder.outside)).toEqual(['target']);
    const written = readdirSync(folder.target);
    expect(written).toHaveLength(names.length);
    for (const name of written) expect(name).not.toMatch(/[\p{Cc}/]|^\.\.?$/u);
    expect(renames).toHaveLength(names.length);
    expect(new Set(renames.map(({ name }) => name))).toEqual(new Set(written));
  });

  it('enters no folder by a name that is a way', async () => {
    using folder = targetFolder();
    const entries = [memoryEntry('..', 'directory', 2), memoryEntry('../../x', 'directory', 3)];
    const inside = [memoryEntry('file', 'file', 20, 3)];
    await extractAll(
      holding({ 1: entries, 2: inside, 3: inside }, () => Buffer.from('abc')),
      folder.target,
    );
    expect(readdirSync(folder.outside)).toEqual(['target']);
    expect(Object.keys(treeIn(folder.target)).sort()).toEqual(['.._.._x', '.._.._x/file', '__', '__/file']);
  });

  it('writes through no link, neither of the image nor one that was there', async () => {
    using folder = targetFolder();
    mkdirSync(join(folder.outside, 'elsewhere'));
    mkdirSync(folder.target);
    symlinkSync('../elsewhere', join(folder.target, 'there'));
    symlinkSync('../elsewhere/file', join(folder.target, 'file'));
    const link = { ...memoryEntry('twin', 'link', 20), extents: [], target: '..' };
    const entries = [
      link,
      memoryEntry('twin', 'directory', 2),
      memoryEntry('there', 'directory', 3),
      memoryEntry('file', 'file', 30, 3),
    ];
    const inside = [memoryEntry('f', 'file', 31, 3)];
    const volume = holding({ 1: entries, 2: inside, 3: inside }, () => Buffer.from('abc'));
    const { problems } = await extractAll(volume, folder.target, { links: 'all', overwrite: true });
    expect(readdirSync(join(folder.outside, 'elsewhere'))).toEqual([]);
    expect(problems).toContainEqual({ path: '/there', what: 'Something else than a folder is there already.' });
    expect(lstatSync(join(folder.target, 'file')).isFile()).toBe(true);
    expect(treeIn(folder.target)['twin~2/f']).toMatch(/^file 3 /);
  });

  it('makes no link that leads out, by however many links', async () => {
    using folder = targetFolder();
    const to = (name: string, target: string): VolumeEntry => ({
      ...memoryEntry(name, 'link', 20),
      extents: [],
      target,
    });
    const entries = [
      memoryEntry('d', 'directory', 2),
      to('out', '..'),
      to('absolute', '/etc'),
      to('far', 'd/../../x'),
      to('behind', 'd/top/../x'),
      to('good', 'd/../d/top'),
    ];
    const volume = holding({ 1: entries, 2: [to('top', '..'), to('up', '../..')] }, () => Buffer.alloc(0));
    const { problems, links } = await extractAll(volume, folder.target);
    expect(links).toBe(2);
    expect(treeIn(folder.target)).toEqual({ d: 'dir', 'd/top': 'link ..', good: 'link d/../d/top' });
    expect(problems.map(({ path }) => path).sort()).toEqual(['/absolute', '/behind', '/d/up', '/far', '/out']);
  });

  it('writes nothing when the image says that it holds more than there is room for', async () => {
    using folder = targetFolder();
    const bomb = memoryEntry('bomb', 'file', 20, 2 ** 52);
    await expect(
      extractAll(
        holding({ 1: [bomb] }, () => Buffer.alloc(1)),
        folder.target,
      ),
    ).rejects.toMatchObject({
      code: 'target-unwritable',
    });
    expect(readdirSync(folder.target)).toEqual([]);
  });

  it.each([
    'hostile/name-colon.iso',
    'hostile/name-twins.iso',
    'hostile/rr-nm-empty.iso',
    'hostile/file-over-header.iso',
  ])('of the samples: %s stays inside', async (image) => {
    using folder = targetFolder();
    const volume = await volumeOf(sampleSource(image), image.includes('rr-') ? 'rock-ridge' : 'iso9660');
    const { files } = await extractAll(volume, folder.target);
    expect(files).toBeGreaterThan(0);
    expect(readdirSync(folder.outside)).toEqual(['target']);
    for (const name of Object.keys(treeIn(folder.target))) expect(name).not.toMatch(/[\\:\0]/);
  });
});

describe('files that are there already', () => {
  const volume = (): Volume => holding({ 1: [memoryEntry('a', 'file', 20, 3)] }, () => Buffer.from('new'));

  it('are kept, and nothing else is written either', async () => {
    using folder = targetFolder();
    mkdirSync(folder.target);
    writeFileSync(join(folder.target, 'a'), 'old');
    await expect(extractAll(volume(), folder.target)).rejects.toMatchObject({ code: 'target-exists' });
    expect(readFileSync(join(folder.target, 'a'), 'utf8')).toBe('old');
  });

  it('are replaced when that is asked for, and nothing is left beside them', async () => {
    using folder = targetFolder();
    mkdirSync(folder.target);
    writeFileSync(join(folder.target, 'a'), 'old');
    await extractAll(volume(), folder.target, { overwrite: true });
    expect(readFileSync(join(folder.target, 'a'), 'utf8')).toBe('new');
    expect(readdirSync(folder.target)).toEqual(['a']);
  });
});

it('a stopped extraction leaves whole files only', async () => {
  using folder = targetFolder();
  const stop = new AbortController();
  const bytes = 16 * 1024 * 1024;
  let reads = 0;
  const volume = holding(
    { 1: [memoryEntry('small', 'file', 20, 3), memoryEntry('large', 'file', 30, bytes)] },
    (_at, length) => {
      if (++reads === 4) stop.abort();
      return Buffer.alloc(length, 1);
    },
  );
  await expect(extractAll(volume, folder.target, {}, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(treeIn(folder.target)).toEqual({ small: `file 3 ${sha256(Buffer.alloc(3, 1))}` } satisfies Tree);
  expect(existsSync(join(folder.target, 'large'))).toBe(false);
});

function withAttributes(entry: VolumeEntry, mode: number, modified: number): VolumeEntry {
  return { ...entry, posix: { mode, uid: 0, gid: 0, links: 1 }, times: { modified } };
}

/** A memory volume whose files have the bytes that `content` makes. */
function holding(
  directories: Parameters<typeof memoryVolume>[0],
  content: (position: number, length: number) => Buffer,
): Volume {
  const read: Volume['read'] = async (_file, position, into) => {
    const bytes = content(position, into.length).subarray(0, into.length);
    into.set(bytes);
    return bytes.length;
  };
  return { ...memoryVolume(directories), read };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

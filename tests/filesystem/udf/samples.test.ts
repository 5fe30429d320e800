// Sample volumes of every revision and layout, against the trees that were told with them.
import { describe, expect, it } from 'vitest';
import type { Extent, VolumeEntry } from '../../../app/filesystem/volume.ts';
import { sampleTree, sha256Of, treeOf } from '../sample-images.ts';
import { bytesOf, entriesOf, openBytes, openVolume, sample } from './open-bytes.ts';

const TREES = [
  ['102-plain-2048', 'udf', '1.02'],
  ['102-plain-2048-link', 'udf-link', '1.02'],
  ['150-vat-2048', 'udf', '1.50'],
  ['201-plain-512', 'udf', '2.01'],
  ['201-sparable-2048', 'udf', '2.01'],
  ['250-metadata-2048', 'udf', '2.50'],
  ['260-metadata-2048-link', 'udf-link', '2.60'],
  ['anchor-end', 'udf', '1.02'],
] as const;

async function entry(name: string, path: string): Promise<VolumeEntry> {
  const found = (await entriesOf(await openVolume(sample(`udf/${name}.img`)))).get(path);
  if (found === undefined) throw new Error(`${path} is not in ${name}`);
  return found;
}

describe('a sample volume', () => {
  it.each(TREES)('%s holds its tree byte for byte, and nothing is wrong with it', async (name, tree, revision) => {
    const { volume, findings } = await openBytes(sample(`udf/${name}.img`));
    if (volume === undefined) throw new Error('no volume');
    expect(await treeOf(volume)).toEqual(sampleTree(tree));
    expect(volume.label).toBe('UDFTEST');
    expect(volume.facts.revision).toBe(revision);
    expect(findings()).toEqual([]);
  });

  it.each(['mkudffs-bdr-2.50', 'mkudffs-dvd-1.02'])('%s is empty and has its name', async (name) => {
    const volume = await openVolume(sample(`udf/${name}.img`));
    expect(volume.label).toBe('Übung');
    expect(await treeOf(volume)).toEqual({});
    expect(volume.log.findings).toEqual([]);
  });

  it('whose list of extents goes on in other blocks gives the whole file', async () => {
    const volume = await openVolume(sample('udf/aed.img'));
    const [file] = await volume.list(volume.root);
    if (file === undefined) throw new Error('no file');
    // 600 descriptors of a block each, in four blocks of descriptors besides the file entry, tell one run of bytes.
    expect(file.extents.map(({ bytes }) => bytes)).toEqual([1_228_800]);
    expect(await sha256Of(volume, file)).toBe('c6246f2adc00c16e06cc93496a93fef84f8f80399440dcc78c855be722598c6c');
  });

  it.each(['201-plain-512', '201-sparable-2048', '250-metadata-2048'])(
    '%s gives the named streams of a file',
    async (name) => {
      const volume = await openVolume(sample(`udf/${name}.img`));
      const { streams = [] } = (await entriesOf(volume)).get('hello.txt') ?? {};
      expect(streams.map((stream) => stream.name)).toEqual(['comment', '*UDF Backup']);
      const [comment] = streams;
      expect(comment && String(await bytesOf(volume, comment))).toBe('a named stream\n');
    },
  );

  it('tells two names of one file by its inode and count of links', async () => {
    const [hello, hard] = [await entry('102-plain-2048', 'hello.txt'), await entry('102-plain-2048', 'hard.txt')];
    expect(hello.posix?.inode).toBe(hard.posix?.inode);
    expect(hello.posix?.links).toBe(2);
    expect((await entry('102-plain-2048', 'inline.txt')).posix?.inode).not.toBe(hello.posix?.inode);
  });

  it('tells holes as holes, and bytes inside of a file entry by their place', async () => {
    const hole = await entry('102-plain-2048', 'hole.bin');
    expect(hole.extents.map(({ kind, bytes }) => [kind, bytes])).toContainEqual(['hole', expect.any(Number)]);
    const inline = await entry('102-plain-2048', 'inline.txt');
    const [extent] = inline.extents;
    expect(extent?.bytes).toBe(15);
    const image = sample('udf/102-plain-2048.img');
    const volume = await openVolume(image);
    const bytes = image.subarray(extent?.begin, (extent?.begin ?? 0) + 15);
    expect(await bytesOf(volume, inline)).toEqual(bytes);
  });

  it('is read from any position, across holes and the end', async () => {
    const volume = await openVolume(sample('udf/102-plain-2048.img'));
    const hole = (await entriesOf(volume)).get('hole.bin');
    if (hole === undefined) throw new Error('no hole.bin');
    const whole = await bytesOf(volume, hole);
    for (const position of [0, 1, 2047, 4096, 16_000, 16_483, 16_484, 20_000]) {
      const into = Buffer.alloc(3000, 0xee);
      const read = await volume.read(hole, position, into);
      expect(into.subarray(0, read)).toEqual(whole.subarray(position, position + 3000));
    }
    expect(volume.log.findings).toEqual([]);
  });

  it('owns every byte at most once: structures and files do not overlap', async () => {
    for (const [name] of TREES) {
      const volume = await openVolume(sample(`udf/${name}.img`));
      const owners = new Map<number, string>();
      for await (const { what, extents } of volume.structures()) {
        for (const { begin } of extents) owners.set(begin, what);
      }
      expect([...owners.values()]).toEqual(expect.arrayContaining(['anchor', 'directory', 'file entries']));
      for (const [path, { kind, extents }] of await entriesOf(volume)) {
        if (kind === 'directory') continue;
        for (const { kind: extentKind, begin } of extents) {
          if (extentKind === 'data') expect([path, owners.get(begin)]).toEqual([path, undefined]);
        }
      }
    }
  });
});

describe('the structures of a volume', () => {
  /** Sectors with something in them that neither a structure nor a file owns. */
  async function unowned(name: string): Promise<number[]> {
    const bytes = sample(name);
    const volume = await openVolume(bytes);
    const owned = new Set<number>();
    const own = (extents: readonly Extent[]): void => {
      for (const { kind, begin, bytes: length } of extents) {
        if (kind === 'hole') continue;
        for (let at = begin - (begin % 512); at < begin + length; at += 512) owned.add(at);
      }
    };
    for await (const { extents } of volume.structures()) own(extents);
    for (const entry of (await entriesOf(volume)).values()) own(entry.extents);
    const places = Array.from({ length: bytes.length / 512 }, (_, index) => index * 512);
    return places.filter((at) => !owned.has(at) && bytes.subarray(at, at + 512).some((byte) => byte !== 0));
  }

  // A packet that was moved leaves behind what nobody owns.
  const names = TREES.map(([name]) => name).filter((name) => !name.includes('sparable'));

  it.each([...names, 'aed', 'mkudffs-dvd-1.02', 'mkudffs-bdr-2.50'].map((name) => `udf/${name}.img`))(
    'of %s own with its files all that is not empty',
    async (name) => {
      expect(await unowned(name)).toEqual([]);
    },
  );
});

describe('a volume that cannot be believed', () => {
  it('whose versions of a file entry lead back to themselves gives the newest that is there', async () => {
    const { volume, findings } = await openBytes(sample('hostile/udf-4096-loop.img'));
    expect((await volume?.list(volume.root))?.map(({ name, bytes }) => [name, bytes])).toEqual([['w.txt', 11]]);
    expect(findings()).toEqual(['warning: The versions of the file entry of "w.txt" lead back to themselves.']);
  });

  it('with a sum over more than a block is read all the same', async () => {
    const { volume, findings } = await openBytes(sample('hostile/udf-crc-len.img'));
    if (volume === undefined) throw new Error('no volume');
    expect([...(await entriesOf(volume)).keys()].sort()).toEqual(['a.txt', 'd', 'd/b.txt']);
    expect(findings()).toEqual([
      'warning: The file entry of "/" has a wrong checksum or place; it is used all the same.',
    ]);
  });

  it('with a name that is longer than its directory is cut where the next name begins', async () => {
    const { volume, findings } = await openBytes(sample('hostile/udf-fid-name.img'));
    if (volume === undefined) throw new Error('no volume');
    expect([...(await entriesOf(volume)).keys()].sort()).toEqual(['a.txt', 'd', 'd/b.txt']);
    expect(findings()).toEqual(['warning: The name "a.txt" is damaged; it is shown as far as it goes.']);
  });

  it('whose metadata file lies in itself is read by the mirror', async () => {
    const { volume, findings } = await openBytes(sample('hostile/udf-meta-self.img'));
    if (volume === undefined) throw new Error('no volume');
    expect([...(await entriesOf(volume)).keys()]).toEqual(['a.txt']);
    expect(findings()).toEqual(['error: The metadata file is damaged, its mirror is used.']);
  });

  it('whose partition lies behind the end is refused with the reason', async () => {
    const { volume, findings } = await openBytes(sample('hostile/udf-partition-end.img'));
    expect(volume).toBeUndefined();
    expect(findings()).toContain('error: The partition 0 lies outside of the image.');
  });
});

// Damaged and malicious volumes, each made from a sound one by changing what its name says. All of them have to end, show what
// can be read, and say what is wrong.
import { describe, expect, it } from 'vitest';
import {
  bothEndian,
  ce,
  type ImageOptions,
  isoDescriptor,
  isoDirectory,
  isoImage,
  isoRecord,
  nm,
  PLACE,
  px,
  type RecordOptions,
  recordOf,
  rockRidgeImage,
  SECTOR,
  sl,
  susp,
} from './iso-builder.ts';
import { contentOf, look } from './look.ts';
import { sampleBytes } from './sample-images.ts';

const ALL = ['A.TXT', 'D', 'E', 'D/B.TXT', 'E/C.TXT'];

/** The sound volume, changed. */
function changed(change: (image: Buffer) => void, options: ImageOptions = {}): Buffer {
  const image = isoImage(options);
  change(image);
  return image;
}

function file(more: Partial<RecordOptions> = {}): Buffer {
  return isoRecord({ name: 'A.TXT;1', block: PLACE.a, bytes: 5, ...more });
}

const folder = (name: string, block: number, bytes = SECTOR): Buffer => isoRecord({ name, block, bytes, flags: 2 });
const inRoot = (image: Buffer, name: string): number => recordOf(image, PLACE.root, name);

function withBlockBytes(image: Buffer, blockBytes: number): void {
  image.writeUInt16LE(blockBytes, PLACE.primary * SECTOR + 128);
  image.writeUInt16BE(blockBytes, PLACE.primary * SECTOR + 130);
}

describe('the sound volume', () => {
  it('has its tree and no finding', async () => {
    const { paths, findings } = await look(isoImage());
    expect(paths).toEqual(ALL);
    expect(findings).toEqual([]);
    expect(await contentOf(isoImage(), 'D/B.TXT')).toBe('B.TXT');
  });
});

describe('loops', () => {
  const LOOP = /^The directory \/.* is one that was already there: the tree is a loop\.$/;

  it.each([
    ['dir-self', isoImage({ inD: [folder('D', PLACE.d)] }), ['A.TXT', 'D', 'E', 'D/D', 'E/C.TXT']],
    ['dir-root', isoImage({ inD: [folder('R', PLACE.root)] }), ['A.TXT', 'D', 'E', 'D/R', 'E/C.TXT']],
    [
      'dir-mutual',
      isoImage({ inD: [folder('X', PLACE.e)], inE: [folder('Y', PLACE.d)] }),
      ['A.TXT', 'D', 'E', 'D/X', 'E/Y'],
    ],
    [
      'rr-cl-root',
      rockRidgeImage([file({ systemUse: Buffer.concat([px(0o40755), nm('up'), susp('CL', bothEndian(PLACE.root))]) })]),
      ['up', 'D', 'E', 'D/B.TXT', 'E/C.TXT'],
    ],
  ])('%s is entered once', async (_, image, expected) => {
    const { paths, findings } = await look(image);
    expect(paths).toEqual(expected);
    expect(findings.filter((what) => LOOP.test(what)).length).toBeGreaterThan(0);
  });

  it.each([
    ['rr-ce-self', { 40: ce(40, 0, 28) }],
    ['rr-ce-pair', { 40: ce(41, 0, 28), 41: ce(40, 0, 28) }],
    ['rr-ce-long', Object.fromEntries(Array.from({ length: 24 }, (_, n) => [40 + n, ce(41 + n, 0, 4000)]))],
  ])('%s is followed once', async (_, sectors) => {
    const systemUse = Buffer.concat([px(0o100644), nm('name'), ce(40, 0, 28)]);
    const { paths, findings } = await look(rockRidgeImage([file({ systemUse })], { sectors }));
    expect(paths[0]).toBe('name');
    expect(findings).toContain('The attributes of "A.TXT" go on without end.');
  });
});

describe('sizes and places', () => {
  it.each([
    ['dir-huge', changed((image) => bothEndian(0xffff_f800).copy(image, inRoot(image, 'D') + 10)), ALL],
    [
      'dir-past-end',
      changed((image) => bothEndian(0xff_ffff).copy(image, inRoot(image, 'D') + 2)),
      ['A.TXT', 'D', 'E', 'E/C.TXT'],
    ],
    ['dir-at-0', changed((image) => bothEndian(0).copy(image, inRoot(image, 'D') + 2)), ['A.TXT', 'D', 'E', 'E/C.TXT']],
  ])('%s leaves the rest readable', async (_, image, expected) => {
    const { paths, findings } = await look(image);
    expect(paths).toEqual(expected);
    expect(findings.length).toBeGreaterThan(0);
  });

  it.each([
    ['file-past-end', file({ block: 1000 }), 'The file "A.TXT" goes on behind the end of the image.'],
    ['file-partly-past', file({ block: 63, bytes: 4096 }), 'The file "A.TXT" goes on behind the end of the image.'],
    ['file-over-header', file({ block: 16, bytes: 2048 }), 'The file "A.TXT" lies over the volume descriptors.'],
    ['xattr-255', file({ xarBlocks: 255 }), 'The file "A.TXT" goes on behind the end of the image.'],
    [
      'interleave-wild',
      file({ bytes: 0xffff_ffff, unitBlocks: 255, gapBlocks: 255 }),
      'The file "A.TXT" goes on behind the end of the image.',
    ],
  ])('%s is listed, and it is said', async (_, record, finding) => {
    const { paths, findings } = await look(isoImage({ records: [record] }));
    expect(paths).toEqual(ALL);
    expect(findings).toEqual([finding]);
  });

  it.each([
    ['pt-huge', 0xffff_ffff],
    ['pt-zero', 0],
  ])('%s is no harm to the tree', async (_, bytes) => {
    const image = changed((bytesOf) => bothEndian(bytes).copy(bytesOf, PLACE.primary * SECTOR + 132));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings[0]).toBe('The path table of the tree in sector 16 is not there, or not whole.');
  });

  it.each([0, 1, 3, 100, 2047, 2049, 65_535])('block-%i: 2048 is taken', async (blockBytes) => {
    const image = changed((bytes) => withBlockBytes(bytes, blockBytes));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings).toEqual([`The volume tells a block size of ${blockBytes} bytes: 2048 is taken instead.`]);
  });

  it.each([512, 1024, 4096])('block-%i over places in sectors: the root tells the true one', async (blockBytes) => {
    expect((await look(changed((bytes) => withBlockBytes(bytes, blockBytes)))).paths).toEqual(ALL);
  });

  it.each([0, 1, 2048, 32_768, 34_816, 36_864, 40_000, 41_000, 43_008, 45_056, 63_488])(
    'cut-%i says what is missing and ends',
    async (bytes) => {
      const { findings } = await look(isoImage().subarray(0, bytes));
      expect(findings.length).toBeGreaterThan(0);
    },
  );

  it('bomb-overlap: thousands of files over one sector take no memory', async () => {
    const records = Array.from({ length: 30 }, (_, n) =>
      isoRecord({ name: `F${n}`, block: PLACE.a, bytes: 0x7fff_ffff }),
    );
    const { entries, findings } = await look(isoImage({ records }));
    expect(entries.filter((entry) => entry.bytes === 0x7fff_ffff)).toHaveLength(30);
    expect(findings).toHaveLength(30);
  });
});

describe('records', () => {
  const recordsBetween = (middle: Buffer): Buffer => isoImage({ records: [file(), middle, file({ name: 'Z.TXT;1' })] });

  it.each([
    ['rec-short', Buffer.from([20, ...Array<number>(19).fill(7)])],
    ['rec-one', Buffer.from([1, 0])],
    ['name-long', changedRecord((record) => record.set([200], 32))],
  ])('%s: the others are found', async (_, middle) => {
    const { paths, findings } = await look(recordsBetween(middle));
    expect(paths).toEqual(expect.arrayContaining(['A.TXT', 'Z.TXT', 'D', 'E', 'D/B.TXT', 'E/C.TXT']));
    expect(findings).toContain('The directory in sector 20 has a damaged record.');
  });

  it('rec-zero-middle: the others are found', async () => {
    const { paths, findings } = await look(recordsBetween(changedRecord((record) => record.fill(0, 0, 1))));
    expect(paths).toEqual(expect.arrayContaining(['A.TXT', 'Z.TXT', 'D', 'E']));
    expect(findings).toContain('The directory in sector 20 has a record without a length.');
  });

  it('rec-cross: a record that goes on in the next sector is read, and said', async () => {
    // Records of 42 bytes: the 48th begins at 2042.
    const many = Array.from({ length: 60 }, (_, n) => file({ name: `FILE${10 + n};1` }));
    const directory = Buffer.concat([isoDirectory(40, PLACE.root, []).subarray(0, 68), ...many]);
    const image = isoImage({
      records: [folder('BIG', 40, 4096)],
      sectors: { 40: Buffer.concat([directory, Buffer.alloc(4096 - directory.length)]) },
    });
    const { paths, findings } = await look(image);
    expect(paths.filter((path) => path.startsWith('BIG/'))).toHaveLength(60);
    expect(findings).toContain('A record of the directory in sector 40 crosses into the next sector.');
  });

  it('name-zero: an entry without a name gets one', async () => {
    const { paths, findings } = await look(isoImage({ records: [file({ name: '' })] }));
    expect(paths[0]).toBe('_');
    expect(findings).toEqual(['An entry has no name: it is shown as "_".']);
  });

  it.each([
    ['rr-len-0', Buffer.from([0x4e, 0x4d, 0, 1])],
    ['rr-len-3', Buffer.from([0x4e, 0x4d, 3, 1])],
    ['rr-len-past', Buffer.from([0x4e, 0x4d, 200, 1, 0, 0x61])],
    ['rr-px-short', susp('PX', 1, 2, 3, 4)],
  ])('%s ends the attributes', async (_, broken) => {
    const image = rockRidgeImage([file({ systemUse: Buffer.concat([nm('good'), broken]) })]);
    const { paths, findings } = await look(image);
    expect(paths[0]).toBe('good');
    expect(findings).toEqual(['The attributes of "good" are damaged.']);
  });

  it('rr-sl-past: a component longer than its entry is cut', async () => {
    const systemUse = Buffer.concat([
      px(0o120777),
      susp('SL', 0, 0, 3, Buffer.from('abc'), 0, 200, Buffer.from('def')),
    ]);
    const { entries, findings } = await look(rockRidgeImage([file({ systemUse })]));
    expect(entries[0]).toMatchObject({ kind: 'link', target: 'abc/def' });
    expect(findings).toEqual(['The target of the link "A.TXT" is cut.']);
  });

  it.each([
    ['multi-extent-open', [file({ flags: 0x80 })]],
    ['multi-extent-other', [file({ flags: 0x80 }), file({ name: 'B.TXT;1' })]],
  ])('%s: the sections that are there count', async (_, records) => {
    const { entries, findings } = await look(isoImage({ records }));
    expect(entries.slice(0, records.length).map(({ bytes }) => bytes)).toEqual(records.map(() => 5));
    expect(findings).toEqual(['The file "A.TXT" announces another section that is not there.']);
  });

  it('sections of one file are read as one', async () => {
    const records = [file({ flags: 0x80 }), file({ block: PLACE.b, flags: 0x80 }), file({ block: PLACE.c, bytes: 3 })];
    const image = isoImage({ records });
    expect((await look(image)).paths).toEqual(ALL);
    expect(await contentOf(image, 'A.TXT')).toBe('A.TXTB.TXTC.T');
  });

  it('no-end-descriptors: the set ends where something else begins', async () => {
    const { paths, findings } = await look(
      changed((image) => image.fill(0, PLACE.terminator * SECTOR, PLACE.littleTable * SECTOR)),
    );
    expect(paths).toEqual(ALL);
    expect(findings).toEqual(['The set of volume descriptors has no end.']);
  });

  it('svd-first: the order of descriptors is no matter', async () => {
    const image = changed((bytes) => {
      bytes.copy(bytes, 17 * SECTOR, 16 * SECTOR, 17 * SECTOR);
      isoDescriptor(2, 45).copy(bytes, 16 * SECTOR);
      bytes.write('%/E', 16 * SECTOR + 88);
      isoDirectory(45, 45, [isoRecord({ name: wide('joliet'), block: PLACE.a, bytes: 5 })]).copy(bytes, 45 * SECTOR);
    });
    const { volumes, paths } = await look(image);
    expect(volumes.map(({ kind }) => kind)).toEqual(['joliet', 'iso9660']);
    expect(paths).toEqual(['joliet']);
  });

  it.each([
    ['no date', [0, 0, 0, 0, 0, 0, 0], undefined],
    ['the 30th of February', [100, 2, 30, 0, 0, 0, 0], Date.UTC(2000, 1, 30)],
    ['a zone beyond all zones', [100, 1, 1, 0, 0, 0, 127], Date.UTC(2000, 0, 1) - 127 * 900_000],
    ['all ones', [255, 255, 255, 255, 255, 255, 255], Date.UTC(2155, 254, 255, 255, 255, 255) + 900_000],
  ])('dates: %s', async (_, date, modified) => {
    const image = changed((bytes) => bytes.set(date, inRoot(bytes, 'A.TXT;1') + 18));
    expect((await look(image)).entries[0]?.times.modified).toBe(modified);
  });

  it('volid-garbage is a label', async () => {
    const image = changed((bytes) => bytes.fill(0xff, PLACE.primary * SECTOR + 40, PLACE.primary * SECTOR + 72));
    const { volumes } = await look(image);
    expect(volumes[0]?.label).toBe('ÿ'.repeat(32));
  });
});

function changedRecord(change: (record: Buffer) => void): Buffer {
  const record = file({ name: 'M.TXT;1' });
  change(record);
  return record;
}

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('names', () => {
  it.each([
    ['..', '..'],
    ['../../etc/passwd', '..\\x2f..\\x2fetc\\x2fpasswd'],
    ['C:\\X.TXT', 'C:\\\\X.TXT'],
    ['a\0b', 'a\\x00b'],
    ['a\n\u001b[2J', 'a\\x0a\\x1b[2J'],
    ['\u202egpj.exe', '\\u{202e}gpj.exe'],
    ['CON', 'CON'],
  ])('%j is shown as %j, in Rock Ridge and without', async (name, shown) => {
    const plain = await look(isoImage({ records: [file({ name })] }));
    expect(plain.paths[0]).toBe(shown);
    const rockRidge = await look(rockRidgeImage([file({ systemUse: Buffer.concat([px(0o100644), nm(name)]) })]));
    expect(rockRidge.paths[0]).toBe(shown);
    expect(rockRidge.entries[0]?.name).toBe(name);
  });

  it('rr-nm-empty: the other name counts', async () => {
    expect((await look(rockRidgeImage([file({ systemUse: nm('') })]))).paths[0]).toBe('A.TXT');
  });

  it('rr-nm in parts is one name, cut where every system cuts it', async () => {
    const parts = Buffer.concat([nm('n'.repeat(100), 1), nm('m'.repeat(50), 0)]);
    expect((await look(rockRidgeImage([file({ systemUse: parts })]))).paths[0]).toBe('n'.repeat(100) + 'm'.repeat(50));
    const area = Buffer.concat([nm('a'.repeat(240), 1), nm('b'.repeat(240), 0)]);
    const long = await look(rockRidgeImage([file({ systemUse: ce(40, 0, area.length) })], { sectors: { 40: area } }));
    expect(long.paths[0]).toBe('a'.repeat(240) + 'b'.repeat(15));
    expect(long.findings).toEqual([`The name "${long.paths[0]}" was longer and is cut after 255 bytes.`]);
  });

  it.each([
    ['UTF-8', Buffer.from('ünïcödé')],
    ['Latin-1', Buffer.from('ünïcödé', 'latin1')],
  ])('names-latin1: bytes of %s', async (_, raw) => {
    const { entries } = await look(isoImage({ records: [file({ name: raw })] }));
    expect(entries[0]?.name).toBe('ünïcödé');
    expect(Buffer.from(entries[0]?.rawName ?? [])).toEqual(raw);
  });

  it('over-long UTF-8 is no slash', async () => {
    const { entries } = await look(isoImage({ records: [file({ name: Buffer.from([0x2e, 0x2e, 0xc0, 0xaf]) })] }));
    expect(entries[0]?.name).toBe('..À¯');
  });

  it('name-twins: both can be had', async () => {
    const image = isoImage({ records: [file(), file({ block: PLACE.b })] });
    const { paths, findings } = await look(image);
    expect(paths.slice(0, 2)).toEqual(['A.TXT', 'A.TXT;1']);
    expect(findings).toEqual(['A directory has more than one entry with the name "A.TXT".']);
    expect(await contentOf(image, 'A.TXT;1')).toBe('B.TXT');
  });

  it('older versions keep their number', async () => {
    const { paths, findings } = await look(isoImage({ records: [file({ name: 'A.TXT;2' }), file()] }));
    expect(paths.slice(0, 2)).toEqual(['A.TXT', 'A.TXT;1']);
    expect(findings).toEqual([]);
  });

  it('name-file-and-dir: both are listed', async () => {
    const { paths, findings } = await look(isoImage({ records: [file({ name: 'D' })] }));
    expect(paths.slice(0, 2)).toEqual(['D', 'D']);
    expect(findings).toEqual(['A directory has more than one entry with the name "D".']);
  });

  it('an associated file is no twin', async () => {
    const { entries, findings } = await look(isoImage({ records: [file({ flags: 4, block: PLACE.b }), file()] }));
    expect(entries.slice(0, 2).map((entry) => [entry.name, entry.isAssociated])).toEqual([
      ['A.TXT', true],
      ['A.TXT', false],
    ]);
    expect(findings).toEqual([]);
  });

  it('a hidden file is listed as one', async () => {
    expect((await look(isoImage({ records: [file({ flags: 1 })] }))).entries[0]?.isHidden).toBe(true);
  });
});

describe('a sparse file of Rock Ridge', () => {
  it('has its true length, and is refused instead of read wrong', async () => {
    const sf = susp('SF', bothEndian(1), bothEndian(7), 1);
    const { entries, findings } = await look(rockRidgeImage([file({ systemUse: Buffer.concat([px(0o100644), sf]) })]));
    expect(entries[0]?.bytes).toBe(2 ** 32 + 7);
    expect(findings).toEqual(['The file "A.TXT" is stored sparse by Rock Ridge, which cannot be read here.']);
  });
});

describe('links', () => {
  const link = (...entries: readonly Buffer[]): Buffer =>
    file({ systemUse: Buffer.concat([px(0o120777), nm('l'), ...entries]) });

  it.each([
    ['rr-sl-volroot', [sl([16, ''], [0, 'etc'])], '/etc'],
    ['a root', [sl([8, ''], [0, 'a'], [2, ''], [4, ''])], '/a/./..'],
    ['a component in parts', [sl([0, 'a'], [1, 'b']), sl([0, 'c'], [0, 'd'])], 'a/bc/d'],
    ['two entries', [sl([4, '']), sl([0, 'x'])], '../x'],
  ])('%s leads to %s', async (_, entries, target) => {
    const seen = await look(rockRidgeImage([link(...entries)]));
    expect(seen.entries[0]).toMatchObject({ kind: 'link', target, bytes: 0, extents: [] });
    expect(seen.findings).toEqual([]);
  });

  it('rr-sl-bomb is cut where every system cuts a path', async () => {
    const area = Buffer.concat(Array.from({ length: 60 }, () => sl([1, 'x'.repeat(240)])));
    const sectors = { 40: Buffer.concat([area, Buffer.alloc(SECTOR * 8 - area.length)]) };
    const { entries, findings } = await look(rockRidgeImage([link(ce(40, 0, area.length))], { sectors }));
    expect(entries[0]?.target).toBe('x'.repeat(4095));
    expect(findings).toEqual(['The target of the link "l" is cut.']);
  });

  it('rr-link-dir-record is a link', async () => {
    const record = isoRecord({
      name: 'L',
      block: PLACE.e,
      bytes: SECTOR,
      flags: 2,
      systemUse: Buffer.concat([px(0o120777), sl([0, 'to'])]),
    });
    expect((await look(rockRidgeImage([record]))).entries[0]).toMatchObject({ kind: 'link', target: 'to' });
  });
});

describe('trees that disagree', () => {
  const swapped = (value: number): Buffer => bothEndian(value).swap32();

  it.each([
    [
      'endian-differs: the little half is wrong',
      (image: Buffer) => image.writeUInt32LE(0x7fff_ffff, inRoot(image, 'A.TXT;1') + 2),
    ],
    [
      'endian-differs: the big half is wrong',
      (image: Buffer) => image.writeUInt32BE(0x7fff_ffff, inRoot(image, 'A.TXT;1') + 6),
    ],
    [
      'endian-swapped',
      (image: Buffer) => Buffer.concat([swapped(PLACE.a), swapped(5)]).copy(image, inRoot(image, 'A.TXT;1') + 2),
    ],
  ])('%s: the plausible one counts', async (_, change) => {
    const image = changed((bytes) => void change(bytes));
    const { findings } = await look(image);
    expect(await contentOf(image, 'A.TXT')).toBe('A.TXT');
    expect(findings).toEqual(['The two halves of a number of "A.TXT" differ.']);
  });

  it.each([
    ['big', 0, 4],
    ['little', 4, 8],
  ])('numbers in %s-endian order only are enough, and told once', async (_, from, to) => {
    const image = changed((bytes) => {
      const clear = (record: number): void => {
        for (const field of [2, 10]) bytes.fill(0, record + field + from, record + field + to);
      };
      clear(PLACE.primary * SECTOR + 156);
      for (const sector of [PLACE.root, PLACE.d, PLACE.e]) {
        const end = (sector + 1) * SECTOR;
        for (let at = sector * SECTOR; at < end && bytes[at] !== 0; at += bytes[at] ?? 0) clear(at);
      }
    });
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(await contentOf(image, 'E/C.TXT')).toBe('C.TXT');
    expect(findings).toEqual(['Directories have their numbers in one order of bytes only.']);
  });

  it('a directory whose length is told too short has all its files', async () => {
    const many = (from: number): readonly Buffer[] =>
      Array.from({ length: 40 }, (_, n) => file({ name: `FILE${from + n};1` }));
    const big = Buffer.concat([isoDirectory(40, PLACE.root, many(10)), Buffer.alloc(SECTOR)]);
    Buffer.concat(many(50)).copy(big, SECTOR);
    bothEndian(2 * SECTOR).copy(big, 10);
    const { paths, findings } = await look(isoImage({ records: [folder('BIG', 40)], sectors: { 40: big } }));
    expect(paths.filter((path) => path.startsWith('BIG/'))).toHaveLength(80);
    expect(findings).toContain('The directory "BIG" has another length by its own record.');
  });

  it.each([
    ['pt-differs', (image: Buffer) => image.writeUInt32LE(PLACE.c, PLACE.littleTable * SECTOR + 12)],
    ['pt-parent', (image: Buffer) => image.writeUInt16LE(3, PLACE.littleTable * SECTOR + 16)],
  ])('%s: the directories are followed', async (_, change) => {
    const { paths, findings } = await look(changed((bytes) => void change(bytes)));
    expect(paths).toEqual(ALL);
    expect(findings).toEqual([
      'The two path tables of the tree in sector 16 differ.',
      'The path table has the directory "D" elsewhere, or not at all.',
    ]);
  });

  /** A second tree at sector 45. */
  function withJoliet(records: readonly Buffer[], escape = '%/E', root = 45): Buffer {
    return changed((image) => {
      isoDescriptor(2, root).copy(image, 17 * SECTOR);
      image.write(escape, 17 * SECTOR + 88, 'latin1');
      // The tables move out of the way of the descriptors.
      image.copy(image, 50 * SECTOR, PLACE.littleTable * SECTOR, (PLACE.littleTable + 2) * SECTOR);
      image.writeUInt32LE(50, PLACE.primary * SECTOR + 140);
      image.writeUInt32BE(51, PLACE.primary * SECTOR + 148);
      image.fill(0, 18 * SECTOR, 20 * SECTOR);
      image.write('\xffCD001\x01', 18 * SECTOR, 'latin1');
      isoDirectory(45, 45, records).copy(image, 45 * SECTOR);
    });
  }

  it('joliet-root-past: the other tree is shown', async () => {
    const { volumes, paths } = await look(withJoliet([], '%/E', 5000));
    expect(volumes.map(({ kind }) => kind)).toEqual(['iso9660', 'joliet']);
    expect(paths).toEqual(ALL);
    expect(volumes[1]?.log.findings.map(({ what }) => what)).toContain(
      'The root directory of the tree in sector 17 is not where it should be.',
    );
  });

  it('joliet-empty: the other tree is shown, and it is said', async () => {
    const { volumes, paths, findings } = await look(withJoliet([]));
    expect(volumes.map(({ kind }) => kind)).toEqual(['iso9660', 'joliet']);
    expect(paths).toEqual(ALL);
    expect(findings).toEqual(['The Joliet tree is empty, and another one is not.']);
  });

  it('joliet-escape: names of two bytes a character are Joliet', async () => {
    const record = isoRecord({ name: wide('Name of Joliet'), block: PLACE.a, bytes: 5 });
    const { volumes, paths, findings } = await look(withJoliet([record], '%/?'));
    expect(volumes.map(({ kind }) => kind)).toEqual(['joliet', 'iso9660']);
    expect(paths).toEqual(['Name of Joliet']);
    expect(findings).toContain('The tree in sector 17 tells no known set of characters: it is read as Joliet.');
  });

  it('joliet-odd and joliet-surrogate: what is no pair stays as it is', async () => {
    const odd = isoRecord({ name: Buffer.concat([wide('odd'), Buffer.from('x')]), block: PLACE.a, bytes: 5 });
    const half = isoRecord({ name: wide('a\ud83d'), block: PLACE.a, bytes: 5 });
    const pair = isoRecord({ name: wide('😀;1'), block: PLACE.a, bytes: 5 });
    const { entries, paths } = await look(withJoliet([odd, half, pair]));
    expect(entries.map(({ name }) => name)).toEqual(['odd', 'a\ud83d', '😀']);
    expect(paths[1]).toBe('a\\u{d83d}');
  });
});

describe('rescue', () => {
  it('root-lost: the path table knows the directories', async () => {
    const image = changed((bytes) => bytes.fill(0, PLACE.root * SECTOR, (PLACE.root + 1) * SECTOR));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(['D', 'E', 'D/B.TXT', 'E/C.TXT']);
    expect(findings).toContain('The records of the directory "/" are lost: only directories in it are known.');
  });

  it('pvd-lost: the root is found by itself', async () => {
    const image = changed((bytes) => bytes.fill(0, PLACE.primary * SECTOR, (PLACE.terminator + 1) * SECTOR));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings).toContain('The volume descriptors are lost: the root directory was found in sector 20.');
  });

  it('space-0: the length of the volume is no matter', async () => {
    const { paths } = await look(
      changed((bytes) => bytes.fill(0, PLACE.primary * SECTOR + 80, PLACE.primary * SECTOR + 88)),
    );
    expect(paths).toEqual(ALL);
  });
});

describe('the hostile sample', () => {
  it.each([
    ['al-loop', ['A.TXT'], []],
    ['cut-00001', [], ['No file system that Burnish knows was found.']],
    ['gpt-count', ALL, []],
    ['mbr-ebr-loop', ALL, []],
    ['rr-len-0', ['A.TXT'], ['The attributes of "A.TXT" are damaged.']],
    ['rr-nm-empty', ['A.TXT'], []],
    ['rr-px-short', ['A.TXT'], ['The attributes of "A.TXT" are damaged.']],
    ['name-colon', ['C:\\\\X.TX1', 'OK.TXT'], []],
    ['name-twins', ['T.TXT', 'T.TXT;1'], ['A directory has more than one entry with the name "T.TXT".']],
    [
      'pt-differs',
      ALL,
      [
        'The two path tables of the tree in sector 16 differ.',
        'The path table has the directory "D" elsewhere, or not at all.',
      ],
    ],
    ['block-65535', ALL, ['The volume tells a block size of 65535 bytes: 2048 is taken instead.']],
    ['file-over-header', ALL, ['The file "A.TXT" lies over the volume descriptors.']],
  ])('%s.iso shows what it has', async (name, expected, found) => {
    const { paths, findings } = await look(sampleBytes(`hostile/${name}.iso`));
    expect(paths).toEqual(expected);
    expect(findings).toEqual(found);
  });
});

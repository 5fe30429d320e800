// Sound volumes whose bytes are changed where it hurts: each case ends, shows what can be read, and says what is wrong.
import { describe, expect, it } from 'vitest';
import { FindingLog } from '../../../app/filesystem/finding-log.ts';
import { ImageBytes } from '../../../app/filesystem/image-bytes.ts';
import { Allowance } from '../../../app/filesystem/udf/allowance.ts';
import { currentEntry } from '../../../app/filesystem/udf/current-entry.ts';
import { identifierAt } from '../../../app/filesystem/udf/file-identifier.ts';
import { LogicalSpace } from '../../../app/filesystem/udf/logical-space.ts';
import { PhysicalPartition } from '../../../app/filesystem/udf/partition.ts';
import type { Volume } from '../../../app/filesystem/volume.ts';
import { openVolumes } from '../../../app/filesystem/open-volumes.ts';
import { memorySource } from '../memory-source.ts';
import { sampleTree, treeOf } from '../sample-images.ts';
import { entriesOf, type Opened, openBytes } from './open-bytes.ts';
import { ID, Patient } from './surgery.ts';

const PLAIN = '102-plain-2048';
const METADATA = '250-metadata-2048';
const whole = sampleTree('udf');

async function readAll({ bytes }: Patient): Promise<{ paths: string[]; opened: Opened; findings: string[] }> {
  const opened = await openBytes(bytes);
  const paths = opened.volume === undefined ? [] : [...(await entriesOf(opened.volume)).keys()].sort();
  if (opened.volume !== undefined) await readFiles(opened.volume);
  return { paths, opened, findings: opened.findings() };
}

async function readFiles(volume: Volume): Promise<void> {
  for (const entry of (await entriesOf(volume)).values()) {
    const into = Buffer.alloc(Math.min(entry.bytes, 100_000));
    if (entry.kind === 'file') await volume.read(entry, 0, into);
  }
}

/** Nothing is missing and nothing is other than it was. */
async function expectWhole(patient: Patient, ...findings: readonly string[]): Promise<void> {
  const { volume, findings: found } = await openBytes(patient.bytes);
  if (volume === undefined) throw new Error(`no volume: ${found().join(' ')}`);
  expect(await treeOf(volume)).toEqual(whole);
  expect(found()).toEqual(findings);
}

describe('what leads back to itself', () => {
  it('udf-root-self: a directory whose entry is the root is not entered again', async () => {
    const patient = new Patient(PLAIN);
    const [root] = patient.entries(4);
    const sub = patient.identifier('sub');
    const block = patient.bytes.readUInt32LE((root ?? 0) + 12);
    const { paths, findings } = await readAll(patient.u32(sub + 24, block).seal(sub));
    expect(paths).toEqual(
      Object.keys(whole)
        .filter((path) => !path.startsWith('sub/'))
        .sort(),
    );
    expect(findings).toEqual([expect.stringMatching(/^error: The directory \/sub is one that was already there/)]);
  });

  it('udf-vdp-loop: a pointer to the sequence that it stands in', async () => {
    const patient = new Patient(PLAIN);
    for (const primary of patient.all(ID.primary)) {
      const block = patient.bytes.readUInt32LE(primary + 12);
      const spare = primary + 8 * 2048;
      patient
        .wipe(spare)
        .u16(spare, ID.pointer)
        .u16(spare + 2, 2)
        .u32(spare + 12, block + 8);
      patient
        .u32(spare + 20, 16 * 2048)
        .u32(spare + 24, block)
        .seal(spare, 496);
      // What would end the sequence before it.
      const [end] = patient.all(8).filter((begin) => begin > primary && begin < spare);
      if (end !== undefined) patient.wipe(end);
    }
    await expectWhole(patient);
  });

  it('udf-fsd-loop: a file set that names itself as the next', async () => {
    const patient = new Patient(PLAIN);
    const set = patient.first(ID.fileSet);
    await expectWhole(
      patient
        .u32(set + 448, 2048)
        .u32(set + 452, patient.bytes.readUInt32LE(set + 12))
        .seal(set),
    );
  });

  it('udf-ad-loop: a list of extents that goes on in itself', async () => {
    const patient = new Patient('aed');
    const [first] = patient.all(ID.allocationExtent);
    if (first === undefined) throw new Error('no list goes on');
    const length = patient.bytes.readUInt32LE(first + 20);
    const last = first + 24 + length - 16;
    patient.u32(last + 4, patient.bytes.readUInt32LE(first + 12)).seal(first);
    const { opened, findings } = await readAll(patient);
    const [file] = (await opened.volume?.list(opened.volume.root)) ?? [];
    expect(file?.bytes).toBe(1_228_800);
    expect(findings).toContainEqual(
      expect.stringMatching(/^error: "frag.bin" has 1228800 bytes, and only \d+ of them/),
    );
  });

  it('udf-vat-self: a table whose place of the file set is its own entry', async () => {
    const patient = new Patient('150-vat-2048');
    const vat = patient.entries(0).at(-1) ?? 0;
    const block = patient.bytes.readUInt32LE(vat + 12);
    const table = patient.allocation(vat);
    // The file set is found where writers begin their partition.
    const found = 'error: The beginning of the tree of the UDF volume was lost and found again.';
    await expectWhole(patient.u32(table, block).seal(vat), found);
  });

  it('udf-vat-prev: a table that was there before itself', async () => {
    const patient = new Patient('150-vat-2048');
    const vat = patient.entries(0).at(-1) ?? 0;
    const end = patient.allocation(vat) + patient.bytes.readUInt32LE(vat + 172);
    patient.u32(end - 4, patient.bytes.readUInt32LE(vat + 12)).seal(vat);
    const { volume } = await openBytes(patient.bytes);
    expect(volume?.states).toBe(1);
    await expectWhole(patient);
  });

  it('udf-meta-self: a metadata file whose extents would lie in itself is replaced by its mirror', async () => {
    const patient = new Patient(METADATA);
    const [file] = patient.entries(250);
    if (file === undefined) throw new Error('no metadata file');
    // Long descriptors that name the metadata partition.
    patient.u16(file + 34, (patient.bytes.readUInt16LE(file + 34) & ~7) | 1);
    const area = patient.allocation(file);
    patient
      .u32(area - 4, 16)
      .u32(area, 4096)
      .u32(area + 4, 0)
      .u16(area + 8, 1)
      .u32(area + 10, 0)
      .u16(area + 14, 0);
    await expectWhole(patient.seal(file), 'error: The metadata file is damaged, its mirror is used.');
  });
});

describe('what is lost in one place', () => {
  it('udf-meta-hole: a metadata file of which a part lies nowhere is filled from its mirror', async () => {
    const patient = new Patient(METADATA);
    const [file] = patient.entries(250);
    if (file === undefined) throw new Error('no metadata file');
    const area = patient.allocation(file);
    const length = patient.bytes.readUInt32LE(area);
    // One block where it is, the others behind the end of the image.
    patient.u32(area - 4, 16).u32(area, 2048);
    patient.u32(area + 8, length - 2048).u32(area + 12, 0xff_ffff);
    await expectWhole(
      patient.seal(file, Math.max(patient.bytes.readUInt16LE(file + 10), area + 16 - file - 16)),
      'error: The metadata file is not whole: its mirror is asked for the rest.',
    );
  });

  it('udf-name-none: an entry without a name gets one', async () => {
    const patient = new Patient(PLAIN);
    const begin = patient.identifier('hello.txt');
    const name = patient.bytes[begin + 19] ?? 0;
    // What was its name belongs to the implementation now.
    patient.bytes[begin + 19] = 0;
    patient.u16(begin + 36, patient.bytes.readUInt16LE(begin + 36) + name).seal(begin);
    const { paths, findings } = await readAll(patient);
    expect(paths).toContain('_');
    expect(paths).not.toContain('hello.txt');
    expect(findings).toEqual(['error: An entry has no name: it is shown as "_".']);
  });

  it('udf-streams-long: streams that are left out are said to be', async () => {
    const patient = new Patient(METADATA);
    // The directory of streams is of its own type.
    const [directory] = patient.entries(13);
    if (directory === undefined) throw new Error('no directory of streams');
    patient.u32(directory + 56, 300_000).seal(directory);
    const { opened, findings } = await readAll(patient);
    if (opened.volume === undefined) throw new Error('no volume');
    expect((await entriesOf(opened.volume)).get('hello.txt')?.streams).toBeUndefined();
    expect(findings).toContain('error: The streams of "hello.txt" are left out.');
  });

  it('udf-4096-many: a version that was not looked for to the end is said to be one', async () => {
    const patient = new Patient(PLAIN);
    const [entry] = patient.entries(5);
    if (entry === undefined) throw new Error('no file');
    patient.u16(entry + 20, 4096).seal(entry);
    const block = patient.bytes.readUInt32LE(entry + 12);
    const image = new ImageBytes(memorySource(patient.bytes), new FindingLog());
    const partition = new PhysicalPartition(entry - block * 2048, 100_000, 2048);
    const space = new LogicalSpace(image, 2048, [partition]);
    const icb = { type: 'recorded', bytes: 4096, partition: 0, block } as const;
    const spent = new Allowance();
    expect(spent.take('hops', 65_536)).toBe(true);
    expect((await currentEntry(space, icb, new Allowance()))?.faults).toEqual([]);
    expect((await currentEntry(space, icb, spent))?.faults).toEqual(['unfinished']);
  });

  it('udf-fid-long: an identifier that is longer than a block is not sound', async () => {
    const patient = new Patient(PLAIN);
    const begin = patient.identifier('hello.txt');
    const identifier = Buffer.concat([patient.bytes.subarray(begin, begin + 38), Buffer.alloc(4000)]);
    identifier.copy(patient.bytes, 0);
    patient.u16(36, 3000).seal(0, 3030);
    const at = (blockBytes: number) => identifierAt(patient.bytes.subarray(0, 4038), 0, { isLast: true, blockBytes });
    expect(at(4096)).toMatchObject({ kind: 'identifier', identifier: { isSound: true } });
    expect(at(2048)).toMatchObject({ kind: 'identifier', identifier: { isSound: false } });
  });
});

describe('sizes and places that cannot be', () => {
  it.each([0, 1, 511, 2047, 2049, 65_535, 0xffff_ffff])('udf-block: blocks of %i bytes', async (blockBytes) => {
    const patient = new Patient(PLAIN);
    for (const logical of patient.all(ID.logical)) patient.u32(logical + 212, blockBytes).seal(logical);
    const what = `warning: The volume says that its blocks have ${blockBytes} bytes, and they have 2048.`;
    await expectWhole(patient, what);
  });

  it('udf-info-len: a file that is longer than anything can be', async () => {
    const patient = new Patient(PLAIN);
    const entry = fileEntryOf(patient, 'frag.bin');
    patient
      .u32(entry + 56, 0xffff_ffff)
      .u32(entry + 60, 0xffff_ffff)
      .seal(entry);
    const { opened, findings } = await readAll(patient);
    if (opened.volume === undefined) throw new Error('no volume');
    const file = (await entriesOf(opened.volume)).get('frag.bin');
    expect(file?.bytes).toBe(Number.MAX_SAFE_INTEGER);
    expect(findings[0]).toMatch(/^error: "frag.bin" has \d+ bytes, and only \d+ of them have a place\.$/);
    // What is there is read, and the end is said.
    const into = Buffer.alloc(40_000);
    const read = file === undefined ? 0 : await opened.volume.read(file, 0, into);
    expect(read).toBeGreaterThanOrEqual(20_000);
    expect(read).toBeLessThan(40_000);
  });

  it('udf-info-len: a directory that is longer than anything can be', async () => {
    const patient = new Patient(PLAIN);
    const [root = 0] = patient.entries(4);
    const { paths } = await readAll(
      patient
        .u32(root + 56, 0xffff_ffff)
        .u32(root + 60, 0xffff_ffff)
        .seal(root),
    );
    expect(paths).toEqual(Object.keys(whole).sort());
  });

  it.each([0xffff_ffff, 2048, 1873])('udf-lead: extended attributes of %i bytes in a block of 2048', async (length) => {
    const patient = new Patient(PLAIN);
    const entry = fileEntryOf(patient, 'frag.bin');
    const { paths, findings } = await readAll(
      patient
        .u32(entry + 168, length)
        .u32(entry + 172, 0xffff_ffff)
        .seal(entry),
    );
    expect(paths).toEqual(Object.keys(whole).sort());
    expect(findings).toContain('error: "frag.bin" has 20000 bytes, and only 0 of them have a place.');
  });

  it('udf-partition-end: a partition that goes on behind the end of the image', async () => {
    const patient = new Patient(PLAIN);
    for (const partition of patient.all(ID.partition)) patient.u32(partition + 192, 0xffff_0000).seal(partition);
    const { volume, findings } = await openBytes(patient.bytes);
    expect(volume === undefined ? undefined : await treeOf(volume)).toEqual(whole);
    expect(findings()).toEqual([
      expect.stringMatching(/^warning: The image ends \d+ blocks before the partition 0\.$/),
    ]);
  });

  it.each([0, 2, 64, 0xffff_ffff])('udf-maps: %i partition maps announced where there is one', async (count) => {
    const patient = new Patient(PLAIN);
    for (const logical of patient.all(ID.logical)) patient.u32(logical + 268, count).seal(logical);
    if (count > 0) {
      await expectWhole(patient, `warning: The volume announces ${count} partition maps and has 1.`);
    } else {
      expect((await openBytes(patient.bytes)).volume).toBeUndefined();
    }
  });

  it('udf-map-len0: a partition map without a length', async () => {
    const patient = new Patient(PLAIN);
    for (const logical of patient.all(ID.logical)) {
      patient.bytes[logical + 441] = 0;
      patient
        .u32(logical + 268, 0xffff_ffff)
        .u32(logical + 264, 0xffff_ffff)
        .seal(logical);
    }
    const { volume, findings } = await openBytes(patient.bytes);
    expect(volume).toBeUndefined();
    expect(findings()).toContain('warning: The volume announces 4294967295 partition maps and has 0.');
  });

  it('udf-crc-len: sums over more than a block', async () => {
    const patient = new Patient(PLAIN);
    for (const entry of patient.entries(5)) {
      patient.u16(entry + 10, 0xffff);
      patient.bytes[entry + 4] = sumOfTag(patient.bytes, entry);
    }
    const { paths, findings } = await readAll(patient);
    expect(paths).toEqual(Object.keys(whole).sort());
    // One for each name.
    expect(findings).toHaveLength(8);
    expect(findings[0]).toMatch(/has a wrong checksum or place; it is used all the same\.$/);
  });

  it('udf-spare-len: a table of moved packets that is longer than its block', async () => {
    const patient = new Patient('201-sparable-2048');
    const table = patient.bytes.indexOf('*UDF Sparing Table') - 17;
    patient.u16(table + 48, 0xffff).seal(table);
    for (const logical of patient.all(ID.logical)) {
      const map = patient.bytes.indexOf('*UDF Sparable Partition', logical) - 5;
      patient.u32(map + 44, 0xffff_ffff).seal(logical);
    }
    await expectWhole(patient);
  });

  it('packets of 0 blocks are taken for those of 32', async () => {
    const patient = new Patient('201-sparable-2048');
    for (const logical of patient.all(ID.logical)) {
      const map = patient.bytes.indexOf('*UDF Sparable Partition', logical) - 5;
      patient.u16(map + 40, 0).seal(logical);
    }
    await expectWhole(patient);
  });

  it('udf-cut: an image that ends early gives what is there or says why not', async () => {
    const { bytes } = new Patient(PLAIN);
    const partitionEnd = 272 + 49;
    for (let sectors = 1; sectors < partitionEnd; sectors += 3) {
      const { volume, findings } = await openBytes(bytes.subarray(0, sectors * 2048));
      if (volume === undefined) continue;
      await readFiles(volume);
      expect(findings().join(' ')).toMatch(/The image ends \d+ blocks before the partition 0/);
    }
  });
});

describe('records that are wrong', () => {
  it.each([200, 1999, 0xffff])('udf-fid-iu: %i bytes for the use of an implementation', async (length) => {
    const patient = new Patient(PLAIN);
    const name = patient.identifier('hello.txt');
    const { paths, findings } = await readAll(patient.u16(name + 36, length).seal(name, 22));
    // The others are found again.
    expect(paths).toEqual(Object.keys(whole).sort());
    expect(findings).toEqual(['warning: The name "hello.txt" is damaged; it is shown as far as it goes.']);
  });

  it('udf-link-past: a link whose component goes past its end', async () => {
    const patient = new Patient('102-plain-2048-link');
    const [link = 0] = patient.entries(12);
    const area = patient.allocation(link);
    patient.bytes[area + 1] = 255;
    const { volume, findings } = await openBytes(patient.seal(link).bytes);
    const found = volume && (await entriesOf(volume)).get('sub/link');
    expect(found).toMatchObject({ kind: 'link', target: '' });
    expect(findings()).toEqual(['warning: The link "link" is damaged: its target is cut.']);
  });

  it('udf-link-up: a link that leads out of the volume is told as it is', async () => {
    const patient = new Patient('102-plain-2048-link');
    const [link = 0] = patient.entries(12);
    const area = patient.allocation(link);
    // Three times the parent, of which each takes four bytes.
    patient
      .u32(link + 56, 12)
      .u32(link + 172, 12)
      .u32(area, 3)
      .u32(area + 4, 3)
      .u32(area + 8, 3)
      .seal(link);
    const { volume } = await openBytes(patient.bytes);
    expect(volume && (await entriesOf(volume)).get('sub/link')?.target).toBe('../../..');
  });

  it('udf-dstring: a name of the volume that is longer than its field', async () => {
    const patient = new Patient(PLAIN);
    for (const logical of patient.all(ID.logical)) {
      patient.bytes[logical + 84 + 127] = 255;
      patient.seal(logical);
    }
    const { volume } = await openBytes(patient.bytes);
    expect(volume?.label).toBe('UDFTEST');
  });

  it.each(['..', '.', '/etc/x', 'a\\b', 'a\u0000b', 'a\nb', 'CON'])(
    'udf-name: %j is told as it is on the disc',
    async (text) => {
      const patient = new Patient(PLAIN);
      const name = patient.identifier('hello.txt');
      const bytes = Buffer.from(text, 'latin1');
      // The rest of the old name becomes padding: the record keeps its length by the room for an implementation.
      const use = (9 - bytes.length) & ~3;
      patient.wipe(name + 38, 10).u16(name + 36, use);
      patient.bytes[name + 19] = bytes.length + 1;
      patient.bytes[name + 38 + use] = 8;
      bytes.copy(patient.bytes, name + 39 + use);
      const { paths, findings } = await readAll(patient.seal(name));
      expect(paths).toContain(text);
      expect(paths).toContain('hard.txt');
      expect(findings).toEqual([]);
    },
  );

  it('an identifier without a tag is left out, and the ones behind it are found', async () => {
    const patient = new Patient(PLAIN);
    const name = patient.identifier('empty');
    const { paths, findings } = await readAll(patient.wipe(name, 16));
    expect(paths).toEqual(
      Object.keys(whole)
        .filter((path) => path !== 'empty')
        .sort(),
    );
    expect(findings).toEqual(['error: The directory "/" is damaged: 44 bytes of it are lost.']);
  });

  it('an entry that is none leaves the name in the list', async () => {
    const patient = new Patient(PLAIN);
    patient.wipe(fileEntryOf(patient, 'inline.txt'));
    const { paths, opened, findings } = await readAll(patient);
    expect(paths).toEqual(Object.keys(whole).sort());
    expect(findings).toEqual(['error: The file entry of "inline.txt" cannot be read.']);
    const file = opened.volume && (await entriesOf(opened.volume)).get('inline.txt');
    expect(file).toMatchObject({ kind: 'file', bytes: 0, extents: [] });
  });

  it('files of a kind that nobody knows are files', async () => {
    const patient = new Patient(PLAIN);
    const entry = fileEntryOf(patient, 'inline.txt');
    patient.bytes[entry + 27] = 200;
    const { opened } = await readAll(patient.seal(entry));
    const file = opened.volume && (await entriesOf(opened.volume)).get('inline.txt');
    expect(file).toMatchObject({ kind: 'file', bytes: 15 });
  });
});

describe('halves that disagree', () => {
  it('udf-tag-loc: descriptors that say they lie elsewhere are used, and it is said', async () => {
    const patient = new Patient(PLAIN);
    const entry = fileEntryOf(patient, 'inline.txt');
    await expectWhole(
      patient.u32(entry + 12, 12_345).seal(entry),
      'warning: The file entry of "inline.txt" has a wrong checksum or place; it is used all the same.',
    );
  });

  it('udf-tag-sum: a tag with a wrong sum is used when the rest makes sense, and it is said', async () => {
    const patient = new Patient(PLAIN);
    const entry = fileEntryOf(patient, 'inline.txt');
    patient.bytes[entry + 4] = (patient.bytes[entry + 4] ?? 0) ^ 0xff;
    await expectWhole(
      patient,
      'warning: The file entry of "inline.txt" has a wrong checksum or place; it is used all the same.',
    );
  });
});

describe('what is lost is found elsewhere', () => {
  it('no-vrs: a volume that no recognition sequence announces', async () => {
    await expectWhole(new Patient(PLAIN).wipe(16 * 2048, 16 * 2048));
  });

  it('reserve-vds: the main descriptors are lost', async () => {
    const patient = new Patient(PLAIN);
    await expectWhole(
      patient.wipe(32 * 2048, 16 * 2048),
      'warning: The main volume descriptors are damaged; the reserve was looked at as well.',
    );
  });

  it('reserve-vds: one of the main descriptors fails its sum', async () => {
    const patient = new Patient(PLAIN);
    const logical = patient.first(ID.logical);
    patient.bytes[logical + 90] = 0x58;
    await expectWhole(patient, 'warning: The main volume descriptors are damaged; the reserve was looked at as well.');
  });

  it('of two descriptors of a kind the one with the higher number prevails', async () => {
    const patient = new Patient(PLAIN);
    for (const logical of patient.all(ID.logical)) {
      const newer = logical + 6 * 2048;
      const block = patient.bytes.readUInt32LE(logical + 12) + 6;
      for (const end of patient.all(8)) if (end > logical && end < newer) patient.wipe(end);
      patient.copyBlock(logical, newer, block).u32(newer + 16, 1000);
      patient.bytes.write('NEWER', newer + 85, 'latin1');
      patient.bytes[newer + 84 + 127] = 6;
      patient.seal(newer);
    }
    expect((await openBytes(patient.bytes)).volume?.label).toBe('NEWER');
  });

  it.each([
    ['the second', [256]],
    ['the last', [256, 322 - 256]],
  ])('anchors: %s is found when those before it are lost', async (_, lost) => {
    const patient = new Patient(PLAIN);
    for (const block of lost) patient.wipe(block * 2048);
    await expectWhole(patient);
  });

  it('anchors: none at all is no volume, and nothing is said of one', async () => {
    const patient = new Patient(PLAIN);
    for (const anchor of patient.all(ID.anchor)) patient.wipe(anchor);
    const { volume, findings } = await openBytes(patient.bytes);
    expect([volume, findings()]).toEqual([undefined, []]);
  });

  it.each([150, 152, 300])('anchors: the last one is found before %i blocks of run-out', async (blocks) => {
    const patient = new Patient(PLAIN);
    patient.wipe(256 * 2048);
    const { volume } = await openBytes(Buffer.concat([patient.bytes, Buffer.alloc(blocks * 2048)]));
    expect(volume === undefined ? undefined : await treeOf(volume)).toEqual(whole);
  });

  it('anchors: when all have a wrong sum or place they are used all the same, and it is said', async () => {
    const wrong = 'warning: A volume descriptor has a wrong checksum or place; it is used all the same.';
    const byPlace = new Patient(PLAIN);
    for (const anchor of byPlace.all(ID.anchor)) byPlace.u32(anchor + 12, 9999).seal(anchor);
    await expectWhole(byPlace, wrong);
    const bySum = new Patient(PLAIN);
    for (const anchor of bySum.all(ID.anchor)) bySum.bytes[anchor + 4] = (bySum.bytes[anchor + 4] ?? 0) ^ 1;
    await expectWhole(bySum, wrong);
  });

  it('a file set to which nothing leads any more is found', async () => {
    const patient = new Patient(PLAIN);
    for (const logical of patient.all(ID.logical)) patient.u32(logical + 252, 12_345).seal(logical);
    await expectWhole(patient, 'error: The beginning of the tree of the UDF volume was lost and found again.');
  });

  it('an image without its first sectors, as a later session alone is, opens by its last anchor', async () => {
    const { bytes } = new Patient(PLAIN);
    const { volume, findings } = await openBytes(bytes.subarray(16 * 2048));
    expect(volume && (await treeOf(volume))).toEqual(whole);
    expect(findings()).toEqual([]);
  });

  it('a volume that was left open says so', async () => {
    const patient = new Patient(PLAIN);
    for (const integrity of patient.all(9)) patient.u32(integrity + 28, 0).seal(integrity);
    await expectWhole(patient, 'note: The volume was not closed after it was last written.');
  });

  it('metadata-mirror: the metadata file is lost, and its mirror is used', async () => {
    const patient = new Patient(METADATA);
    const [file = 0] = patient.entries(250);
    await expectWhole(patient.wipe(file), 'error: The metadata file is damaged, its mirror is used.');
  });

  it('metadata-mirror: file entries of the metadata are lost, and the mirror has them', async () => {
    const patient = new Patient(METADATA);
    const [entry = 0] = patient.entries(5);
    const { volume, findings } = await openBytes(patient.wipe(entry).bytes);
    expect(volume === undefined ? undefined : await treeOf(volume)).toEqual(whole);
    expect(findings().length).toBeGreaterThan(0);
    expect(findings()[0]).toMatch(/^warning: The file entry of ".*" is damaged; the mirror of the metadata has it\.$/);
  });

  it('metadata-mirror: a directory of the metadata is damaged, and the mirror has it', async () => {
    const patient = new Patient(METADATA);
    const name = patient.identifier('hello.txt');
    patient.wipe(name, 16);
    await expectWhole(patient, 'warning: The directory "/" is damaged; the mirror of the metadata has it whole.');
  });
});

describe('older states', () => {
  /** A later session: nothing but a table, by which two files have changed their contents. */
  function withLaterSession(): Buffer {
    const patient = new Patient('150-vat-2048', 2048, 4);
    const vat = patient.entries(0).at(-1) ?? 0;
    const block = patient.bytes.readUInt32LE(vat + 12);
    const later = vat + 2 * 2048;
    patient.copyBlock(vat, later, block + 2);
    const table = patient.allocation(later);
    const length = patient.bytes.readUInt32LE(later + 172);
    patient.u32(table + length - 4, block);
    const [one, other] = ['hello.txt', 'inline.txt'].map((name) => {
      const virtual = patient.bytes.readUInt32LE(patient.identifier(name) + 24);
      return { at: table + 4 * virtual, to: patient.bytes.readUInt32LE(table + 4 * virtual) };
    });
    if (one === undefined || other === undefined) throw new Error('two files are needed');
    return patient.u32(one.at, other.to).u32(other.at, one.to).seal(later).bytes;
  }

  it('of a disc that is written once can be opened by the tables that were there before', async () => {
    const bytes = withLaterSession();
    const newest = await openBytes(bytes);
    expect(newest.volume?.states).toBe(2);
    const tree = newest.volume && (await treeOf(newest.volume));
    expect(tree).toEqual({
      ...whole,
      'hello.txt': whole['inline.txt'],
      'hard.txt': whole['inline.txt'],
      'inline.txt': whole['hello.txt'],
    });
    const before = await openBytes(bytes, { statesAgo: 1 });
    expect(before.volume && (await treeOf(before.volume))).toEqual(whole);
    expect((await openBytes(bytes, { statesAgo: 2 })).volume).toBeUndefined();
  });

  it('are offered behind the newest one, each with its number', async () => {
    const { volumes } = await openVolumes(memorySource(withLaterSession()));
    expect(volumes.map(({ kind, session }) => [kind, session])).toEqual([
      ['udf', 2],
      ['udf', 1],
    ]);
  });
});

function fileEntryOf(patient: Patient, name: string): number {
  const block = patient.bytes.readUInt32LE(patient.identifier(name) + 24);
  const entry = patient.entries(5).find((begin) => patient.bytes.readUInt32LE(begin + 12) === block);
  if (entry === undefined) throw new Error(`no entry of ${name}`);
  return entry;
}

function sumOfTag(bytes: Buffer, begin: number): number {
  let sum = 0;
  for (let index = 0; index < 16; index++) if (index !== 4) sum += bytes[begin + index] ?? 0;
  return sum & 0xff;
}

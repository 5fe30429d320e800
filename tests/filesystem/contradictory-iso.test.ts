// Volumes that tell one thing twice, and not the same, and volumes of which one of two tellings is lost.
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  bothEndian,
  ce,
  isoDescriptor,
  isoDirectory,
  isoImage,
  isoRecord,
  nm,
  PLACE,
  px,
  recordOf,
  rockRidgeImage,
  SECTOR,
  SP,
  susp,
} from './iso-builder.ts';
import { contentOf, look } from './look.ts';

const ALL = ['A.TXT', 'D', 'E', 'D/B.TXT', 'E/C.TXT'];
const ROOT = PLACE.root * SECTOR;

function changed(image: Buffer, change: (image: Buffer) => void): Buffer {
  change(image);
  return image;
}

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** The sound volume with its path tables in sectors 50 and 51, so that there is room for descriptors. */
function roomy(): Buffer {
  return changed(isoImage(), (image) => {
    image.copy(image, 50 * SECTOR, PLACE.littleTable * SECTOR, (PLACE.littleTable + 2) * SECTOR);
    image.writeUInt32LE(50, PLACE.primary * SECTOR + 140);
    image.writeUInt32BE(51, PLACE.primary * SECTOR + 148);
    image.fill(0, 17 * SECTOR, 20 * SECTOR);
  });
}

describe('a packed file', () => {
  /** One block of zisofs 1: the header tells `bytes`, and the entry `told`. */
  function packed(bytes: number, told: number): Buffer {
    const block = deflateSync(Buffer.alloc(bytes, 'x'));
    const file = Buffer.alloc(24 + block.length);
    Buffer.from('37e45396c9dbd607', 'hex').copy(file);
    file.writeUInt32LE(bytes, 8);
    file.set([4, 15], 12);
    file.writeUInt32LE(24, 16);
    file.writeUInt32LE(24 + block.length, 20);
    block.copy(file, 24);
    const zf = susp('ZF', Buffer.from('pz'), 4, 15, bothEndian(told));
    const systemUse = Buffer.concat([px(0o100644), nm('packed'), zf]);
    const record = isoRecord({ name: 'P.TXT;1', block: 40, bytes: file.length, systemUse });
    return rockRidgeImage([record], { sectors: { 40: file } });
  }

  it('whose entry and header tell one length is sound', async () => {
    expect((await look(packed(1000, 1000))).findings).toEqual([]);
    expect(await contentOf(packed(1000, 1000), 'packed')).toBe('x'.repeat(1000));
  });

  it.each([
    [1000, 3000],
    [3000, 1000],
  ])('whose header tells %i bytes and its entry %i is said to', async (bytes, told) => {
    const { findings } = await look(packed(bytes, told));
    expect(findings).toEqual([`The packed file "packed" has ${told} bytes by its entry and ${bytes} by its header.`]);
  });
});

describe('Rock Ridge', () => {
  it.each(['EXAMPLE', 'FXA', 'TXAB\0\0'])('is not taken for attributes of XA by the name %j', async (name) => {
    const systemUse = Buffer.concat([nm(name), px(0o100600)]);
    const record = isoRecord({ name: 'A.TXT;1', block: PLACE.a, bytes: 5, systemUse });
    const { entries, findings } = await look(rockRidgeImage([record]));
    expect(entries[0]).toMatchObject({ name, posix: { mode: 0o100600 } });
    expect(entries[0]?.xaAttributes).toBeUndefined();
    expect(findings).toEqual([]);
  });

  it('behind attributes of XA is read', async () => {
    const xa = Buffer.from([0, 1, 0, 2, 0x0d, 0x55, 0x58, 0x41, 7, 0, 0, 0, 0, 0]);
    const systemUse = Buffer.concat([xa, nm('name'), px(0o100600)]);
    const { entries } = await look(rockRidgeImage([isoRecord({ name: 'A;1', block: PLACE.a, bytes: 5, systemUse })]));
    expect(entries[0]).toMatchObject({ name: 'name', xaAttributes: 0x0d55 });
  });

  it('begins behind what SP tells to skip, and not so in the record that holds SP', async () => {
    const skipping = Buffer.concat([susp('SP', 0xbe, 0xef, 6), px(0o40711)]);
    const systemUse = Buffer.concat([Buffer.alloc(6, 0xee), nm('name'), px(0o100600)]);
    const record = isoRecord({ name: 'A;1', block: PLACE.a, bytes: 5, systemUse });
    const image = isoImage({ records: [record], systemUse: skipping });
    const { volumes, entries } = await look(image);
    expect(volumes[0]?.root.posix?.mode).toBe(0o40711);
    expect(entries[0]).toMatchObject({ name: 'name', posix: { mode: 0o100600 } });
  });

  it('whose names differ in their bytes and are read alike says so', async () => {
    const record = (name: Buffer, block: number): Buffer =>
      isoRecord({ name: `${block}`, block, bytes: 5, systemUse: Buffer.concat([px(0o100644), nm(name)]) });
    const image = rockRidgeImage([record(Buffer.from([0xe9]), PLACE.a), record(Buffer.from([0xc3, 0xa9]), PLACE.b)]);
    const { paths, findings } = await look(image);
    expect(paths.slice(0, 2)).toEqual(['é', 'é']);
    expect(findings).toEqual(['A directory has more than one entry with the name "é".']);
  });

  it('with many records over one area that goes on is damaged, and no more is kept of it', async () => {
    const area = Buffer.concat(Array.from({ length: 10_000 }, () => susp('NM', 0)));
    const systemUse = ce(40, 0, area.length);
    const records = Array.from({ length: 300 }, (_, n) =>
      isoRecord({ name: `F${n}`, block: PLACE.a, bytes: 5, systemUse }),
    );
    const directory = [isoDirectory(80, PLACE.root, records.slice(0, 20))];
    for (let at = 20; at < 300; at += 20) {
      directory.push(Buffer.concat([...records.slice(at, at + 20), Buffer.alloc(SECTOR)]).subarray(0, SECTOR));
    }
    const all = Buffer.concat([
      rockRidgeImage([isoRecord({ name: 'BIG', block: 80, bytes: SECTOR * 15, flags: 2 })]),
      Buffer.alloc(64 * SECTOR),
    ]);
    area.copy(all, 40 * SECTOR);
    Buffer.concat(directory).copy(all, 80 * SECTOR);
    const { paths, findings } = await look(all);
    expect(paths.filter((path) => path.startsWith('BIG/'))).toHaveLength(300);
    expect(findings).toContain('The attributes of "F0" are damaged.');
  });
});

describe('a directory', () => {
  it.each([
    ['length', 0, 33],
    ['length of nothing', 0, 0],
    ['length of a name', 32, 9],
    ['name', 33, 65],
  ])('whose own record has a wrong %s keeps its files', async (_, offset, value) => {
    const { paths, findings } = await look(
      changed(isoImage(), (image) => void (image[PLACE.d * SECTOR + offset] = value)),
    );
    expect(paths).toEqual(ALL);
    expect(findings).toContain('The directory "D" does not begin with its own record: what can be told is shown.');
  });

  it('keeps the directories that the path table knows when a part of its records is lost', async () => {
    const image = isoImage({ inD: [isoRecord({ name: 'B.TXT;1', block: PLACE.b, bytes: 5 })] });
    // D is not in the root any more but for the table; A.TXT and E are.
    changed(image, (bytes) =>
      bytes.fill(0, ROOT, ROOT + 34).fill(0, recordOf(bytes, PLACE.root, 'D'), recordOf(bytes, PLACE.root, 'E')),
    );
    const { paths } = await look(image);
    expect([...paths].sort()).toEqual([...ALL].sort());
  });

  it('lies where it was found, whatever its own record says', async () => {
    const image = changed(isoImage(), (bytes) => bothEndian(PLACE.e).copy(bytes, ROOT + 2));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings).toEqual(['The directory "/" says of itself that it lies elsewhere.']);
  });

  it('that is the root has all of its records, though its own record says less', async () => {
    const many = Array.from({ length: 60 }, (_, n) => isoRecord({ name: `F${10 + n};1`, block: PLACE.a, bytes: 5 }));
    const image = changed(isoImage({ sectors: { 41: Buffer.concat(many.slice(40)) } }), (bytes) => {
      isoDirectory(40, 40, many.slice(0, 40)).copy(bytes, 40 * SECTOR);
      bothEndian(40).copy(bytes, PLACE.primary * SECTOR + 158);
      bothEndian(2 * SECTOR).copy(bytes, PLACE.primary * SECTOR + 166);
    });
    expect((await look(image)).paths).toHaveLength(60);
  });
});

describe('a root', () => {
  it('that the descriptor does not lead to is where the path table has it', async () => {
    const image = changed(isoImage(), (bytes) => bothEndian(3).copy(bytes, PLACE.primary * SECTOR + 158));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings).toEqual(['The root directory of the tree in sector 16 was found by its path table.']);
  });

  it('that is found with another size of blocks than told is said to be', async () => {
    const image = changed(isoImage(), (bytes) => {
      bytes.writeUInt16LE(512, PLACE.primary * SECTOR + 128);
      bytes.writeUInt16BE(512, PLACE.primary * SECTOR + 130);
    });
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings).toEqual(['The volume tells a block size of 512 bytes, and its root is found with 2048.']);
  });
});

describe('descriptors', () => {
  it('behind one that is lost are seen', async () => {
    const image = changed(roomy(), (bytes) => {
      isoDescriptor(2, 45).copy(bytes, 18 * SECTOR);
      bytes.write('%/E', 18 * SECTOR + 88, 'latin1');
      bytes.write('\xffCD001\x01', 19 * SECTOR, 'latin1');
      isoDirectory(45, 45, [isoRecord({ name: wide('long name'), block: PLACE.a, bytes: 5 })]).copy(bytes, 45 * SECTOR);
    });
    const { volumes, paths, findings } = await look(image);
    expect(volumes.map(({ kind }) => kind)).toEqual(['joliet', 'iso9660']);
    expect(paths).toEqual(['long name']);
    expect(findings).toContain('A volume descriptor is lost in sector 17.');
  });
});

describe('the path table', () => {
  it('of the other order of bytes is asked where the first is lost', async () => {
    const image = changed(isoImage(), (bytes) => {
      bytes.fill(0, PLACE.littleTable * SECTOR, PLACE.bigTable * SECTOR);
      bytes.fill(0, ROOT, ROOT + SECTOR);
    });
    expect((await look(image)).paths).toEqual(['D', 'E', 'D/B.TXT', 'E/C.TXT']);
  });

  it('of the other order of bytes that tells another place is said to', async () => {
    const image = changed(isoImage(), (bytes) => bytes.writeUInt32BE(PLACE.c, PLACE.bigTable * SECTOR + 12));
    const { paths, findings } = await look(image);
    expect(paths).toEqual(ALL);
    expect(findings).toEqual(['The two path tables of the tree in sector 16 differ.']);
  });
});

describe('places', () => {
  it('over the last descriptor are over the descriptors', async () => {
    const image = changed(roomy(), (bytes) => {
      isoDescriptor(3).copy(bytes, 17 * SECTOR);
      bytes.write('\xffCD001\x01', 18 * SECTOR, 'latin1');
      bothEndian(18).copy(bytes, recordOf(bytes, PLACE.root, 'A.TXT;1') + 2);
    });
    expect((await look(image)).findings).toEqual(['The file "A.TXT" lies over the volume descriptors.']);
  });

  it('of a file in parts are all in the image, or it is said', async () => {
    // 3 units of one block, 40 blocks between them: 30, 71.
    const record = isoRecord({ name: 'A.TXT;1', block: 30, bytes: 3 * SECTOR, unitBlocks: 1, gapBlocks: 40 });
    const { findings } = await look(isoImage({ records: [record] }));
    expect(findings).toEqual(['The file "A.TXT" goes on behind the end of the image.']);
    const fits = isoRecord({ name: 'A.TXT;1', block: 30, bytes: 2 * SECTOR, unitBlocks: 1, gapBlocks: 32 });
    expect((await look(isoImage({ records: [fits] }))).findings).toEqual([]);
  });

  it('of sectors of form 2 hold a part of the file only', async () => {
    const xa = Buffer.from([0, 0, 0, 0, 0x15, 0x55, 0x58, 0x41, 1, 0, 0, 0, 0, 0]);
    const image = isoImage({ records: [isoRecord({ name: 'V.DAT;1', block: 40, bytes: SECTOR, systemUse: xa })] });
    expect((await look(image)).findings).toEqual([
      'The file "V.DAT" has sectors of form 2: 2048 of their 2324 bytes are shown.',
    ]);
  });
});

describe('a directory that was moved', () => {
  it('and that nothing leads to any more is shown where it is', async () => {
    const folder = (name: string, block: number, systemUse: Buffer): Buffer =>
      isoRecord({ name, block, bytes: SECTOR, flags: 2, systemUse });
    const moved = Buffer.concat([px(0o40755), nm('deep'), susp('RE')]);
    const image = isoImage({
      records: [folder('RR_MOVED', 40, Buffer.concat([px(0o40755), nm('rr_moved')]))],
      systemUse: Buffer.concat([SP, px(0o40755)]),
      sectors: {
        40: isoDirectory(40, PLACE.root, [folder('DEEP', 41, moved)]),
        41: isoDirectory(41, 40, [isoRecord({ name: 'X;1', block: PLACE.a, bytes: 5 })]),
      },
    });
    const { volumes } = await look(image);
    const [volume] = volumes;
    if (volume === undefined) throw new Error('no volume');
    for await (const structure of volume.structures()) expect(structure.what).not.toBe('');
    const findings = volume.log.findings.map(({ what }) => what);
    expect(findings).toContain('The directory "deep" was moved, and nothing leads to it.');
  });
});

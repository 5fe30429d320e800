// What ISO 9660 allows and few writers use, and what came before and beside it: each volume is built byte by byte.
import { describe, expect, it } from 'vitest';
import type { SectorSource } from '../../app/base/sector-source.ts';
import { findEntry } from '../../app/filesystem/find-entry.ts';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import type { Volume } from '../../app/filesystem/volume.ts';
import { bothEndian, isoDescriptor, isoDirectory, isoImage, isoRecord, PLACE, SECTOR } from './iso-builder.ts';
import { memorySource } from './memory-source.ts';
import { sampleSource, treeOf, volumeOf } from './sample-images.ts';

async function contentOf(volume: Volume, path: string, begin = 0, bytes = 100_000): Promise<string> {
  const file = await findEntry(volume, path);
  if (file === undefined) throw new Error(`no ${path}`);
  const into = new Uint8Array(Math.min(bytes, file.bytes - begin));
  const got = await volume.read(file, begin, into);
  return Buffer.from(into.subarray(0, got)).toString('latin1');
}

/** Sectors of one letter each. */
function letters(text: string): Record<number, Buffer> {
  return Object.fromEntries(Array.from(text, (letter, index) => [40 + index, Buffer.alloc(SECTOR, letter)]));
}

describe('an interleaved file', () => {
  // Units of 2 sectors, gaps of 1: ab c de f g.
  const record = isoRecord({ name: 'I', block: 40, bytes: 4 * SECTOR + 100, unitBlocks: 2, gapBlocks: 1 });
  const image = isoImage({ records: [record], sectors: letters('abcdefgh') });

  it('is read without its gaps', async () => {
    const volume = await volumeOf(memorySource(image), 'iso9660');
    const content = await contentOf(volume, 'I');
    expect(content.replace(/(.)\1+/g, (run, letter: string) => `${letter}${run.length} `)).toBe(
      'a2048 b2048 d2048 e2048 g100 ',
    );
  });

  it('is read from anywhere', async () => {
    const volume = await volumeOf(memorySource(image), 'iso9660');
    expect(await contentOf(volume, 'I', 2 * SECTOR - 2, 4)).toBe('bbdd');
    expect(await contentOf(volume, 'I', 4 * SECTOR + 97, 4)).toBe('ggg');
  });

  it('with an extended attribute record has that in its first unit', async () => {
    const options = { name: 'X', block: 40, bytes: SECTOR, xarBlocks: 1, unitBlocks: 1, gapBlocks: 1 };
    const volume = await volumeOf(
      memorySource(isoImage({ records: [isoRecord(options)], sectors: letters('abcd') })),
      'iso9660',
    );
    expect(await contentOf(volume, 'X', 0, 2)).toBe('cc');
  });
});

describe('an extended attribute record', () => {
  it('is no part of the file', async () => {
    const record = isoRecord({ name: 'X', block: 40, bytes: 10, xarBlocks: 2 });
    const volume = await volumeOf(memorySource(isoImage({ records: [record], sectors: letters('abc') })), 'iso9660');
    expect(await contentOf(volume, 'X')).toBe('c'.repeat(10));
  });
});

describe('a volume with smaller logical blocks', () => {
  /** Addresses count blocks; the root begins at one of them that begins no sector when `shift` says so. */
  function image(blockBytes: number, shift: number): Buffer {
    const bytes = Buffer.alloc(64 * SECTOR);
    const perSector = SECTOR / blockBytes;
    const root = 20 * perSector;
    const folder = 24 * perSector + shift;
    const primary = isoDescriptor(1, root, blockBytes);
    primary.copy(bytes, 16 * SECTOR);
    bytes.write('\xffCD001\x01', 17 * SECTOR, 'latin1');
    const file = isoRecord({ name: 'FILE.TXT;1', block: 30 * perSector + 1, bytes: 5 });
    const sub = isoRecord({ name: 'SUB', block: folder, bytes: blockBytes, flags: 2 });
    isoDirectory(root, root, [file, sub]).copy(bytes, 20 * SECTOR);
    isoDirectory(folder, root, [file]).copy(bytes, folder * blockBytes, 0, blockBytes);
    bytes.write('hello', (30 * perSector + 1) * blockBytes);
    return bytes;
  }

  it.each([
    [512, 0],
    [512, 3],
    [1024, 0],
    [1024, 1],
  ])('of %i bytes is read, a directory %i blocks into its sector', async (blockBytes, shift) => {
    const volume = await volumeOf(memorySource(image(blockBytes, shift)), 'iso9660');
    expect(Object.keys(await treeOf(volume))).toEqual(['FILE.TXT', 'SUB', 'SUB/FILE.TXT']);
    expect(await contentOf(volume, 'SUB/FILE.TXT')).toBe('hello');
    expect(volume.facts.blockBytes).toBe(blockBytes);
  });
});

describe('a file of more than 4 GiB', () => {
  /** 9 GiB of which only the first sectors are kept; all others hold their own number. */
  function hugeSource(): SectorSource {
    const records = [
      isoRecord({ name: 'BIG', block: 100, bytes: 0xffff_f800, flags: 0x80 }),
      isoRecord({ name: 'BIG', block: 100 + 0x1f_ffff, bytes: 0xffff_f800, flags: 0x80 }),
      isoRecord({ name: 'BIG', block: 100 + 2 * 0x1f_ffff, bytes: 12_345 }),
    ];
    const head = memorySource(isoImage({ records }));
    return {
      sectors: 4_800_000,
      read: async (start, into) => {
        into.fill(0);
        for (let index = 0; index * SECTOR < into.length; index++) {
          const sector = into.subarray(index * SECTOR, (index + 1) * SECTOR);
          if (start + index < 64) await head.read(start + index, sector);
          else Buffer.from(sector.buffer, sector.byteOffset).writeUInt32LE(start + index);
        }
        return into.length / SECTOR;
      },
    };
  }

  it('is one file, read across its sections', async () => {
    const volume = await volumeOf(hugeSource(), 'iso9660');
    const file = await findEntry(volume, 'BIG');
    expect(file?.bytes).toBe(2 * 0xffff_f800 + 12_345);
    const into = Buffer.alloc(2 * SECTOR);
    expect(await volume.read(file ?? volume.root, 0xffff_f800 - SECTOR, into)).toBe(into.length);
    expect([into.readUInt32LE(0), into.readUInt32LE(SECTOR)]).toEqual([100 + 0x1f_fffe, 100 + 0x1f_ffff]);
    expect(await volume.read(file ?? volume.root, 2 * 0xffff_f800 + 12_000, into)).toBe(345);
    expect(volume.log.findings).toEqual([]);
  });
});

describe('CD-i', () => {
  it('has only the big-endian halves of its numbers', async () => {
    const image = isoImage();
    for (const sector of [PLACE.primary, PLACE.terminator]) image.write('CD-I ', sector * SECTOR + 1);
    image.fill(0, PLACE.primary * SECTOR + 80, PLACE.primary * SECTOR + 84);
    image.fill(0, PLACE.primary * SECTOR + 128, PLACE.primary * SECTOR + 130);
    image.fill(0, PLACE.primary * SECTOR + 132, PLACE.primary * SECTOR + 136);
    image.fill(0, PLACE.primary * SECTOR + 140, PLACE.primary * SECTOR + 144);
    withoutLittleHalves(image, PLACE.primary * SECTOR + 156, PLACE.primary * SECTOR + 190);
    for (const sector of [PLACE.root, PLACE.d, PLACE.e])
      withoutLittleHalves(image, sector * SECTOR, (sector + 1) * SECTOR);
    const volume = await volumeOf(memorySource(image), 'iso9660');
    expect(Object.keys(await treeOf(volume))).toEqual(['A.TXT', 'D', 'E', 'D/B.TXT', 'E/C.TXT']);
    expect(await contentOf(volume, 'E/C.TXT')).toBe('C.TXT');
    expect(volume.log.findings).toEqual([]);
  });

  function withoutLittleHalves(image: Buffer, begin: number, end: number): void {
    for (let at = begin; at < end && image[at] !== 0; at += image[at] ?? 0) {
      image.fill(0, at + 2, at + 6);
      image.fill(0, at + 10, at + 14);
    }
  }
});

describe('High Sierra', () => {
  /** Its records have 6 bytes of date, and their flags one byte earlier. */
  function record(name: string, block: number, bytes: number, flags = 0): Buffer {
    const made = isoRecord({ name, block, bytes });
    made[24] = flags;
    made[25] = 0;
    return made;
  }

  function directory(own: number, records: readonly Buffer[]): Buffer {
    const dots = [record('\0', own, SECTOR, 2), record('\x01', 20, SECTOR, 2)];
    return Buffer.concat([...dots, ...records]);
  }

  function image(): Buffer {
    const bytes = Buffer.alloc(64 * SECTOR);
    const primary = Buffer.alloc(SECTOR);
    bothEndian(16).copy(primary);
    primary.write('\x01CDROM\x01', 8, 'latin1');
    primary.write('SIERRA'.padEnd(32), 48);
    bothEndian(64).copy(primary, 88);
    primary.writeUInt16LE(SECTOR, 136);
    primary.writeUInt16BE(SECTOR, 138);
    // Root, then SUB: block, length of the extended attributes, of the name, number of the parent, name.
    const table = Buffer.from([20, 0, 0, 0, 0, 1, 1, 0, 0, 0, 21, 0, 0, 0, 0, 3, 1, 0, 0x53, 0x55, 0x42, 0]);
    bothEndian(table.length).copy(primary, 140);
    primary.writeUInt32LE(18, 148);
    record('\0', 20, SECTOR, 2).copy(primary, 180);
    primary.copy(bytes, 16 * SECTOR);
    bytes.write('\xffCDROM\x01', 17 * SECTOR + 8, 'latin1');
    table.copy(bytes, 18 * SECTOR);
    directory(20, [record('FILE.TXT;1', 30, 5), record('SUB', 21, SECTOR, 2)]).copy(bytes, 20 * SECTOR);
    directory(21, [record('HIDDEN.TXT;1', 31, 5, 1)]).copy(bytes, 21 * SECTOR);
    bytes.write('hello', 30 * SECTOR);
    bytes.write('world', 31 * SECTOR);
    return bytes;
  }

  it('is listed and read', async () => {
    const { volumes } = await openVolumes(memorySource(image()));
    expect(volumes.map(({ kind, label }) => [kind, label])).toEqual([['high-sierra', 'SIERRA']]);
    const [volume] = volumes;
    if (volume === undefined) throw new Error('no volume');
    expect(Object.keys(await treeOf(volume))).toEqual(['FILE.TXT', 'SUB', 'SUB/HIDDEN.TXT']);
    expect(await contentOf(volume, 'SUB/HIDDEN.TXT')).toBe('world');
    const file = await findEntry(volume, 'FILE.TXT');
    expect(file).toMatchObject({ isHidden: false, times: { modified: Date.UTC(2023, 10, 14, 22, 13, 20) } });
    expect((await findEntry(volume, 'SUB/HIDDEN.TXT'))?.isHidden).toBe(true);
    expect(volume.log.findings).toEqual([]);
  });
});

describe('attributes of CD-ROM XA', () => {
  it('are told, and stand before Rock Ridge without harm', async () => {
    const xa = Buffer.from([0, 0, 0, 0, 0x15, 0x55, 0x58, 0x41, 1, 0, 0, 0, 0, 0]);
    const record = isoRecord({ name: 'V.DAT;1', block: PLACE.a, bytes: 5, systemUse: xa });
    const volume = await volumeOf(memorySource(isoImage({ records: [record] })), 'iso9660');
    expect((await findEntry(volume, 'V.DAT'))?.xaAttributes).toBe(0x1555);
    const sample = await volumeOf(sampleSource('iso/xa.iso'), 'iso9660');
    expect((await findEntry(sample, 'HELLO.TXT'))?.xaAttributes).toBeTypeOf('number');
  });
});

describe('the structures of a volume', () => {
  it('are its descriptors, tables and directories', async () => {
    const volume = await volumeOf(memorySource(isoImage()), 'iso9660');
    const sectors: Record<string, number[]> = {};
    for await (const { what, extents } of volume.structures()) {
      sectors[what] = [...(sectors[what] ?? []), ...extents.map(({ begin }) => begin / SECTOR)];
    }
    expect(sectors).toEqual({
      'system area': [0],
      'volume descriptor': [16],
      'path table': [PLACE.littleTable, PLACE.bigTable],
      directory: [PLACE.root, PLACE.d, PLACE.e],
    });
  });
});

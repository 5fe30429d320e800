// Files that zisofs packed, of both versions and by every way that can be unpacked here, sound and damaged.
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackLz4Block } from '../../app/base/lz4-block.ts';
import { findEntry } from '../../app/filesystem/find-entry.ts';
import { FindingLog } from '../../app/filesystem/finding-log.ts';
import { ImageBytes } from '../../app/filesystem/image-bytes.ts';
import { ZisofsFiles } from '../../app/filesystem/iso9660/zisofs.ts';
import type { VolumeEntry } from '../../app/filesystem/volume.ts';
import { withImageSectors } from '../../app/image/image-sectors.ts';
import { hasXorriso, workFolder, xorriso } from './made-images.ts';
import { memorySource } from './memory-source.ts';
import { memoryEntry } from './memory-volume.ts';
import { sampleSource, sampleTree, treeOf, volumeOf } from './sample-images.ts';

const MAGIC = Buffer.from('37e45396c9dbd607', 'hex');
const MAGIC_2 = Buffer.from('ef2255a1bc1b95a0', 'hex');

describe('the sample of zisofs', () => {
  it('has its tree unpacked, with true sizes', async () => {
    const volume = await volumeOf(sampleSource('iso/zisofs1.iso'), 'rock-ridge');
    expect(await treeOf(volume)).toEqual(sampleTree('src'));
    expect((await findEntry(volume, 'text.txt'))?.packing).toMatchObject({ kind: 'zisofs', algorithm: 'zlib' });
  });

  it('is stored bytes in the tree without Rock Ridge', async () => {
    const volume = await volumeOf(sampleSource('iso/zisofs1.iso'), 'iso9660');
    const file = await findEntry(volume, 'TEXT.TXT');
    expect(file).toMatchObject({ packing: undefined, bytes: 413 });
  });
});

describe.skipIf(!hasXorriso)('zisofs 2 by xorriso', () => {
  it('is unpacked', async () => {
    using folder = workFolder();
    const [text, zeros] = ['a line that repeats itself\n'.repeat(30_000), Buffer.alloc(700_000)];
    writeFileSync(folder.in('text'), text);
    writeFileSync(folder.in('zeros'), zeros);
    const image = folder.in('image.iso');
    xorriso(
      '-outdev',
      image,
      '-zisofs',
      'version_2=on',
      '-map',
      folder.in('text'),
      '/text',
      '-map',
      folder.in('zeros'),
      '/zeros',
      '-set_filter_r',
      '--zisofs',
      '/',
      '--',
      '-commit',
    );
    rmSync(folder.in('text'));
    await withImageSectors(image, async (source) => {
      const volume = await volumeOf(source, 'rock-ridge');
      const sum = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(await treeOf(volume)).toEqual({
        text: `file ${text.length} ${sum(text)}`,
        zeros: `file 700000 ${sum(zeros)}`,
      });
      expect((await findEntry(volume, 'text'))?.packing?.kind).toBe('zisofs2');
    });
  });
});

/** Two blocks of 32 KiB and a rest, as `pack` packs them. */
const CONTENT = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index >> 4) & 0xff));

function firstVersion(): Buffer {
  const head = Buffer.concat([MAGIC, Buffer.alloc(8)]);
  head.writeUInt32LE(CONTENT.length, 8);
  head.set([4, 15], 12);
  return withBlocks(head, 4, (block) => deflateSync(block));
}

function secondVersion(algorithm: number, pack: (block: Buffer) => Buffer): Buffer {
  const head = Buffer.concat([MAGIC_2, Buffer.alloc(16)]);
  head.set([0, 6, algorithm, 15], 8);
  head.writeBigUInt64LE(BigInt(CONTENT.length), 12);
  return withBlocks(head, 8, pack);
}

function withBlocks(head: Buffer, pointerBytes: 4 | 8, pack: (block: Buffer) => Buffer): Buffer {
  const blocks = [0, 1, 2].map((index) => pack(CONTENT.subarray(index * 32_768, (index + 1) * 32_768)));
  const pointers = Buffer.alloc(4 * pointerBytes);
  let place = head.length + pointers.length;
  for (const [index, block] of [...blocks, Buffer.alloc(0)].entries()) {
    pointers.writeUInt32LE(place, index * pointerBytes);
    place += block.length;
  }
  return Buffer.concat([head, pointers, ...blocks]);
}

/** LZ4 with literals only: one sequence. */
function lz4Literals(block: Buffer): Buffer {
  const long = block.length - 15;
  return Buffer.concat([
    Buffer.from([0xf0]),
    Buffer.alloc(Math.floor(long / 255), 255),
    Buffer.from([long % 255]),
    block,
  ]);
}

async function unpacked(stored: Buffer, claimed = CONTENT.length): Promise<{ bytes: Buffer; findings: string[] }> {
  const log = new FindingLog();
  const image = new ImageBytes(memorySource(Buffer.concat([Buffer.alloc(2048), stored, Buffer.alloc(4096)])), log);
  const file: VolumeEntry = {
    ...memoryEntry('x', 'file', 1, stored.length),
    bytes: claimed,
    packing: { kind: 'zisofs', algorithm: 'zlib' },
  };
  const reader = new ZisofsFiles(image, log);
  const into = Buffer.alloc(claimed);
  let done = 0;
  for (let got = 1; got > 0; done += got) got = await reader.read(file, done, into.subarray(done, done + 10_000));
  return { bytes: into.subarray(0, done), findings: log.findings.map(({ what }) => what) };
}

describe('a packed file', () => {
  it.each([
    ['zisofs', firstVersion()],
    ['zisofs 2 with zlib', secondVersion(1, (block) => deflateSync(block))],
    ['zisofs 2 with LZ4', secondVersion(3, lz4Literals)],
  ])('of %s is unpacked in pieces', async (_, stored) => {
    const { bytes, findings } = await unpacked(stored);
    expect(findings).toEqual([]);
    expect(bytes.equals(CONTENT)).toBe(true);
  });

  it.each([
    [2, 'xz'],
    [5, 'bzip2'],
    [9, 'unknown'],
  ])('by algorithm %i says that it cannot be unpacked here', async (algorithm, name) => {
    const { bytes, findings } = await unpacked(secondVersion(algorithm, lz4Literals));
    expect(bytes).toHaveLength(0);
    expect(findings).toEqual([`The file "x" is packed with ${name}, which cannot be unpacked here.`]);
  });

  function changed(change: (stored: Buffer) => void): Buffer {
    const stored = firstVersion();
    change(stored);
    return stored;
  }

  it.each([
    [
      'magic',
      0,
      (stored: Buffer) => stored.fill(0, 0, 8),
      'The file "x" has no sound header of zisofs: it cannot be unpacked.',
    ],
    [
      'block size',
      0,
      (stored: Buffer) => stored.set([31], 13),
      'The file "x" has no sound header of zisofs: it cannot be unpacked.',
    ],
    [
      'pointer backwards',
      32_768,
      (stored: Buffer) => stored.writeUInt32LE(3, 24),
      'Block 1 of the packed file "x" is damaged.',
    ],
    [
      'pointer far away',
      32_768,
      (stored: Buffer) => stored.writeUInt32LE(0xffff_ffff, 24),
      'Block 1 of the packed file "x" is damaged.',
    ],
    ['block', 0, (stored: Buffer) => stored.fill(0xff, 40, 60), 'Block 0 of the packed file "x" is damaged.'],
  ])('with a damaged %s gives what comes before it', async (_, length, change, finding) => {
    const { bytes, findings } = await unpacked(changed(change));
    expect(bytes.equals(CONTENT.subarray(0, length))).toBe(true);
    expect(findings).toEqual([finding]);
  });

  it('makes no more than its header says, and takes memory for one block only', async () => {
    // 4 GiB by the header and by the directory; the pointers behind the first three are what follows.
    const stored = changed((bytes) => bytes.writeUInt32LE(0xffff_ffff, 8));
    const { bytes, findings } = await unpacked(stored, 200_000);
    expect(bytes.subarray(0, 65_536).equals(CONTENT.subarray(0, 65_536))).toBe(true);
    expect(findings).toEqual([
      'The packed file "x" has 200000 bytes by its entry and 4294967295 by its header.',
      'Block 2 of the packed file "x" is damaged.',
    ]);
  });
});

describe('an LZ4 block', () => {
  it('may repeat what it has just made', () => {
    const into = new Uint8Array(30);
    // "ab", then 20 bytes from 2 back, then "c".
    const packed = Buffer.from([0x2f, 0x61, 0x62, 2, 0, 1, 0x10, 0x63]);
    expect(unpackLz4Block(packed, into)).toBe(23);
    expect(Buffer.from(into.subarray(0, 23)).toString()).toBe(`${'ab'.repeat(11)}c`);
  });

  it.each([
    ['an offset before its beginning', [0x2f, 0x61, 0x62, 3, 0, 1, 0x10, 0x63]],
    ['an offset of nothing', [0x2f, 0x61, 0x62, 0, 0, 1, 0x10, 0x63]],
    ['more than there is room for', [0x2f, 0x61, 0x62, 2, 0, 255, 1, 0x10, 0x63]],
    ['literals behind its end', [0x90, 0x61]],
    ['a length that never ends', [0xff, 255, 255]],
  ])('with %s is damaged', (_, packed) => {
    expect(unpackLz4Block(Uint8Array.from(packed), new Uint8Array(30))).toBeUndefined();
  });

  it('of anything ends within its room', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (packed) => {
        const done = unpackLz4Block(packed, new Uint8Array(100));
        expect(done === undefined || done <= 100).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

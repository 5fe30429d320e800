import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPartitionTables } from '../../app/image/partition-tables.ts';
import { memorySource } from '../filesystem/memory-source.ts';

/** UEFI 5.3.2, with one EFI system partition; the sum is made by another implementation than ours could have. */
function withGpt(entryBytes = 128, count = 4): Buffer {
  const bytes = Buffer.alloc(64 * 2048);
  bytes.write('EFI PART', 512);
  bytes.writeUInt32LE(92, 512 + 12);
  bytes.writeUInt32LE(2, 512 + 72);
  bytes.writeUInt32LE(count, 512 + 80);
  bytes.writeUInt32LE(entryBytes, 512 + 84);
  bytes.writeUInt32LE(crc32(bytes.subarray(512, 604)), 512 + 16);
  bytes.set(Buffer.from('28732ac11ff8d211ba4b00a0c93ec93b', 'hex'), 1024);
  bytes.writeUInt32LE(34, 1024 + 32);
  bytes.writeUInt32LE(43, 1024 + 40);
  bytes.write('EFI', 1024 + 56, 'utf16le');
  return bytes;
}

describe('partition tables of an image', () => {
  it('tell the type of a GUID partition as UEFI writes it', async () => {
    expect((await readPartitionTables(memorySource(withGpt()))).gpt).toEqual([
      { type: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B', name: 'EFI', startBytes: 34 * 512, bytes: 10 * 512 },
    ]);
  });

  it('have no GUID partitions when the header is damaged or absurd', async () => {
    const damaged = withGpt();
    damaged[512 + 40] = 1;
    for (const bytes of [damaged, withGpt(0, 0xffff_ffff), withGpt(128, 0xffff_ffff), withGpt(8192, 1)]) {
      expect((await readPartitionTables(memorySource(bytes))).gpt).toEqual([]);
    }
  });

  it('tell the partitions of an MBR and whether it has a program', async () => {
    const bytes = Buffer.alloc(64 * 2048);
    bytes.set([0x55, 0xaa], 510);
    bytes[446 + 4] = 0xef;
    bytes.writeUInt32LE(160, 446 + 8);
    bytes.writeUInt32LE(512, 446 + 12);
    const silent = await readPartitionTables(memorySource(bytes));
    expect(silent.mbr).toMatchObject({ hasCode: false, partitions: [{ type: 0xef, start: 160, blocks: 512 }] });
    bytes[100] = 0x90;
    expect((await readPartitionTables(memorySource(bytes))).mbr?.hasCode).toBe(true);
    bytes[511] = 0;
    expect((await readPartitionTables(memorySource(bytes))).mbr).toBeUndefined();
  });

  it('tell the partitions of a map by Apple', async () => {
    const bytes = Buffer.alloc(64 * 2048);
    bytes.write('ER', 0);
    bytes.writeUInt16BE(2048, 2);
    bytes.write('PM', 2048);
    bytes.writeUInt32BE(1, 2048 + 4);
    bytes.writeUInt32BE(10, 2048 + 8);
    bytes.writeUInt32BE(3, 2048 + 12);
    bytes.write('disk image', 2048 + 16);
    bytes.write('Apple_HFS', 2048 + 48);
    expect((await readPartitionTables(memorySource(bytes))).apple).toEqual([
      { type: 'Apple_HFS', name: 'disk image', startBytes: 20_480, bytes: 6144 },
    ]);
  });

  it('end and never throw, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 4096, maxLength: 4096 }), async (noise) => {
        const bytes = withGpt();
        bytes.set(noise, 2048);
        bytes.set(noise.subarray(0, 440), 0);
        bytes.set([0x45, 0x52], 0);
        expect((await readPartitionTables(memorySource(bytes))).apple.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 100 },
    );
  });
});

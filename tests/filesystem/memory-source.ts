// Sectors in memory, and the few fields that a test sets by hand.
import { BurnishError } from '../../app/base/errors.ts';
import type { SectorSource } from '../../app/base/sector-source.ts';

export function memorySource(bytes: Uint8Array): SectorSource {
  return {
    sectors: Math.floor(bytes.length / 2048),
    read: (start, into) => {
      const part = bytes.subarray(start * 2048, start * 2048 + into.length);
      into.set(part);
      return Promise.resolve(Math.floor(part.length / 2048));
    },
  };
}

/** Reads that hold one of the bad sectors fail as a drive's do. */
export function sourceWithBadSectors(bytes: Uint8Array, bad: readonly number[]): SectorSource {
  const sound = memorySource(bytes);
  return {
    sectors: sound.sectors,
    read: (start, into) => {
      if (!bad.some((sector) => sector >= start && sector < start + into.length / 2048)) return sound.read(start, into);
      return Promise.reject(
        new BurnishError({ code: 'read-failed', message: 'Sector not readable.', doing: 'reading', nextStep: 'None.' }),
      );
    },
  };
}

/** 64 sectors with a boot record at 17 that leads to a catalogue in sector 20 of these 32-byte records. */
export function volumeWithCatalog(records: readonly (readonly number[])[], sectors = 64): Buffer {
  const bytes = Buffer.alloc(sectors * 2048);
  bytes.write('\u0001CD001\u0001', 16 * 2048, 'latin1');
  bytes.write('\u0000CD001\u0001EL TORITO SPECIFICATION', 17 * 2048, 'latin1');
  bytes.writeUInt32LE(20, 17 * 2048 + 71);
  bytes.write('\u00ffCD001\u0001', 18 * 2048, 'latin1');
  records.forEach((record, index) => bytes.set(record, 20 * 2048 + index * 32));
  return bytes;
}

/** The validation entry for a platform, its sum made right. */
export function validation(platform: number): number[] {
  const record = Buffer.alloc(32);
  record.set([1, platform]);
  record.write('MAKER', 4);
  record.set([0x55, 0xaa], 30);
  let sum = 0;
  for (let offset = 0; offset < 32; offset += 2) sum += record.readUInt16LE(offset);
  record.writeUInt16LE((0x1_0000 - (sum % 0x1_0000)) % 0x1_0000, 28);
  return [...record];
}

/** An entry that starts without emulation. */
export function entry(indicator: number, sector: number, media = 0): number[] {
  const record = Buffer.alloc(32);
  record.set([indicator, media]);
  record.writeUInt16LE(4, 6);
  record.writeUInt32LE(sector, 8);
  return [...record];
}

export function sectionHeader(indicator: number, platform: number, entries: number): number[] {
  const record = Buffer.alloc(32);
  record.set([indicator, platform]);
  record.writeUInt16LE(entries, 2);
  return [...record];
}

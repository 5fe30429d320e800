// El Torito 1.0: the catalogue of boot images that a boot record of the volume leads to. Nothing in it is believed: every
// length is bounded, and what contradicts the specification is a finding.
import { readAscii, readU16LE, readU32LE } from '../base/bytes.ts';
import { readSectors, type SectorSource } from '../base/sector-source.ts';
import type { Finding } from './finding.ts';

/** Platform identifiers of El Torito, and EFh from the UEFI specification. */
export const BOOT_PLATFORM = { x86: 0, powerpc: 1, mac: 2, uefi: 0xef } as const;

/** What the firmware shows the boot image as. */
export type BootEmulation = 'none' | 'floppy-1.2' | 'floppy-1.44' | 'floppy-2.88' | 'hard-disk';

export interface BootEntry {
  /** One of BOOT_PLATFORM, or a number that nobody gave out. */
  readonly platform: number;
  /** Says that the image can be started, and not only that it is there. */
  readonly isBootable: boolean;
  /** Undefined for a number that nobody gave out. */
  readonly emulation: BootEmulation | undefined;
  /** Real-mode segment to load to; 0 = the usual 7C0h. */
  readonly loadSegment: number;
  /** Type byte of the partition table of an emulated hard disk. */
  readonly systemType: number;
  /** How many 512-byte sectors the firmware loads at first; tells nothing of the image's true size. */
  readonly loadSectors: number;
  /** Where the boot image begins, in 2048-byte sectors. */
  readonly sector: number;
  /** Vendor's text of the section the entry stands in; the catalogue's own for the first entry. */
  readonly sectionId: string;
  /** What kind of criteria the vendor gives for choosing this entry; 0 = none. */
  readonly selectionType: number;
  /** Those criteria, with the bytes of extension records behind them. */
  readonly selectionCriteria: Uint8Array;
}

export interface BootCatalog {
  readonly sector: number;
  /** The validation entry has its keys and its sum is right: firmware looks no further where it is not. */
  readonly isValid: boolean;
  /** Who made it, from the validation entry. */
  readonly id: string;
  /** The first one is the initial (default) entry. */
  readonly entries: readonly BootEntry[];
  readonly findings: readonly Finding[];
}

/** El Torito wants its boot record there, and some firmware looks nowhere else. */
const BOOT_RECORD_SECTOR = 17;
const RECORD_BYTES = 32;
/** 64 records a sector; real catalogues have fewer than ten in all. */
export const MOST_CATALOG_SECTORS = 16;
const INDICATOR = {
  validation: 0x01,
  extension: 0x44,
  bootable: 0x88,
  notBootable: 0x00,
  header: 0x90,
  lastHeader: 0x91,
};
const EMULATIONS: readonly BootEmulation[] = ['none', 'floppy-1.2', 'floppy-1.44', 'floppy-2.88', 'hard-disk'];
/** In the media byte of a section entry, and in the second byte of an extension: another extension follows. */
const MORE_FOLLOWS = 0x20;

/** Reads the catalogue that `bootRecord` names. Rejects only where the source cannot be read. */
export async function readBootCatalog(
  source: SectorSource,
  bootRecord: { readonly sector: number; readonly catalogSector: number },
): Promise<BootCatalog> {
  const bytes = await readSectors(source, bootRecord.catalogSector, MOST_CATALOG_SECTORS);
  return bootCatalogIn(bytes, { bootRecord, firstSector: 0, imageSectors: source.sectors });
}

/**
 * The catalogue in the bytes that begin at its place. `firstSector` is the address of the image's first sector: not 0
 * where it is a later session by itself; places are answered as the image has them.
 */
export function bootCatalogIn(bytes: Uint8Array, { bootRecord, firstSector, imageSectors }: CatalogPlace): BootCatalog {
  const catalogSector = bootRecord.catalogSector - firstSector;
  const reader = new CatalogReader(bytes, { sector: catalogSector, firstSector });
  if (bootRecord.sector !== BOOT_RECORD_SECTOR) {
    reader.find('warning', `The boot record is in sector ${bootRecord.sector}, and firmware looks in sector 17.`);
  }
  const { id, isValid, platform } = reader.readValidation();
  if (reader.readInitialEntry(platform, id)) reader.readSections();
  const entries = reader.entries;
  for (const entry of entries) {
    if (entry.isBootable && (entry.sector >= imageSectors || entry.sector < 0)) {
      reader.find('error', `A boot image begins in sector ${entry.sector}, behind the end of the image.`);
    }
  }
  return { sector: catalogSector, isValid, id, entries, findings: reader.findings };
}

interface CatalogPlace {
  readonly bootRecord: { readonly sector: number; readonly catalogSector: number };
  readonly firstSector: number;
  readonly imageSectors: number;
}

/** Goes through the records in order, each once, so that it ends with the bytes at the latest. */
class CatalogReader {
  readonly entries: BootEntry[] = [];
  readonly findings: Finding[] = [];
  private readonly bytes: Uint8Array;
  private readonly sector: number;
  private readonly firstSector: number;
  private next = 0;

  constructor(bytes: Uint8Array, { sector, firstSector }: { sector: number; firstSector: number }) {
    this.bytes = bytes;
    this.sector = sector;
    this.firstSector = firstSector;
  }

  find(severity: Finding['severity'], what: string): void {
    this.findings.push({ severity, sector: this.sector, what });
  }

  readValidation(): { id: string; isValid: boolean; platform: number } {
    const record = this.take();
    if (record === undefined) {
      this.find('error', 'The boot catalogue lies behind the end of the image.');
      return { id: '', isValid: false, platform: 0 };
    }
    const hasKeys = record[0] === INDICATOR.validation && record[30] === 0x55 && record[31] === 0xaa;
    if (!hasKeys) this.find('error', 'The boot catalogue does not begin with a validation entry.');
    let sum = 0;
    for (let offset = 0; offset < RECORD_BYTES; offset += 2) sum += readU16LE(record, offset);
    const addsUp = sum % 65_536 === 0;
    if (hasKeys && !addsUp) this.find('error', 'The checksum of the boot catalogue is wrong.');
    return { id: readAscii(record, 4, 24), isValid: hasKeys && addsUp, platform: record[1] ?? 0 };
  }

  /** False when there is none, and nothing that follows can be believed. */
  readInitialEntry(platform: number, sectionId: string): boolean {
    const record = this.take();
    if (record === undefined || !isEntry(record)) {
      if (this.bytes.length > 0) this.find('error', 'The boot catalogue has no initial entry.');
      return false;
    }
    this.addEntry(bootEntry(record, platform, sectionId, new Uint8Array()));
    return true;
  }

  /** Some writers leave out the mark of the last header: a record that is no header ends the catalogue as well. */
  readSections(): void {
    for (let header = this.take(); header !== undefined; header = this.take()) {
      if (header[0] !== INDICATOR.header && header[0] !== INDICATOR.lastHeader) return;
      this.readSection(header);
      if (header[0] === INDICATOR.lastHeader) return;
    }
  }

  private readSection(header: Uint8Array): void {
    const announced = readU16LE(header, 2);
    const platform = header[1] ?? 0;
    for (let index = 0; index < announced; index++) {
      const record = this.take();
      if (record === undefined || !isEntry(record)) {
        this.find('warning', `A section of the boot catalogue announces ${announced} entries and has ${index}.`);
        // What ended the section early may be the next header.
        if (record !== undefined) this.next -= RECORD_BYTES;
        return;
      }
      this.addEntry(bootEntry(record, platform, readAscii(header, 4, 28), this.criteria(record)));
    }
  }

  private addEntry(entry: BootEntry): void {
    this.entries.push({ ...entry, sector: entry.sector - this.firstSector });
  }

  private criteria(record: Uint8Array): Uint8Array {
    const parts = [record.subarray(13)];
    for (let more = (record[1] ?? 0) & MORE_FOLLOWS; more !== 0; ) {
      const extension = this.take();
      if (extension?.[0] !== INDICATOR.extension) {
        this.find('warning', 'A boot entry announces an extension that is not there.');
        if (extension !== undefined) this.next -= RECORD_BYTES;
        break;
      }
      parts.push(extension.subarray(2));
      more = (extension[1] ?? 0) & MORE_FOLLOWS;
    }
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  }

  private take(): Uint8Array | undefined {
    if (this.next + RECORD_BYTES > this.bytes.length) return undefined;
    const record = this.bytes.subarray(this.next, this.next + RECORD_BYTES);
    this.next += RECORD_BYTES;
    return record;
  }
}

/** A record of zeros is no entry but what lies behind the last one. */
function isEntry(record: Uint8Array): boolean {
  if (record[0] === INDICATOR.bootable) return true;
  return record[0] === INDICATOR.notBootable && record.some((byte) => byte !== 0);
}

function bootEntry(record: Uint8Array, platform: number, sectionId: string, criteria: Uint8Array): BootEntry {
  return {
    platform,
    isBootable: record[0] === INDICATOR.bootable,
    emulation: EMULATIONS[(record[1] ?? 0) & 0x0f],
    loadSegment: readU16LE(record, 2),
    systemType: record[4] ?? 0,
    loadSectors: readU16LE(record, 6),
    sector: readU32LE(record, 8),
    sectionId,
    selectionType: criteria.length === 0 ? 0 : (record[12] ?? 0),
    selectionCriteria: criteria,
  };
}

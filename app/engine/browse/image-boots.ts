// What of an image starts a computer: the boot catalogue, the partition tables, and what they amount to.
import type { SectorSource } from '../../base/sector-source.ts';
import type { OpenedImage } from '../../contract/browse.ts';
import { BOOT_PLATFORM, type BootCatalog, type BootEntry } from '../../filesystem/el-torito.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import { systemOf } from '../../image/image-systems.ts';
import { type PartitionTables, readPartitionTables } from '../../image/partition-tables.ts';
import { bootWaysOf } from '../boot-ways.ts';

type Boots = OpenedImage['boots'];

const MBR_BLOCK = 512;
const PLATFORMS = new Map<number, string>([
  [BOOT_PLATFORM.x86, '80x86'],
  [BOOT_PLATFORM.powerpc, 'PowerPC'],
  [BOOT_PLATFORM.mac, 'Mac'],
  [BOOT_PLATFORM.uefi, 'UEFI'],
]);

export interface BootSources {
  readonly source: SectorSource;
  readonly catalog: BootCatalog | undefined;
  /** Of the volume, and the program that made it: they tell the system. */
  readonly label: string;
  readonly application: string;
}

/** Rejects as the source does. */
export async function imageBoots({ source, catalog, label, application }: BootSources): Promise<Boots> {
  const tables = await readPartitionTables(source);
  const ways = bootWaysOf(catalog, tables, source.sectors);
  const system = ways.length === 0 ? undefined : systemOf({ label, application, bootCode: tables.mbr?.code ?? '' });
  return {
    ways,
    ...(system === undefined ? {} : { system }),
    entries: (catalog?.entries ?? []).map(bootEntry),
    partitions: partitions(tables),
  };
}

function bootEntry(entry: BootEntry): Boots['entries'][number] {
  const { platform, isBootable, emulation, loadSegment, loadSectors, sector } = entry;
  return {
    platform: PLATFORMS.get(platform) ?? `${platform}`,
    isBootable,
    emulation: emulation ?? 'unknown',
    loadSegment,
    loadSectors,
    sector,
  };
}

function partitions({ mbr, gpt, apple }: PartitionTables): Boots['partitions'] {
  return [
    ...(mbr?.partitions ?? []).map(({ type, start, blocks }) => ({
      table: 'MBR' as const,
      type: `0x${type.toString(16).padStart(2, '0')}`,
      startBytes: start * MBR_BLOCK,
      bytes: blocks * MBR_BLOCK,
    })),
    ...gpt.map((partition) => named('GPT', partition)),
    ...apple.map((partition) => named('APM', partition)),
  ];
}

function named(
  table: 'GPT' | 'APM',
  { type, name, startBytes, bytes }: PartitionTables['gpt'][number],
): Boots['partitions'][number] {
  return { table, type: shownName(type), ...(name === '' ? {} : { name: shownName(name) }), startBytes, bytes };
}

// The ways of starting a computer that an image offers, from its boot catalogue and its partition tables.
import type { BootWay } from '../contract/image-facts.ts';
import { BOOT_PLATFORM, type BootCatalog } from '../filesystem/el-torito.ts';
import type { PartitionTables } from '../image/partition-tables.ts';

const WAY_OF_PLATFORM = new Map<number, BootWay>([
  [BOOT_PLATFORM.x86, 'bios'],
  [BOOT_PLATFORM.uefi, 'uefi'],
  [BOOT_PLATFORM.powerpc, 'powerpc'],
  [BOOT_PLATFORM.mac, 'mac'],
]);
const EFI_SYSTEM_MBR = 0xef;
const EFI_SYSTEM_GPT = 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B';
const BLOCKS_PER_SECTOR = 4;

/** In the order of the contract's list, each once. `sectors`: what points behind the image's end starts nothing. */
export function bootWaysOf(catalog: BootCatalog | undefined, tables: PartitionTables, sectors: number): BootWay[] {
  return [...discWays(catalog, sectors), ...stickWays(tables, sectors)];
}

function discWays(catalog: BootCatalog | undefined, sectors: number): readonly BootWay[] {
  if (catalog === undefined || !catalog.isValid) return [];
  const starting = catalog.entries.filter((entry) => entry.isBootable && entry.sector < sectors);
  return [...WAY_OF_PLATFORM].flatMap(([platform, way]) =>
    starting.some((entry) => entry.platform === platform) ? [way] : [],
  );
}

function stickWays({ mbr, gpt }: PartitionTables, sectors: number): readonly BootWay[] {
  const inside = mbr?.partitions.filter(({ start }) => start < sectors * BLOCKS_PER_SECTOR) ?? [];
  const hasEfi = gpt.some(({ type }) => type === EFI_SYSTEM_GPT) || inside.some(({ type }) => type === EFI_SYSTEM_MBR);
  return [
    ...(mbr?.hasCode === true && inside.length > 0 ? (['usb-bios'] as const) : []),
    ...(hasEfi ? (['usb-uefi'] as const) : []),
  ];
}

// What a front end shows of an image before anything is burned: what it holds, what it starts, what speaks against it.
import { basename } from 'node:path';
import { readAscii } from '../base/bytes.ts';
import { BurnishError, type ErrorReport } from '../base/errors.ts';
import { readBytes, type SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import type { ImageCheck, ImageFacts } from '../contract/image-facts.ts';
import { readBootCatalog } from '../filesystem/el-torito.ts';
import { hasRockRidge } from '../filesystem/rock-ridge.ts';
import { hasUdf, udfLabel } from '../filesystem/udf/recognition.ts';
import { readVolumeDescriptors, type VolumeDescriptors } from '../filesystem/volume-descriptors.ts';
import { withImageSectors } from '../image/image-sectors.ts';
import { systemOf } from '../image/image-systems.ts';
import { type PartitionTables, readPartitionTables } from '../image/partition-tables.ts';
import { compareWithChecksumFile } from '../jobs/image-checksum.ts';
import { openSourceImage } from '../jobs/source-image.ts';
import { type Checksum, findChecksum } from '../pipeline/checksum-file.ts';
import { inspectFile, openError } from '../pipeline/image-file.ts';
import { bootWaysOf } from './boot-ways.ts';

/** Throws BurnishError `image-missing` or `image-unreadable`; what else is wrong with the file is its `problem`. */
export async function inspectImage(path: string): Promise<ImageFacts> {
  const file = await inspectFile(path);
  const contents = await withImageSectors(path, contentsOf).catch((thrown: unknown) => {
    throw openError(path, thrown);
  });
  const checksum = await outcomeOf(findChecksum(path));
  const source = await outcomeOf(openSourceImage(path, { allowTruncated: false }));
  const problem = source.error ?? checksum.error;
  return {
    path,
    name: basename(path),
    bytes: file.sizeBytes,
    modifiedAt: new Date(file.modifiedMs).toISOString(),
    blocks: Math.floor(file.sizeBytes / SECTOR_BYTES),
    ...contents,
    ...(checksum.value === undefined ? {} : { checksum: shownChecksum(checksum.value) }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Throws BurnishError as the file or its checksum file deserves, `cancelled` when the signal is aborted. */
export async function checkImage(
  path: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (doneBytes: number, totalBytes: number) => void },
): Promise<ImageCheck> {
  const comparison = await compareWithChecksumFile(path, { signal: options.signal, progress: options.onProgress });
  if (comparison === undefined) return { outcome: 'none' };
  const { agrees, algorithm, digest, file, actual } = comparison;
  return { outcome: agrees ? 'agrees' : 'differs', algorithm, file, expected: digest, actual };
}

type Contents = Pick<ImageFacts, 'label' | 'volumes' | 'publisher' | 'application' | 'createdAt' | 'boots' | 'system'>;

async function contentsOf(source: SectorSource): Promise<Contents> {
  const descriptors = await readVolumeDescriptors(source);
  const tables = await readPartitionTables(source);
  const { primary, bootRecord } = descriptors;
  const catalog = bootRecord && (await readBootCatalog(source, bootRecord));
  const boots = bootWaysOf(catalog, tables, source.sectors);
  const isUdf = await hasUdf(source);
  const label = primary?.label ?? (isUdf ? await udfLabel(source) : undefined) ?? '';
  const { publisher = '', application = '', createdAt } = primary ?? {};
  const system = boots.length === 0 ? undefined : systemOf({ label, application, bootCode: tables.mbr?.code ?? '' });
  return {
    label,
    volumes: await volumesOf(source, descriptors, tables, isUdf),
    ...(publisher === '' ? {} : { publisher }),
    ...(application === '' ? {} : { application }),
    ...(createdAt === undefined ? {} : { createdAt }),
    boots,
    ...(system === undefined ? {} : { system }),
  };
}

async function volumesOf(
  source: SectorSource,
  { primary, hasJoliet, hasEnhanced }: VolumeDescriptors,
  tables: PartitionTables,
  isUdf: boolean,
): Promise<string[]> {
  const root = primary?.rootSector;
  const names: readonly (readonly [string, boolean])[] = [
    ['ISO 9660', primary !== undefined],
    ['Rock Ridge', root !== undefined && (await hasRockRidge(source, root))],
    ['Joliet', hasJoliet],
    ['ISO 9660:1999', hasEnhanced],
    ['UDF', isUdf],
    ['HFS+', await hasHfsPlus(source, tables)],
  ];
  return names.filter(([, isThere]) => isThere).map(([name]) => name);
}

/** A partition of Apple's type may hold anything; HFS+ has its mark at 1024 (Apple TN1150). */
async function hasHfsPlus(source: SectorSource, { apple }: PartitionTables): Promise<boolean> {
  for (const { type, startBytes } of apple) {
    if (type !== 'Apple_HFS') continue;
    const mark = await readBytes(source, startBytes + 1024, 2);
    if (mark.length === 2 && ['H+', 'HX'].includes(readAscii(mark, 0, 2))) return true;
  }
  return false;
}

function shownChecksum({ file, algorithm, digest }: Checksum): NonNullable<ImageFacts['checksum']> {
  return { file, algorithm, digest };
}

/** A refusal as a value: it is shown beside the facts, not instead of them. */
async function outcomeOf<Value>(work: Promise<Value>): Promise<{ value?: Value; error?: ErrorReport }> {
  try {
    return { value: await work };
  } catch (thrown) {
    if (thrown instanceof BurnishError) return { error: thrown.report };
    throw thrown;
  }
}

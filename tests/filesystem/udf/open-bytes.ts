// UDF volumes out of bytes in memory.
import { FindingLog } from '../../../app/filesystem/finding-log.ts';
import { ImageBytes } from '../../../app/filesystem/image-bytes.ts';
import { openUdf, type UdfOptions } from '../../../app/filesystem/udf/open-udf.ts';
import type { UdfVolume } from '../../../app/filesystem/udf/udf-volume.ts';
import type { Volume, VolumeEntry } from '../../../app/filesystem/volume.ts';
import { walkDirectories } from '../../../app/filesystem/walk.ts';
import { memorySource } from '../memory-source.ts';
import { sampleBytes } from '../sample-images.ts';

/** An image of the fixtures, filled up to whole sectors. */
export function sample(name: string): Buffer {
  const bytes = sampleBytes(name);
  return Buffer.concat([bytes, Buffer.alloc((2048 - (bytes.length % 2048)) % 2048)]);
}

export interface Opened {
  readonly volume: UdfVolume | undefined;
  /** "severity: sentence" of everything that was found so far. */
  readonly findings: () => string[];
}

export async function openBytes(bytes: Uint8Array, options: UdfOptions = {}): Promise<Opened> {
  const log = new FindingLog();
  const volume = await openUdf(new ImageBytes(memorySource(bytes), log), options);
  return { volume, findings: () => log.findings.map(({ severity, what }) => `${severity}: ${what}`) };
}

export async function openVolume(bytes: Uint8Array, options: UdfOptions = {}): Promise<UdfVolume> {
  const { volume, findings } = await openBytes(bytes, options);
  if (volume === undefined) throw new Error(`no volume: ${findings().join(' ')}`);
  return volume;
}

export async function bytesOf(volume: Volume, file: VolumeEntry): Promise<Buffer> {
  const bytes = Buffer.alloc(file.bytes, 0xee);
  return bytes.subarray(0, await volume.read(file, 0, bytes));
}

/** Every entry with its path. */
export async function entriesOf(volume: Volume): Promise<Map<string, VolumeEntry>> {
  const found = new Map<string, VolumeEntry>();
  for await (const { path, entries } of walkDirectories(volume)) {
    for (const entry of entries) found.set([...path, entry.name].join('/'), entry);
  }
  return found;
}

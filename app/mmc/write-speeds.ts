// The write speeds that a drive offers for the medium that is in (MMC reference 2.0.9).
import { type KilobytesPerSecond, SINGLE_SPEED } from '../base/units.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import { getWriteSpeeds } from './commands/get-performance.ts';
import { readCapabilities } from './commands/mode-sense.ts';
import type { Drive } from './drive.ts';

/** Fastest first, each once; empty where the drive does not tell, or tells only what cannot be meant. */
export async function readWriteSpeeds(drive: Drive, kind: MediumKind): Promise<readonly KilobytesPerSecond[]> {
  const { family, writable } = mediumKindFacts(kind);
  if (writable === 'rom') return [];
  // Below 1x is another medium's speed or nothing at all; the margin lets drives round as they like.
  const slowest = SINGLE_SPEED[family] * 0.9;
  const plausible = (speeds: readonly KilobytesPerSecond[]): KilobytesPerSecond[] =>
    [...new Set(speeds)].filter((speed) => speed >= slowest && speed < 0xffff_ffff).sort((a, b) => b - a);
  const descriptors = await getWriteSpeeds(drive);
  const speeds = plausible(descriptors?.map((descriptor) => descriptor.writeSpeed) ?? []);
  if (speeds.length > 0) return speeds;
  if (family !== 'cd' && drive.quirks.has('page-2a-speeds-of-cd')) return [];
  const page = await readCapabilities(drive);
  return plausible(page?.writeSpeeds ?? []);
}

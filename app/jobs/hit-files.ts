// From bad sectors to the files they belong to: by the tree of the image where it is at hand, else by that of the disc.
import { BurnishError } from '../base/errors.ts';
import type { SectorSource } from '../base/sector-source.ts';
import type { JobResult } from '../contract/job.ts';
import { openVolumes } from '../filesystem/open-volumes.ts';
import { sectorOwners } from '../filesystem/sector-owners.ts';
import { withImageSectors } from '../image/image-sectors.ts';
import type { BadSectors } from './bad-sectors.ts';
import type { ExpectedContent } from './compare-disc.ts';
import { DiscSectors } from './disc-sectors.ts';
import { type JobContext, notice } from './job.ts';

export type HitFiles = NonNullable<JobResult['hit']>;

const MOST_NAMED = 100;

/** Undefined where there is no file system, or its tree cannot be read, which is a notice of the job. Never rejects. */
export async function hitFiles(
  context: JobContext,
  { start, blocks, imagePath }: ExpectedContent,
  bad: BadSectors,
): Promise<HitFiles | undefined> {
  try {
    if (imagePath !== undefined) {
      return await withImageSectors(imagePath, (source) => hitIn(source, { bad, offset: start }));
    }
    const disc = new DiscSectors(context.drive, start + blocks);
    return await hitIn(disc, { bad, offset: 0, sessionStarts: [start] });
  } catch (thrown) {
    const why = thrown instanceof BurnishError ? thrown.message : String(thrown);
    notice(context, 'warning', `Which files are hit cannot be told: ${why}`);
    return undefined;
  }
}

interface BadOnDisc {
  readonly bad: BadSectors;
  /** Where the source begins on the disc. */
  readonly offset: number;
  readonly sessionStarts?: readonly number[];
}

async function hitIn(source: SectorSource, { bad, offset, sessionStarts }: BadOnDisc): Promise<HitFiles | undefined> {
  const { volumes } = await openVolumes(source, sessionStarts === undefined ? {} : { sessionStarts });
  const [volume] = volumes;
  if (volume === undefined) return undefined;
  const sectors = bad.ranges.map(({ start, blocks }) => ({ start: start - offset, count: blocks }));
  const { owners, filesHit, filesUntouched } = await sectorOwners(volume, sectors);
  const named = (kind: 'file' | 'structure'): string[] =>
    owners.flatMap((owner) => (owner.kind === kind ? [owner.name] : [])).slice(0, MOST_NAMED);
  const structures = named('structure');
  const known = sectors.reduce((sum, { count }) => sum + count, 0);
  // Nothing is said to be whole while bad sectors are not named, or folders that would lead to more files are hit.
  const isAllKnown = known === bad.count && structures.length === 0;
  return { files: named('file'), count: filesHit, structures, ...(isAllKnown ? { whole: filesUntouched } : {}) };
}

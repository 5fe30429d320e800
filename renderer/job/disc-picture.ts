// What the drawing of the disc shows of a job: which part was used before, which is written, read back, bad.
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { JobPlan, Progress, Stage } from '../../app/contract/job.ts';
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';
import { type DiscShape, discShape, type Ring, ringsOf } from './disc-geometry.ts';

/**
 * - `used`: held something before the job;
 * - `simulated`: the drive took it and wrote nothing;
 * - `written`, `read`: done by this job;
 * - `verified`: read back and, as far as is known, equal;
 * - `bad`: differs or cannot be read.
 */
export type DiscTone = 'used' | 'simulated' | 'written' | 'read' | 'verified' | 'bad';

/** Bytes from `start` up to `end`. Later ones lie over earlier ones. */
export interface DiscExtent {
  readonly tone: DiscTone;
  readonly start: number;
  readonly end: number;
}

export interface DiscPicture {
  readonly shape: DiscShape;
  readonly extents: readonly DiscExtent[];
}

export interface PaintedRing extends Ring {
  readonly tone: DiscTone;
}

const SECTOR = 2048;
/** One bad sector of a DVD would be thinner than an atom; it has to be seen. */
const LEAST_BAD_MM = 0.7;

/** Undefined as long as nothing is known of the disc. `progress` is the latest, newer than that of the record. */
export function discPicture(job: JobRecord, progress: Progress | undefined): DiscPicture | undefined {
  const { plan } = job;
  if (plan === undefined) return undefined;
  const disc = plan.disc ?? nominalDisc(plan.medium);
  const shape = discShape(plan.medium, disc.layers, disc.totalBytes);
  const used: DiscExtent = { tone: 'used', start: 0, end: usedEnd(job, disc.usedBytes) };
  return { shape, extents: [used, ...doneExtents(job, progress, disc.startBytes), ...badExtents(job)] };
}

/** The rings to paint, in order. */
export function paintedRings({ shape, extents }: DiscPicture): PaintedRing[] {
  return extents.flatMap(({ tone, start, end }) =>
    ringsOf(shape, start, end).map((ring) => ({ tone, ...(tone === 'bad' ? widened(ring) : ring) })),
  );
}

/** How much of the disc is covered by one tone, 0 to 1. */
export function shareOf(picture: DiscPicture, tone: DiscTone): number {
  const bytes = picture.extents.reduce((sum, one) => (one.tone === tone ? sum + one.end - one.start : sum), 0);
  return Math.min(1, bytes / picture.shape.totalBytes);
}

function doneExtents(job: JobRecord, progress: Progress | undefined, start: number): DiscExtent[] {
  const isSimulated = job.request.job === 'burn' && job.request.simulate;
  const written = doneInStage(job, progress, 'write');
  const extents: DiscExtent[] = [
    { tone: isSimulated ? 'simulated' : 'written', start, end: start + written },
    { tone: 'read', start, end: start + doneInStage(job, progress, 'read') },
    { tone: 'verified', start, end: start + doneInStage(job, progress, 'verify') },
  ];
  return extents.filter((extent) => extent.end > extent.start);
}

/** Of the disc that is in the drive now: those of earlier copies do not count. */
function doneInStage(job: JobRecord, progress: Progress | undefined, stage: Stage): number {
  const copy = job.stages.at(-1)?.copy;
  const record = job.stages.findLast((one) => one.stage === stage && one.copy === copy);
  if (record === undefined) return 0;
  const live = progress?.stage === stage && job.stages.at(-1) === record ? progress.doneBytes : undefined;
  const isWhole = job.result?.outcome === 'done';
  return Math.max(record.doneBytes ?? 0, live ?? 0, isWhole ? (job.result?.bytes ?? 0) : 0);
}

function badExtents(job: JobRecord): DiscExtent[] {
  return (job.result?.badSectors ?? []).map(({ start, blocks }) => {
    return { tone: 'bad', start: start * SECTOR, end: (start + blocks) * SECTOR };
  });
}

/** What is erased is not there any more, and the second disc of several is a new one. */
function usedEnd(job: JobRecord, usedBytes: number): number {
  const isErased = job.request.job === 'blank' || job.request.job === 'format';
  const isOther = (job.stages.at(-1)?.copy ?? 1) > 1;
  return isOther || (isErased && job.state === 'done') ? 0 : usedBytes;
}

function widened<R extends Ring>(ring: R): R {
  const missing = LEAST_BAD_MM - (ring.outerMm - ring.innerMm);
  if (missing <= 0) return ring;
  return { ...ring, innerMm: ring.innerMm - missing / 2, outerMm: ring.outerMm + missing / 2 };
}

/** For records that do not say it: what the box says. */
function nominalDisc(medium: MediumKind): NonNullable<JobPlan['disc']> {
  const layers = medium.includes('-dl') ? 2 : 1;
  const ofOneLayer = { cd: 737_280_000, dvd: 4_707_319_808, bd: 25_025_314_816 }[mediumKindFacts(medium).family];
  const totalBytes = layers === 2 ? 8_547_991_552 : ofOneLayer;
  return { layers, totalBytes, usedBytes: 0, startBytes: 0 };
}

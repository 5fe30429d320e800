// Blanking a rewritable disc (MMC-6 6.2, MMC reference 2.10): what will happen in words, and doing it.
import { BurnishError, type DiscFate } from '../base/errors.ts';
import { lba, SECTOR_BYTES, sectorCount } from '../base/units.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import { BLANKING, blank } from './commands/blank.ts';
import { FEATURE, getFeature } from './commands/get-configuration.ts';
import type { Drive } from './drive.ts';
import type { Medium } from './medium.ts';
import type { BusyProgress } from './recipe.ts';
import { BlockWriter } from './recipes/block-writer.ts';
import { flush } from './recipes/closing.ts';
import { FateOfDisc } from './recipes/disc-fate.ts';
import { withTrayLocked } from './recipes/failure.ts';
import { proveBlocks, requireDiscInformation, type Witness } from './recipes/proof.ts';
import { refusal } from './recipes/refusals.ts';
import { transferBlocks } from './recipes/transfer.ts';
import { BUSY_CAP } from './timeouts.ts';

export interface BlankOptions {
  /** Erase every block, or only what makes the disc look written. */
  readonly full: boolean;
}

export interface ErasePlan {
  readonly steps: readonly string[];
  /** Absent when there is nothing to lose. */
  readonly loses?: string;
  readonly warnings: readonly string[];
}

/** What is usual: a DVD-RW blanked minimally can be written only in one piece afterwards, so it is blanked fully. */
export function blanksFullyByDefault(kind: MediumKind): boolean {
  return kind === 'dvd-rw' || kind === 'dvd-rw-overwrite';
}

type Way = 'blank' | 'overwrite';

const WAYS: Partial<Record<MediumKind, Way>> = {
  'cd-rw': 'blank',
  'dvd-rw': 'blank',
  'dvd-rw-overwrite': 'blank',
  'dvd+rw': 'overwrite',
  'dvd+rw-dl': 'overwrite',
  'dvd-ram': 'overwrite',
  'bd-re': 'overwrite',
};

/** Where file systems begin: the system area with the volume descriptors, and the anchor of UDF. */
const ERASED = [
  { start: 0, blocks: 32 },
  { start: 256, blocks: 32 },
] as const;

/** Pure. Throws `medium-unsuitable` or `medium-unformatted`, disc untouched. */
export function planBlank(medium: Medium, options: BlankOptions): ErasePlan {
  const { label } = mediumKindFacts(medium.kind);
  const loses = `Everything on this ${label} is lost.`;
  if (requireWay(medium, options) === 'overwrite') {
    return {
      steps: [
        `The beginning of the file system on the ${label} is overwritten with zeros; the rest of the data stays until it is overwritten.`,
      ],
      loses,
      warnings: [],
    };
  }
  const isSequential = blanksFullyByDefault(medium.kind);
  const minimal = 'Afterwards this DVD-RW can be written only in one piece; blank it fully to write it in sessions.';
  return {
    steps: [
      options.full
        ? `The whole ${label} is erased, which takes as long as writing all of it.`
        : `The ${label} is blanked the quick way: its contents are dropped, not erased.`,
    ],
    loses,
    warnings: !options.full && isSequential ? [minimal] : [],
  };
}

/** Blanks the disc and checks that it is blank. Throws a BurnishError with the disc's fate. */
export async function blankMedium(
  drive: Drive,
  medium: Medium,
  options: BlankOptions,
  progress: BusyProgress,
): Promise<void> {
  const way = requireWay(medium, options);
  let fate: DiscFate = 'untouched';
  await withTrayLocked(
    drive,
    'blanking the disc',
    () => fate,
    async () => {
      if (way === 'overwrite') {
        fate = 'usable';
        return overwriteStart(drive, medium, progress);
      }
      // Whoever loses touch with the drive from here on does not know how far it came.
      fate = 'usable';
      await drive
        .execute(blank(options.full ? BLANKING.ALL : BLANKING.MINIMAL), { doing: 'blanking the disc' })
        .catch((thrown: unknown) => {
          if (isRefusal(thrown)) fate = 'untouched';
          throw thrown;
        });
      await drive.waitUntilReady({ doing: 'blanking the disc', capMs: BUSY_CAP.blank, progress });
      await proveBlank(drive, medium.kind, options);
    },
  );
}

/** Not ready or not acceptable: the drive did not begin. */
function isRefusal(thrown: unknown): boolean {
  if (!(thrown instanceof BurnishError)) return false;
  const { key, deferred } = thrown.report.command ?? {};
  return deferred !== true && (key === 2 || key === 5 || key === 6);
}

async function proveBlank(drive: Drive, kind: MediumKind, { full }: BlankOptions): Promise<void> {
  const { status } = await requireDiscInformation(drive);
  if (status !== 'blank') throw notBlanked(`the disc is ${status}`);
  // A DVD-RW that was blanked minimally has lost incremental recording (MMC-6 5.3.9).
  const mustBeIncremental = full && blanksFullyByDefault(kind);
  if (!mustBeIncremental || (await getFeature(drive, FEATURE.INCREMENTAL_STREAMING))?.isCurrent === true) return;
  throw notBlanked('it did so the quick way only');
}

/** `how` continues the sentence "The drive says that it has blanked the disc, and ...". */
function notBlanked(how: string): BurnishError {
  return new BurnishError({
    code: 'blank-failed',
    message: `The drive says that it has blanked the disc, and ${how}.`,
    doing: 'blanking the disc',
    nextStep: 'Blank the disc fully, or use another one.',
  });
}

/** Quick erase of a random writable medium: zeros where file systems begin, read back. */
async function overwriteStart(drive: Drive, medium: Medium, progress: BusyProgress): Promise<void> {
  const doing = 'erasing the file system';
  const fate = new FateOfDisc(medium.kind, 'overwrite', false);
  const writer = new BlockWriter(drive, transferBlocks(drive, sectorCount(32), SECTOR_BYTES, 16), false, fate);
  progress({ doing });
  const zeros = new Uint8Array(SECTOR_BYTES);
  const erased: Witness[] = [];
  for (const { start, blocks } of ERASED) {
    if (start + blocks > medium.totalBlocks) continue;
    for (let i = start; i < start + blocks; i++) erased.push({ address: lba(i), block: zeros });
    writer.moveTo(lba(start), SECTOR_BYTES);
    await writer.writeZeros(blocks);
  }
  await flush(drive, { doing, fate: 'usable', progress });
  await proveBlocks(drive, erased);
}

function requireWay(medium: Medium, options: BlankOptions): Way {
  const { label } = mediumKindFacts(medium.kind);
  const way = WAYS[medium.kind];
  if (way === undefined) {
    throw refusal('medium-unsuitable', `A ${label} cannot be erased.`, 'Insert a rewritable disc.');
  }
  if (way === 'overwrite' && medium.state === 'unformatted') {
    throw refusal(
      'medium-unformatted',
      `This ${label} was never formatted: there is nothing to erase.`,
      'Format the disc, or just write it.',
    );
  }
  if (way === 'overwrite' && options.full) {
    throw refusal(
      'medium-unsuitable',
      `A ${label} has no full blanking.`,
      'Format the disc fully, or erase it the quick way.',
    );
  }
  return way;
}

// From what the drive answers to the state in words, and to the blocks that can be written: pure, one table of rules
// (MMC-6 6.21.3 "Disc status", MMC reference 2.0.3, 2.0.4, 2.8.1).
import { type SectorCount, sectorCount } from '../base/units.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import type { FormatCapacities } from './commands/read-capacity.ts';
import type { DiscInformation } from './commands/read-disc-information.ts';
import type { FormatDescriptor, MediumState, TrackState } from './medium.ts';

export interface MediumEvidence {
  readonly kind: MediumKind;
  readonly disc?: DiscInformation;
  readonly formats?: FormatCapacities;
  /** Last address of READ CAPACITY, 0 also for nothing. */
  readonly lastBlock: number;
  /** The track that the next write would go to. */
  readonly writable?: TrackState;
}

const OVERWRITABLE: readonly MediumKind[] = ['dvd-ram', 'dvd-rw-overwrite', 'dvd+rw', 'dvd+rw-dl', 'bd-re'];

export function isOverwritable(kind: MediumKind): boolean {
  return OVERWRITABLE.includes(kind);
}

export function mediumState(evidence: MediumEvidence): MediumState {
  const { kind, disc } = evidence;
  // A pressed disc is finalized whatever the drive says, and so is what a drive without the command reads.
  if (mediumKindFacts(kind).writable === 'rom' || disc === undefined) return 'finalized';
  if (isOverwritable(kind)) return isUnformatted(evidence) ? 'unformatted' : 'overwritable';
  if (disc.status === 'finalized' || disc.status === 'other' || kind === 'bd-r-rrm') return 'finalized';
  if (disc.status === 'blank' || isFormattedUnwrittenBdR(evidence, disc)) return 'blank';
  return isDamaged(evidence, disc) ? 'damaged' : 'appendable';
}

function isUnformatted({ kind, disc, formats }: MediumEvidence): boolean {
  if (kind === 'dvd+rw' || kind === 'dvd+rw-dl') return disc?.backgroundFormat === 0;
  return formats?.current === 'unformatted';
}

/** A freshly formatted BD-R claims to be appendable. */
function isFormattedUnwrittenBdR({ kind, lastBlock }: MediumEvidence, disc: DiscInformation): boolean {
  return kind === 'bd-r' && lastBlock === 0 && disc.sessions === 1 && disc.lastSession === 'empty';
}

/** Damage with a valid next writable address may be continued; without one it must be repaired first. */
function isDamaged({ writable }: MediumEvidence, disc: DiscInformation): boolean {
  if (writable?.nextWritableAddress !== undefined) return false;
  return disc.lastSession === 'damaged' || writable?.isDamaged === true;
}

/** Format types whose descriptor is the whole medium, by kind, best first (MMC-6 table "Format types"). */
const WHOLE_MEDIUM: Partial<Record<MediumKind, readonly number[]>> = {
  'dvd-ram': [0x00],
  'dvd-rw-overwrite': [0x00, 0x10],
  'dvd-rw': [0x10, 0x00, 0x15],
  'dvd+rw': [0x26],
  'dvd+rw-dl': [0x26],
  'bd-re': [0x00, 0x30, 0x31],
};

/** What a format of the whole medium yields; 0 where the drive lists none. */
function blocksOfWholeFormat(kind: MediumKind, formats: readonly FormatDescriptor[]): SectorCount {
  for (const type of WHOLE_MEDIUM[kind] ?? []) {
    const blocks = formats.filter((format) => format.type === type).map((format) => format.blocks);
    if (blocks.length > 0) return sectorCount(Math.max(...blocks));
  }
  return sectorCount(0);
}

/** See `Medium.writableBlocks`. `totalBlocks` is that of the medium. */
export function writableBlocks(evidence: MediumEvidence, state: MediumState, totalBlocks: SectorCount): SectorCount {
  switch (state) {
    case 'blank':
      return evidence.writable === undefined || evidence.writable.freeBlocks === 0
        ? totalBlocks
        : evidence.writable.freeBlocks;
    case 'appendable':
      return evidence.writable?.freeBlocks ?? sectorCount(0);
    case 'overwritable':
    case 'unformatted':
      return totalBlocks;
    case 'finalized':
    case 'damaged':
      return sectorCount(0);
  }
}

/** See `Medium.totalBlocks`: from the present format, the list of formats, or what the disc says of itself. */
export function totalBlocks(evidence: MediumEvidence, state: MediumState, told: SectorCount | undefined): SectorCount {
  const { kind, formats, writable, lastBlock } = evidence;
  if (state === 'blank' && writable !== undefined && writable.freeBlocks > 0) return writable.freeBlocks;
  const current = formats?.currentBlocks ?? sectorCount(0);
  const whole = blocksOfWholeFormat(kind, formats?.formats ?? []);
  const readable = sectorCount(lastBlock === 0 ? 0 : lastBlock + 1);
  const hasFixedFormat = (kind === 'bd-re' || kind === 'dvd-ram') && formats?.current === 'formatted';
  if (hasFixedFormat && current > 0) return current;
  if (whole > 0) return whole;
  if (told !== undefined && told > 0) return told;
  const open = state === 'appendable' && writable !== undefined ? writable.start + writable.blocks : 0;
  return sectorCount(Math.max(readable, kind === 'bd-r' ? current : 0, open));
}

// What the drive can do with each kind of CD: features (MMC-6 5.3) and speeds.
import { SINGLE_SPEED } from '../../base/units.ts';
import { FEATURE } from '../features.ts';
import type { MediumFeature } from '../media/medium.ts';

export type CdKind = 'cd-rom' | 'cd-r' | 'cd-rw';

const kilobytes = (speed: number): number => Math.round(speed * SINGLE_SPEED.cd);

/** kB/s, fastest first. */
export const WRITE_SPEEDS: Readonly<Record<CdKind, readonly number[]>> = {
  'cd-rom': [],
  'cd-r': [48, 40, 32, 24, 16, 8].map(kilobytes),
  'cd-rw': [24, 16, 10, 4].map(kilobytes),
};
export const READ_SPEED = kilobytes(48);

/** 500 entries. */
export const MOST_CUE_SHEET_BYTES = 4_000;

const READABLE: readonly MediumFeature[] = [
  { code: FEATURE.randomReadable },
  { code: FEATURE.multiRead },
  { code: FEATURE.cdRead },
];
const RECORDABLE: readonly MediumFeature[] = [
  ...READABLE,
  // data block types 8 to 13, BUF, one link size of 7
  { code: FEATURE.incrementalStreamingWritable, data: Uint8Array.of(0x3f, 0, 0x01, 1, 7, 0, 0, 0) },
  // BUF, test write, CD-RW; data block types 0 and 8 to 13
  { code: FEATURE.cdTrackAtOnce, data: Uint8Array.of(0x46, 0, 0x3f, 0x01) },
  // BUF, SAO, raw, test write, CD-RW, R to W; the longest cue sheet
  { code: FEATURE.cdMastering, data: Uint8Array.of(0x6f, 0, MOST_CUE_SHEET_BYTES >> 8, MOST_CUE_SHEET_BYTES & 0xff) },
];
/** Features that a CD makes current. */
export const FEATURES: Readonly<Record<CdKind, readonly MediumFeature[]>> = {
  'cd-rom': READABLE,
  'cd-r': RECORDABLE,
  'cd-rw': [...RECORDABLE, { code: FEATURE.cdRwWrite }],
};

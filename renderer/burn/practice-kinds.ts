// The practice discs that are offered for an image: the kinds that people buy, with their usual sizes, the smallest that
// is large enough first.
import type { MediumKind } from '../../app/contract/media.ts';
import { SECTOR_BYTES } from '../../app/base/units.ts';

export interface PracticeKind {
  readonly kind: MediumKind;
  /** Only where it is not the usual number. */
  readonly layers?: number;
  readonly bytes: number;
}

/** Blocks of a CD of 80 minutes, of single and double layer DVD, of Blu-ray by its layers. */
const PRACTICE_KINDS: readonly PracticeKind[] = (
  [
    ['cd-r', 359_847],
    ['cd-rw', 359_847],
    ['dvd+r', 2_295_104],
    ['dvd+rw', 2_295_104],
    ['dvd-r', 2_298_496],
    ['dvd-rw', 2_298_496],
    ['dvd-ram', 2_295_072],
    ['dvd+r-dl', 4_173_824],
    ['dvd-r-dl', 4_171_712],
    ['bd-r', 12_219_392],
    ['bd-re', 12_219_392],
    ['bd-r', 24_438_784, 2],
    ['bd-r', 48_878_592, 3],
    ['bd-r', 62_500_864, 4],
  ] as const
).map(([kind, blocks, layers]) => ({
  kind,
  bytes: blocks * SECTOR_BYTES,
  ...(layers === undefined ? {} : { layers }),
}));

/** Those that hold so many bytes. */
export function practiceKindsFor(bytes: number): readonly PracticeKind[] {
  return PRACTICE_KINDS.filter((one) => one.bytes >= bytes);
}

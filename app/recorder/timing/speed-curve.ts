// How fast a disc can pass under the laser: the spindle has a highest speed, so that inside a disc is slower than outside
// (CAV), and speeds below that bound are kept everywhere (CLV). kB/s.
import { type MediumKind, mediumKindFacts } from '../../contract/media.ts';

const INNER_RADIUS_MM = 24;
const OUTER_RADIUS_MM = 58;

/** Reached at the outer edge: 52x CD, 16x DVD, 16x BD. */
const SPINDLE_LIMIT = { cd: 9_173, dvd: 22_160, bd: 71_928 } as const;

/**
 * The speed at `fraction` (0 to 1) of the disc when `wanted` is set. On discs of several layers the laser goes out and
 * comes back (opposite track path).
 */
export function speedAt(kind: MediumKind, wanted: number, fraction: number, layers: number): number {
  const passed = Math.min(1, Math.max(0, fraction)) * layers;
  const layer = Math.min(layers - 1, Math.floor(passed));
  const outward = layer % 2 === 0 ? passed - layer : 1 - (passed - layer);
  const inner = INNER_RADIUS_MM ** 2;
  const radius = Math.sqrt(inner + outward * (OUTER_RADIUS_MM ** 2 - inner));
  return Math.min(wanted, (SPINDLE_LIMIT[mediumKindFacts(kind).family] * radius) / OUTER_RADIUS_MM);
}

// How long a burn usually takes, for the plan: transfer at the chosen speed, and what the drive does by itself.
import { SECTOR_BYTES } from '../base/units.ts';
import { mediumKindFacts } from '../contract/media.ts';
import type { WritePlan } from '../mmc/recipe.ts';

/** Lead-in, lead-out and spinning up, in milliseconds, as drives usually need: the recorder's own times are within them. */
const BY_ITSELF_MS = { cd: 40_000, dvd: 45_000, bd: 30_000 } as const;
/** A quick format before the first write. */
const FORMAT_MS = 40_000;

/** Milliseconds for one disc; `speed` in kB/s, above zero. */
export function usualBurnMs(plan: WritePlan, speed: number, isVerified: boolean): number {
  const passMs = (plan.totalBlocks * SECTOR_BYTES) / speed;
  const byItselfMs = BY_ITSELF_MS[mediumKindFacts(plan.kind).family] + (plan.formatsFirst ? FORMAT_MS : 0);
  return byItselfMs + (isVerified ? 2 : 1) * passMs;
}

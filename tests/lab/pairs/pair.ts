// What is asked of the recorder in the lab: visits of other people's programs to a disc, each a row of steps.
import type { MediumKind } from '../../../app/contract/media.ts';

export interface Step {
  readonly program: string;
  /** What the program does with the medium. */
  readonly does: string;
  /**
   * Bash, in the guest; it succeeds. BURNISH_SR and BURNISH_SG are the drive, /tmp/image.iso and /tmp/audio.raw what is
   * burned; guest/same, mounted and reload look at the disc.
   */
  readonly script: string;
  /** The program cannot do it, and fails: its own words, and why it is none of the recorder's doing. */
  readonly refuses?: { readonly says: RegExp; readonly because: string };
}

/** Steps with one blank disc, one after the other. */
export interface Visit {
  readonly medium: MediumKind;
  /** What it is about. */
  readonly about: string;
  readonly layers?: number;
  readonly steps: readonly Step[];
}

export function step(program: string, does: string, script: string): Step {
  return { program, does, script };
}

export function refusal(program: string, does: string, script: string, says: RegExp, because: string): Step {
  return { program, does, script, refuses: { says, because } };
}

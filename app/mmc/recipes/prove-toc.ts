// The table of contents of a CD after a burn: it comes from the lead-in that was just written, and tells what the drive
// made of the write parameters and the cue sheet (ECMA-130 22.3.4; MMC-6 6.25, full TOC).
import { readFullToc } from '../commands/read-toc.ts';
import type { Drive } from '../drive.ts';
import { unchanged } from './proof.ts';

export interface OrderedTrack {
  readonly number: number;
  /** The control nibble of Q. */
  readonly control: number;
}

/** Where the next session may begin; nothing points there in the last session of a finalized disc. */
const NEXT_SESSION = 0xb0;
const POSITION = 1;

/**
 * Every track has the control bits that were ordered, and a finalized disc announces no further session. Drives that
 * show the new table only after the disc was loaded again are judged by nothing here.
 */
export async function proveTableOfContents(
  drive: Drive,
  ordered: readonly OrderedTrack[],
  finalize: boolean,
): Promise<void> {
  const entries = (await readFullToc(drive)) ?? [];
  for (const { number, control } of ordered) {
    const found = entries.find((entry) => entry.adr === POSITION && entry.point === number);
    if (found === undefined) return;
    if (found.control !== control) {
      throw unchanged(`track ${number} has the control bits ${found.control} and not ${control}`);
    }
    const pointsOn = entries.some((entry) => entry.session === found.session && entry.point === NEXT_SESSION);
    if (finalize && pointsOn) throw unchanged('it announces another session');
  }
}

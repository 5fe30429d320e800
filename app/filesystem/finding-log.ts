// What a reader has to say of one volume: each thing once, and not without end, whatever the image brings.
import { SECTOR_BYTES } from '../base/units.ts';
import type { Finding } from './finding.ts';

const MOST_FINDINGS = 500;

export class FindingLog {
  /** How many more there were. */
  leftOut = 0;
  private readonly bySentence = new Map<string, Finding>();

  /** Grows while the volume is read. */
  get findings(): readonly Finding[] {
    return [...this.bySentence.values()];
  }

  /** What was found so far, to be gone on with by another. */
  copy(): FindingLog {
    const copy = new FindingLog();
    for (const [what, finding] of this.bySentence) copy.bySentence.set(what, finding);
    copy.leftOut = this.leftOut;
    return copy;
  }

  /** `begin` is where it is seen, in bytes from the start of the image; `what` is one sentence. */
  add(severity: Finding['severity'], begin: number, what: string): void {
    if (this.bySentence.has(what)) return;
    if (this.bySentence.size < MOST_FINDINGS) {
      this.bySentence.set(what, { severity, sector: Math.floor(begin / SECTOR_BYTES), what });
    } else {
      this.leftOut++;
    }
  }
}

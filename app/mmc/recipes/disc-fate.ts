// What would become of the disc if the recording failed now.
import type { DiscFate } from '../../base/errors.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import type { WritePlan } from '../recipe.ts';

export class FateOfDisc {
  /** The recipe has formatted the disc before writing. */
  formatted = false;
  /** A WRITE was sent that the drive did not refuse outright. */
  written = false;
  private readonly simulate: boolean;
  private readonly rewritable: boolean;
  private readonly resumable: boolean;

  constructor(plan: WritePlan) {
    this.simulate = plan.simulate;
    this.rewritable = mediumKindFacts(plan.kind).writable === 'many';
    this.resumable = plan.mode !== 'sao' && plan.mode !== 'dao' && plan.mode !== 'raw';
  }

  /**
   * A rewritable can be used again whatever happened to it. A write-once disc can be continued or closed when it is
   * written track by track, and is spoilt when the whole of it was announced in advance.
   */
  now(): DiscFate {
    if (this.simulate) return 'untouched';
    if (!this.written) return this.formatted ? 'usable' : 'untouched';
    if (this.rewritable) return 'usable';
    return this.resumable ? 'appendable' : 'lost';
  }
}

// What would become of the disc if the recording failed now.
import type { DiscFate } from '../../base/errors.ts';
import { type MediumKind, mediumKindFacts } from '../../contract/media.ts';
import type { WriteMode } from '../recipe.ts';

export class FateOfDisc {
  /** The recipe has formatted the disc before writing. */
  formatted = false;
  /** A track that an earlier burn left unfinished was closed before writing. */
  trackClosed = false;
  /** A WRITE was sent that the drive did not refuse outright. */
  written = false;
  private readonly simulate: boolean;
  private readonly rewritable: boolean;
  private readonly resumable: boolean;

  constructor(kind: MediumKind, mode: WriteMode, simulate: boolean) {
    this.simulate = simulate;
    this.rewritable = mediumKindFacts(kind).writable === 'many';
    this.resumable = mode !== 'sao' && mode !== 'dao' && mode !== 'raw';
  }

  /**
   * A rewritable can be used again whatever happened to it. A write-once disc can be continued or closed when it is
   * written track by track, and is spoilt when the whole of it was announced in advance.
   */
  now(): DiscFate {
    if (this.simulate) return 'untouched';
    if (!this.written && !this.trackClosed) return this.formatted ? 'usable' : 'untouched';
    if (this.rewritable) return 'usable';
    if (!this.written) return 'appendable';
    return this.resumable ? 'appendable' : 'lost';
  }
}

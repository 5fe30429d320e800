// What can be done with drives from the window.
import type { MediumKind } from '../../app/contract/media.ts';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';

/** A blank disc of this kind in a virtual drive of its own. */
export function makePracticeDisc(kind: MediumKind, layers?: number): void {
  engine.call('makePracticeDisc', { kind, ...(layers === undefined ? {} : { layers }) }).catch(showError);
}

// What each kind of disc can do beyond a plain burn, so that the page offers nothing that a plan would refuse anyway.
import type { BurnRequest } from '../../app/contract/job.ts';
import type { MediumReport } from '../../app/contract/drive-report.ts';
import type { MediumKind } from '../../app/contract/media.ts';

export type RecordingMode = NonNullable<BurnRequest['mode']>;

export interface DiscAbilities {
  /** The drive can go through the whole burn with the laser at reading power. */
  readonly simulate: boolean;
  /** The disc can stay open for another session. */
  readonly leaveOpen: boolean;
  /** The drive's own check of each block can be left out. */
  readonly streaming: boolean;
  /** The ways of recording to choose from; empty where there is only one. */
  readonly modes: readonly RecordingMode[];
}

const TEST_WRITE: readonly MediumKind[] = ['cd-r', 'cd-rw', 'dvd-r', 'dvd-rw', 'dvd-r-dl'];
const SESSIONS: readonly MediumKind[] = ['cd-r', 'cd-rw', 'dvd-r', 'dvd-rw', 'dvd+r', 'dvd+r-dl', 'bd-r'];
const STREAMING: readonly MediumKind[] = ['dvd-ram', 'bd-r', 'bd-re'];
const CD: readonly MediumKind[] = ['cd-r', 'cd-rw'];
const DVD_MINUS: readonly MediumKind[] = ['dvd-r', 'dvd-rw', 'dvd-r-dl'];

/** Of the disc as it is now: a mode that needs a blank disc is not among those of a disc that holds something. */
export function discAbilities({ kind, state }: Pick<MediumReport, 'kind' | 'state'>): DiscAbilities {
  return {
    simulate: TEST_WRITE.includes(kind),
    leaveOpen: SESSIONS.includes(kind),
    streaming: STREAMING.includes(kind),
    modes: modesOf(kind, state === 'blank'),
  };
}

function modesOf(kind: MediumKind, isBlank: boolean): readonly RecordingMode[] {
  if (CD.includes(kind)) return isBlank ? ['sao', 'tao', 'raw'] : ['tao', 'raw'];
  if (DVD_MINUS.includes(kind) && isBlank) return ['incremental', 'dao'];
  return [];
}

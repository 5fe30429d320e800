// The virtual drives that can be added: what they are called, what they read and write, how fast.
import type { DriveProfile } from '../contract/drive-profile.ts';
import type { MediumKind } from '../contract/media.ts';

export interface DriveModel {
  readonly profile: DriveProfile;
  /** INQUIRY bytes 16-31. */
  readonly product: string;
  readonly revision: string;
  readonly reads: readonly MediumKind[];
  readonly writes: readonly MediumKind[];
  /** More than two BD layers. */
  readonly bdxl: boolean;
  readonly bufferBytes: number;
}

const CD: readonly MediumKind[] = ['cd-rom', 'cd-r', 'cd-rw'];
const DVD: readonly MediumKind[] = [
  'dvd-rom',
  'dvd-r',
  'dvd-ram',
  'dvd-rw-overwrite',
  'dvd-rw',
  'dvd-r-dl',
  'dvd-r-dl-jump',
  'dvd+rw',
  'dvd+r',
  'dvd+rw-dl',
  'dvd+r-dl',
];
const BD: readonly MediumKind[] = ['bd-rom', 'bd-r', 'bd-r-rrm', 'bd-re'];
const NOT_WRITTEN: ReadonlySet<MediumKind> = new Set([
  'cd-rom',
  'dvd-rom',
  'bd-rom',
  'bd-r-rrm',
  'dvd+rw-dl',
  'dvd-r-dl-jump',
]);

const written = (kinds: readonly MediumKind[]): readonly MediumKind[] => kinds.filter((kind) => !NOT_WRITTEN.has(kind));

const MODELS: Readonly<Record<DriveProfile, DriveModel>> = {
  'all-media': {
    profile: 'all-media',
    product: 'VIRTUAL BDXL',
    revision: '1.00',
    reads: [...CD, ...DVD, ...BD],
    writes: written([...CD, ...DVD, ...BD]),
    bdxl: true,
    bufferBytes: 4 * 1024 * 1024,
  },
  'bd-rw': {
    profile: 'bd-rw',
    product: 'VIRTUAL BD-RW',
    revision: '1.00',
    reads: [...CD, ...DVD, ...BD],
    writes: written([...CD, ...DVD, ...BD]),
    bdxl: false,
    bufferBytes: 4 * 1024 * 1024,
  },
  'dvd-rw': {
    profile: 'dvd-rw',
    product: 'VIRTUAL DVD-RW',
    revision: '1.00',
    reads: [...CD, ...DVD],
    writes: written([...CD, ...DVD]),
    bdxl: false,
    bufferBytes: 2 * 1024 * 1024,
  },
  'cd-rw': {
    profile: 'cd-rw',
    product: 'VIRTUAL CD-RW',
    revision: '1.00',
    reads: [...CD, 'dvd-rom'],
    writes: written(CD),
    bdxl: false,
    bufferBytes: 2 * 1024 * 1024,
  },
};

export function driveModel(profile: DriveProfile): DriveModel {
  return MODELS[profile];
}

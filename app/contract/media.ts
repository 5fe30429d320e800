// The kinds of media by their MMC profile (MMC-6 5.3.2 "Profile list"), as every layer and every front end names them.

/** The kinds by name, in the order of their profiles. */
export const MEDIUM_KIND_NAMES = [
  'cd-rom',
  'cd-r',
  'cd-rw',
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
  'bd-rom',
  'bd-r',
  'bd-r-rrm',
  'bd-re',
] as const;
/** One kind of medium as a drive reports it in its current profile. */
export type MediumKind = (typeof MEDIUM_KIND_NAMES)[number];

export interface MediumKindFacts {
  readonly kind: MediumKind;
  /** Profile number (MMC-6 table 94). */
  readonly profile: number;
  /** The name printed on the box. */
  readonly label: string;
  readonly family: 'cd' | 'dvd' | 'bd';
  /** rom: never written; once: written once; many: can be written again. */
  readonly writable: 'rom' | 'once' | 'many';
}

export const MEDIUM_KINDS: readonly MediumKindFacts[] = [
  { kind: 'cd-rom', profile: 0x08, label: 'CD-ROM', family: 'cd', writable: 'rom' },
  { kind: 'cd-r', profile: 0x09, label: 'CD-R', family: 'cd', writable: 'once' },
  { kind: 'cd-rw', profile: 0x0a, label: 'CD-RW', family: 'cd', writable: 'many' },
  { kind: 'dvd-rom', profile: 0x10, label: 'DVD-ROM', family: 'dvd', writable: 'rom' },
  { kind: 'dvd-r', profile: 0x11, label: 'DVD-R', family: 'dvd', writable: 'once' },
  { kind: 'dvd-ram', profile: 0x12, label: 'DVD-RAM', family: 'dvd', writable: 'many' },
  { kind: 'dvd-rw-overwrite', profile: 0x13, label: 'DVD-RW (restricted overwrite)', family: 'dvd', writable: 'many' },
  { kind: 'dvd-rw', profile: 0x14, label: 'DVD-RW', family: 'dvd', writable: 'many' },
  { kind: 'dvd-r-dl', profile: 0x15, label: 'DVD-R DL', family: 'dvd', writable: 'once' },
  { kind: 'dvd-r-dl-jump', profile: 0x16, label: 'DVD-R DL (layer jump)', family: 'dvd', writable: 'once' },
  { kind: 'dvd+rw', profile: 0x1a, label: 'DVD+RW', family: 'dvd', writable: 'many' },
  { kind: 'dvd+r', profile: 0x1b, label: 'DVD+R', family: 'dvd', writable: 'once' },
  { kind: 'dvd+rw-dl', profile: 0x2a, label: 'DVD+RW DL', family: 'dvd', writable: 'many' },
  { kind: 'dvd+r-dl', profile: 0x2b, label: 'DVD+R DL', family: 'dvd', writable: 'once' },
  { kind: 'bd-rom', profile: 0x40, label: 'BD-ROM', family: 'bd', writable: 'rom' },
  { kind: 'bd-r', profile: 0x41, label: 'BD-R', family: 'bd', writable: 'once' },
  { kind: 'bd-r-rrm', profile: 0x42, label: 'BD-R (random recording)', family: 'bd', writable: 'once' },
  { kind: 'bd-re', profile: 0x43, label: 'BD-RE', family: 'bd', writable: 'many' },
];

export function mediumKindFacts(kind: MediumKind): MediumKindFacts {
  const facts = MEDIUM_KINDS.find((one) => one.kind === kind);
  if (facts === undefined) throw new RangeError(`no such kind of medium: ${kind}`);
  return facts;
}

/** Undefined for 0000h (no medium) and for profiles that are no optical disc. */
export function mediumKindOfProfile(profile: number): MediumKindFacts | undefined {
  return MEDIUM_KINDS.find((one) => one.profile === profile);
}

// The features of the drive as GET CONFIGURATION tells them (MMC-6 5.3): what this model has, with which data.
import { writeAscii, writeU16BE, writeU32BE } from '../base/bytes.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import type { DriveModel } from './drive-model.ts';

export interface DriveFeature {
  readonly code: number;
  readonly version: number;
  /** Current with every medium and with none. */
  readonly persistent: boolean;
  /** Feature dependent data, a multiple of 4 bytes. */
  readonly data: Uint8Array;
}

export const FEATURE = {
  profileList: 0x0000,
  core: 0x0001,
  morphing: 0x0002,
  removableMedium: 0x0003,
  randomReadable: 0x0010,
  multiRead: 0x001d,
  cdRead: 0x001e,
  dvdRead: 0x001f,
  randomWritable: 0x0020,
  incrementalStreamingWritable: 0x0021,
  formattable: 0x0023,
  hardwareDefectManagement: 0x0024,
  restrictedOverwrite: 0x0026,
  dvdPlusRw: 0x002a,
  dvdPlusR: 0x002b,
  rigidRestrictedOverwrite: 0x002c,
  cdTrackAtOnce: 0x002d,
  cdMastering: 0x002e,
  dvdMinusWrite: 0x002f,
  cdRwWrite: 0x0037,
  bdPseudoOverwrite: 0x0038,
  dvdPlusRDualLayer: 0x003b,
  bdRead: 0x0040,
  bdWrite: 0x0041,
  powerManagement: 0x0100,
  timeout: 0x0105,
  realTimeStreaming: 0x0107,
  serialNumber: 0x0108,
} as const;

type Wanted = (model: DriveModel) => boolean;
type FeatureRow = readonly [code: number, version: number, persistent: boolean, data: readonly number[], when: Wanted];

const always: Wanted = () => true;
const writing =
  (...kinds: readonly MediumKind[]): Wanted =>
  (model) =>
    kinds.some((kind) => model.writes.includes(kind));
const reading =
  (...kinds: readonly MediumKind[]): Wanted =>
  (model) =>
    kinds.some((kind) => model.reads.includes(kind));

const SATA = 7;
/** 2048-byte blocks, `blocking` of them at once, error recovery page present. */
const randomReadable = (blocking: number): number[] => [0, 0, 8, 0, 0, blocking, 1, 0];

const ROWS: readonly FeatureRow[] = [
  [FEATURE.core, 2, true, [0, 0, 0, SATA, 0x01, 0, 0, 0], always],
  [FEATURE.morphing, 1, true, [0x02, 0, 0, 0], always],
  [FEATURE.removableMedium, 2, true, [0x39, 0, 0, 0], always], // tray, load, eject, lock
  [FEATURE.randomReadable, 0, false, randomReadable(1), always],
  [FEATURE.multiRead, 0, false, [], reading('cd-rw')],
  [FEATURE.cdRead, 2, false, [0x83, 0, 0, 0], reading('cd-rom')], // DAP, C2, CD-TEXT
  [FEATURE.dvdRead, 1, false, [0x01, 0, 0x01, 0], reading('dvd-rom')], // MULTI110, DUAL-R
  [FEATURE.randomWritable, 1, false, [0, 0, 0, 0, 0, 0, 8, 0, 0, 1, 1, 0], writing('dvd-ram', 'dvd+rw', 'bd-re')],
  // data block types of CD (0FFFh) and DVD, BUF, one link size of 16
  [FEATURE.incrementalStreamingWritable, 1, false, [0x3f, 0xff, 0x01, 1, 16, 0, 0, 0], writing('cd-r', 'dvd-r')],
  [FEATURE.formattable, 1, false, [0x0f, 0, 0, 0, 0, 0, 0, 0], writing('dvd-ram', 'dvd+rw', 'bd-re', 'cd-rw')],
  [FEATURE.hardwareDefectManagement, 0, false, [0x80, 0, 0, 0], writing('dvd-ram', 'bd-re', 'bd-r')],
  [FEATURE.restrictedOverwrite, 0, false, [], writing('dvd-rw-overwrite')],
  [FEATURE.dvdPlusRw, 0, false, [0x01, 0x01, 0, 0], writing('dvd+rw')], // write; close only
  [FEATURE.dvdPlusR, 0, false, [0x01, 0, 0, 0], writing('dvd+r')],
  [FEATURE.rigidRestrictedOverwrite, 0, false, [0x0e, 0, 0, 0], writing('dvd-rw-overwrite')],
  [FEATURE.cdTrackAtOnce, 2, false, [0x47, 0, 0x3f, 0xff], writing('cd-r')], // BUF, test, CD-RW, R-W
  [FEATURE.cdMastering, 0, false, [0x7f, 0, 0x0f, 0xa0], writing('cd-r')], // cue sheet of at most 4000 bytes
  [FEATURE.dvdMinusWrite, 2, false, [0x4e, 0, 0, 0], writing('dvd-r')], // BUF, RDL, test, DVD-RW
  [FEATURE.cdRwWrite, 0, false, [0, 0x1f, 0, 0], writing('cd-rw')],
  [FEATURE.bdPseudoOverwrite, 0, false, [0, 0, 0, 0], writing('bd-r')],
  [FEATURE.dvdPlusRDualLayer, 0, false, [0x01, 0, 0, 0], writing('dvd+r-dl')],
  [FEATURE.bdRead, 0, false, [...zeros(4), ...bdClasses(3)], reading('bd-rom')],
  [FEATURE.bdWrite, 0, false, [...zeros(4), ...bdClasses(2)], writing('bd-r')],
  [FEATURE.powerManagement, 0, true, [], always],
  [FEATURE.timeout, 1, true, [0, 0, 0, 0], always],
  [FEATURE.realTimeStreaming, 4, false, [0x1e, 0, 0, 0], always], // RBCB, SCS, MP2A, WSPD
];

/** Everything this model has, in ascending order of the codes, without the profile list. */
export function featuresOf(model: DriveModel, serial: string): readonly DriveFeature[] {
  const features = ROWS.filter(([, , , , when]) => when(model)).map(([code, version, persistent, data]) => ({
    code,
    version,
    persistent,
    data: Uint8Array.from(data),
  }));
  const text = new Uint8Array(Math.ceil(serial.length / 4) * 4);
  writeAscii(text, 0, text.length, serial);
  return [...features, { code: FEATURE.serialNumber, version: 0, persistent: true, data: text }];
}

/** The profile list descriptor data: highest profile first, as drives list them. */
export function profileList(model: DriveModel, current: number): Uint8Array {
  const kinds = new Set([...model.reads, ...model.writes]);
  const profiles = [...kinds].map((kind) => mediumKindFacts(kind).profile).sort((a, b) => b - a);
  const data = new Uint8Array(4 * profiles.length);
  profiles.forEach((profile, i) => {
    writeU16BE(data, 4 * i, profile);
    data[4 * i + 2] = profile === current ? 1 : 0;
  });
  return data;
}

/** Data of feature 0020h for a medium of so many blocks. */
export function randomWritableData(blocks: number, blocking: number): Uint8Array {
  const data = new Uint8Array(12);
  writeU32BE(data, 0, Math.max(0, blocks - 1));
  writeU32BE(data, 4, 2048);
  writeU16BE(data, 8, blocking);
  data[10] = 1;
  return data;
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

/** `families` of BD-RE, BD-R, BD-ROM, four classes each: version 0 to 7 of class 0 is known. */
function bdClasses(families: number): number[] {
  return Array.from({ length: families }, () => [0x00, 0xff, 0x00, 0xff, 0, 0, 0, 0]).flat();
}

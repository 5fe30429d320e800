// Who a drive is and what it can do, gathered from INQUIRY, GET CONFIGURATION and mode page 2Ah. Drives from before
// MMC-2 know only the page; newer ones lie in it, so the features count first (MMC reference 2.0.1, section 3 row 9).
import { BurnishError } from '../base/errors.ts';
import { type MediumKind, mediumKindFacts, mediumKindOfProfile } from '../contract/media.ts';
import {
  FEATURE,
  type Feature,
  getConfiguration,
  getFeature,
  profilesOf,
  serialNumberOf,
} from './commands/get-configuration.ts';
import { inquire } from './commands/inquiry.ts';
import { type Capabilities, readCapabilities } from './commands/mode-sense.ts';
import type { Drive } from './drive.ts';
import { type Quirk, quirksOf } from './quirks.ts';

export interface DriveIdentity {
  readonly vendor: string;
  readonly product: string;
  readonly firmware: string;
  readonly serial?: string;
  /** In the order of the drive; empty for one that does not know GET CONFIGURATION. */
  readonly profiles: readonly number[];
  /** Codes of all features that the drive has, with any medium. */
  readonly features: readonly number[];
  readonly reads: readonly MediumKind[];
  readonly writes: readonly MediumKind[];
  /** Underrun protection, by family of media. */
  readonly underrunProtection: { readonly cd: boolean; readonly dvd: boolean };
  /** Simulated burns, by family; other media cannot in any drive. */
  readonly testWrite: { readonly cdTao: boolean; readonly cdSao: boolean; readonly dvd: boolean };
  /** Sends CD sectors with subchannel of the host's making. */
  readonly writesCdRaw: boolean;
  readonly setsSpeedByStreaming: boolean;
  readonly bufferBytes?: number;
  readonly loading: 'caddy' | 'tray' | 'popup' | 'changer' | 'unknown';
  readonly canEject: boolean;
  readonly canLoad: boolean;
  readonly canLock: boolean;
  readonly quirks: ReadonlySet<Quirk>;
}

/** Device type 5 of INQUIRY. */
const OPTICAL = 5;

/**
 * Asks the drive who it is. Changes nothing, needs no medium. Sets `drive.quirks`. Throws `no-such-drive` when the
 * device is no optical drive.
 */
export async function identifyDrive(drive: Drive): Promise<DriveIdentity> {
  const { deviceType, vendor, product, firmware } = await inquire(drive);
  if (deviceType !== OPTICAL) {
    throw new BurnishError({
      code: 'no-such-drive',
      message: `${drive.transport.name} (${vendor} ${product}) is not an optical drive.`,
      doing: 'asking the drive who it is',
      nextStep: 'Name an optical drive; `burnish drives` lists them.',
    });
  }
  const quirks = quirksOf({ vendor, product, firmware });
  drive.quirks = quirks;
  const features = await readFeatures(drive);
  const page = await readCapabilities(drive);
  const serial = serialNumberOf(features);
  return {
    vendor,
    product,
    firmware,
    ...(serial === undefined ? {} : { serial }),
    quirks,
    ...kindsOf(features, page),
    ...abilitiesOf(features, page),
    ...mechanismOf(features, page),
  };
}

/** The features by which the writing of a family stands or falls, asked for singly when the list lacks them. */
const ASKED_SINGLY = [
  FEATURE.PROFILE_LIST,
  FEATURE.REMOVABLE_MEDIUM,
  FEATURE.CD_TRACK_AT_ONCE,
  FEATURE.CD_MASTERING,
  FEATURE.DVD_R_RW_WRITE,
  FEATURE.REAL_TIME_STREAMING,
] as const;

/** A list without profiles was cut or invented: ask for the features that matter one by one. */
async function readFeatures(drive: Drive): Promise<readonly Feature[]> {
  const configuration = await getConfiguration(drive);
  if (configuration === undefined) return [];
  const { features } = configuration;
  if (profilesOf(features).length > 0 && features.some((feature) => feature.code === FEATURE.CORE)) return features;
  const found = new Map(features.map((feature) => [feature.code, feature]));
  for (const code of ASKED_SINGLY) {
    const feature = await getFeature(drive, code);
    if (feature !== undefined) found.set(code, feature);
  }
  return [...found.values()];
}

function kindsOf(
  features: readonly Feature[],
  page: Capabilities | undefined,
): Pick<DriveIdentity, 'profiles' | 'features' | 'reads' | 'writes'> {
  const profiles = profilesOf(features);
  const listed = profiles.flatMap((profile) => mediumKindOfProfile(profile)?.kind ?? []);
  const fromPage = listed.length === 0 && page !== undefined;
  return {
    profiles,
    features: features.map((feature) => feature.code),
    reads: fromPage ? readsOfPage(page) : listed,
    writes: fromPage ? writesOfPage(page) : listed.filter((kind) => isWritten(kind, features)),
  };
}

/** Kinds that a drive may list because it reads them: the feature that writes them decides. */
const WRITING_FEATURE: Partial<Record<MediumKind, number>> = {
  'dvd+rw-dl': FEATURE.DVD_PLUS_RW_DL,
  'dvd-r-dl-jump': FEATURE.LAYER_JUMP,
};

/** Random recording of BD-R is read but not written by Burnish. */
function isWritten(kind: MediumKind, features: readonly Feature[]): boolean {
  if (mediumKindFacts(kind).writable === 'rom' || kind === 'bd-r-rrm') return false;
  const needed = WRITING_FEATURE[kind];
  return needed === undefined || features.some((feature) => feature.code === needed);
}

function readsOfPage(page: Capabilities): MediumKind[] {
  const kinds: MediumKind[] = ['cd-rom'];
  if (page.readsCdR) kinds.push('cd-r');
  if (page.readsCdRw) kinds.push('cd-rw');
  if (page.readsDvdRom) kinds.push('dvd-rom');
  if (page.readsDvdR) kinds.push('dvd-r');
  if (page.readsDvdRam) kinds.push('dvd-ram');
  return kinds;
}

function writesOfPage(page: Capabilities): MediumKind[] {
  const kinds: MediumKind[] = [];
  if (page.writesCdR) kinds.push('cd-r');
  if (page.writesCdRw) kinds.push('cd-rw');
  if (page.writesDvdR) kinds.push('dvd-r');
  if (page.writesDvdRam) kinds.push('dvd-ram');
  return kinds;
}

/** Bits of features 002Dh (MMC-6 5.3.23), 002Eh (5.3.24) and 002Fh (5.3.25), each in the first byte after the head. */
function abilitiesOf(
  features: readonly Feature[],
  page: Capabilities | undefined,
): Pick<DriveIdentity, 'underrunProtection' | 'testWrite' | 'writesCdRaw' | 'setsSpeedByStreaming' | 'bufferBytes'> {
  const bits = (code: number): number | undefined => features.find((feature) => feature.code === code)?.data[0];
  const [tao, mastering, dvd] = [
    bits(FEATURE.CD_TRACK_AT_ONCE),
    bits(FEATURE.CD_MASTERING),
    bits(FEATURE.DVD_R_RW_WRITE),
  ];
  const isOld = features.length === 0;
  const old = { protects: isOld && page?.hasUnderrunProtection === true, tests: isOld && page?.canTestWrite === true };
  return {
    underrunProtection: {
      cd: old.protects || (((tao ?? 0) | (mastering ?? 0)) & 0x40) !== 0,
      dvd: (old.protects && page?.writesDvdR === true) || ((dvd ?? 0) & 0x40) !== 0,
    },
    testWrite: {
      cdTao: old.tests || ((tao ?? 0) & 0x04) !== 0,
      cdSao: old.tests || ((mastering ?? 0) & 0x04) !== 0,
      dvd: (old.tests && page?.writesDvdR === true) || ((dvd ?? 0) & 0x04) !== 0,
    },
    writesCdRaw: ((mastering ?? 0) & 0x08) !== 0,
    setsSpeedByStreaming: features.some((feature) => feature.code === FEATURE.REAL_TIME_STREAMING),
    ...(page !== undefined && page.bufferBytes > 0 ? { bufferBytes: page.bufferBytes } : {}),
  };
}

const LOADING = ['caddy', 'tray', 'popup', 'unknown', 'changer', 'changer'] as const;

/** Feature 0003h (MMC-6 5.3.4): mechanism in bits 7-5, load 4, eject 3, lock 0; Load exists from version 1 on. */
function mechanismOf(
  features: readonly Feature[],
  page: Capabilities | undefined,
): Pick<DriveIdentity, 'loading' | 'canEject' | 'canLoad' | 'canLock'> {
  const feature = features.find(({ code }) => code === FEATURE.REMOVABLE_MEDIUM);
  const bits = feature?.data[0];
  if (feature !== undefined && bits !== undefined) {
    const mechanism = LOADING[bits >> 5] ?? 'unknown';
    return {
      loading: mechanism,
      canEject: (bits & 0x08) !== 0,
      // Before version 1 nothing tells; a tray can usually be drawn in, a popup never.
      canLoad: feature.version >= 1 ? (bits & 0x10) !== 0 : mechanism === 'tray',
      canLock: (bits & 0x01) !== 0,
    };
  }
  const mechanism = page === undefined ? 'unknown' : (LOADING[page.loadingMechanism] ?? 'unknown');
  return {
    loading: mechanism,
    canEject: page?.canEject ?? false,
    canLoad: mechanism === 'tray',
    canLock: page?.canLock ?? false,
  };
}

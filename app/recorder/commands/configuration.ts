// GET CONFIGURATION (MMC-6 6.6): the features, and which of them are current with the medium in its state.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import { invalidCdbField } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import { type DriveFeature, FEATURE, featuresOf, profileList } from '../features.ts';

interface FeatureState extends DriveFeature {
  readonly current: boolean;
}

export function getConfiguration(drive: Drive, exchange: Exchange): void {
  const requestType = exchange.byte(1) & 0x03;
  if (requestType === 3) throw invalidCdbField(1, 1);
  const start = exchange.field(2, 2);
  const states = featureStates(drive);
  const chosen = states.filter(
    (feature) =>
      (requestType === 2 ? feature.code === start : feature.code >= start) && (requestType !== 1 || feature.current),
  );
  const told = requestType === 2 ? chosen : chosen.slice(0, drive.faults.featuresCutAfter ?? chosen.length);
  const descriptors = told.flatMap((feature) => [...encode(feature)]);
  const answer = new Uint8Array(8 + descriptors.length);
  writeU32BE(answer, 0, answer.length - 4);
  writeU16BE(answer, 6, drive.faults.wrongProfile ?? currentProfile(drive));
  answer.set(descriptors, 8);
  exchange.respond(answer, exchange.field(7, 2));
}

/** 0000h without a medium that the drive knows. */
function currentProfile(drive: Drive): number {
  const { medium } = drive;
  const isKnown = !drive.trayOpen && medium !== undefined && drive.canRead(medium);
  return isKnown ? mediumKindFacts(medium.kind).profile : 0;
}

function featureStates(drive: Drive): readonly FeatureState[] {
  const profile = currentProfile(drive);
  const ofMedium = new Map(
    profile === 0 ? [] : (drive.medium?.features() ?? []).map((feature) => [feature.code, feature.data]),
  );
  const list: FeatureState = {
    code: FEATURE.profileList,
    version: 0,
    persistent: true,
    data: profileList(drive.model, profile),
    current: true,
  };
  const rest = featuresOf(drive.model, drive.serial).map((feature) => ({
    ...feature,
    data: ofMedium.get(feature.code) ?? feature.data,
    current: feature.persistent || ofMedium.has(feature.code),
  }));
  return [list, ...rest];
}

function encode(feature: FeatureState): Uint8Array {
  const bytes = new Uint8Array(4 + feature.data.length);
  writeU16BE(bytes, 0, feature.code);
  bytes[2] = (feature.version << 2) | (feature.persistent ? 2 : 0) | (feature.current ? 1 : 0);
  bytes[3] = feature.data.length;
  bytes.set(feature.data, 4);
  return bytes;
}

// Reads what is in the drive into a `Medium`. Changes nothing on the disc. All kinds, honest drives and others.
import { BurnishError } from '../base/errors.ts';
import { type Lba, lba, sectorCount } from '../base/units.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import { awaitMedium } from './await-medium.ts';
import { FEATURE, getFeature } from './commands/get-configuration.ts';
import { readCapacity, readFormatCapacities } from './commands/read-capacity.ts';
import { type DiscInformation, readDiscInformation } from './commands/read-disc-information.ts';
import type { Drive } from './drive.ts';
import type { DriveIdentity } from './identity.ts';
import type { Medium, MediumState, TrackState } from './medium.ts';
import { type MediumIdentity, readMediumIdentity } from './medium-identity.ts';
import { isOverwritable, type MediumEvidence, mediumState, totalBlocks, writableBlocks } from './medium-state.ts';
import { readTracks, readWritableTrack } from './read-tracks.ts';
import { recogniseMedium } from './recognise.ts';
import { readWriteSpeeds } from './write-speeds.ts';

/**
 * Waits for the disc to spin up, then reads its kind, state, tracks, room, identity and write speeds. Throws
 * `no-medium`, `medium-unsuitable`, `medium-changed` (when the disc is changed again and again meanwhile), or what a
 * command failed with.
 */
export async function readMedium(drive: Drive, identity: DriveIdentity): Promise<Medium> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    await awaitMedium(drive);
    const before = drive.attentions;
    const medium = await readOnce(drive, identity);
    if (drive.attentions === before) return medium;
  }
  throw new BurnishError({
    code: 'medium-changed',
    message: 'The disc was changed while Burnish looked at it.',
    doing: 'looking at the disc',
    fate: 'untouched',
    nextStep: 'Leave the disc in the drive and try again.',
  });
}

async function readOnce(drive: Drive, identity: DriveIdentity): Promise<Medium> {
  const kind = await recogniseMedium(drive);
  const evidence = await gatherEvidence(drive, kind, identity);
  const { disc, formats, writable } = evidence;
  const state = mediumState(evidence);
  const isUnformatted = state === 'unformatted';
  const told: MediumIdentity =
    isUnformatted && hangsOnUnformatted(identity) ? { mediaId: '' } : await readMediumIdentity(drive, kind);
  const tracks = isUnformatted ? [] : await readTracks(drive, kind, disc);
  const total = totalBlocks(evidence, state, told.totalBlocks);
  const next = nextWritableAddress(state, writable);
  const isReadable = state !== 'blank' && state !== 'unformatted' && evidence.lastBlock > 0;
  return {
    kind,
    state,
    isErasable: disc?.isErasable ?? mediumKindFacts(kind).writable === 'many',
    layers: told.layers ?? layersOfSize(kind, total),
    sessions: sessionsOf(disc),
    tracks,
    ...(next === undefined ? {} : { nextWritableAddress: next }),
    writableBlocks: writableBlocks(evidence, state, total),
    readableBlocks: sectorCount(isReadable ? evidence.lastBlock + 1 : 0),
    totalBlocks: total,
    mediaId: told.mediaId,
    writeSpeeds: await readWriteSpeeds(drive, kind),
    formats: formats?.formats ?? [],
    backgroundFormat: kind === 'dvd+rw' || kind === 'dvd+rw-dl' ? (disc?.backgroundFormat ?? 0) : 0,
    canWriteIncrementally: await isCurrent(drive, kind, FEATURE.INCREMENTAL_STREAMING, ['dvd-r', 'dvd-rw', 'dvd-r-dl']),
    ...(told.layer0Blocks === undefined ? {} : { layer0Blocks: told.layer0Blocks }),
    ...(told.leadInStart === undefined ? {} : { leadInStart: told.leadInStart }),
    ...((await isCurrent(drive, kind, FEATURE.BD_R_POW, ['bd-r'])) ? { pseudoOverwrite: true } : {}),
  };
}

async function gatherEvidence(drive: Drive, kind: MediumKind, identity: DriveIdentity): Promise<MediumEvidence> {
  const disc = await readDiscInformation(drive);
  const { writable: rewriting } = mediumKindFacts(kind);
  const hasFormats = rewriting === 'many' ? kind !== 'cd-rw' : kind === 'bd-r';
  const formats = hasFormats ? await readFormatCapacities(drive) : undefined;
  const isBarred = kind === 'dvd+rw' && disc?.backgroundFormat === 0 && hangsOnUnformatted(identity);
  const capacity = isBarred ? undefined : await readCapacity(drive);
  const isOpen = rewriting !== 'rom' && disc !== undefined && disc.status !== 'finalized';
  const lastTrack = disc?.lastTrackOfLastSession ?? 1;
  const writable =
    isOpen && !isBarred ? await readWritableTrack(drive, kind, isOverwritable(kind) ? 1 : lastTrack) : undefined;
  return {
    kind,
    lastBlock: capacity?.lastBlock ?? 0,
    ...(disc === undefined ? {} : { disc }),
    ...(formats === undefined ? {} : { formats }),
    ...(writable === undefined ? {} : { writable }),
  };
}

function hangsOnUnformatted(identity: DriveIdentity): boolean {
  return identity.quirks.has('stalls-on-unformatted-dvd+rw');
}

/** On a blank disc some drives give -150; the start of the track is what they mean (MMC reference 2.2.3). */
function nextWritableAddress(state: MediumState, writable: TrackState | undefined): Lba | undefined {
  if (state === 'blank') return lba(Math.max(0, writable?.nextWritableAddress ?? 0));
  return state === 'appendable' ? writable?.nextWritableAddress : undefined;
}

/** Drives count the empty session of a blank or open disc; what is meant here are sessions with something in them. */
function sessionsOf(disc: DiscInformation | undefined): number {
  if (disc === undefined) return 1;
  return disc.lastSession === 'empty' ? Math.max(0, disc.sessions - 1) : disc.sessions;
}

async function isCurrent(
  drive: Drive,
  kind: MediumKind,
  feature: number,
  kinds: readonly MediumKind[],
): Promise<boolean> {
  if (!kinds.includes(kind)) return false;
  return (await getFeature(drive, feature))?.isCurrent === true;
}

/** Where the disc does not tell: by what fits one layer of the family. */
function layersOfSize(kind: MediumKind, blocks: number): number {
  if (mediumKindFacts(kind).family === 'dvd') return blocks > 2_400_000 ? 2 : 1;
  if (blocks > 50_000_000) return 4;
  if (blocks > 24_500_000) return 3;
  return blocks > 12_300_000 ? 2 : 1;
}

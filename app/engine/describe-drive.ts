// What `info` shows: the drive and the disc in it, read through a shared handle without changing anything.
import { toBurnishError } from '../base/errors.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import type { DriveReport, MediumReport } from '../contract/drive-report.ts';
import { mediumKindFacts } from '../contract/media.ts';
import { Drive } from '../mmc/drive.ts';
import { type DriveIdentity, identifyDrive } from '../mmc/identity.ts';
import type { Medium, MediumState, TrackState } from '../mmc/medium.ts';
import { readMedium } from '../mmc/read-medium.ts';
import { openDrive } from './open-drive.ts';

/** Throws BurnishError when the drive cannot be opened or identified; what is wrong with the disc is in the report. */
export async function describeDrive(home: string, name: string): Promise<DriveReport> {
  const transport = await openDrive(home, name, { exclusive: false });
  try {
    const drive = new Drive(transport);
    const identity = await identifyDrive(drive);
    return { ...reportOf(name, identity), ...(await mediumOf(drive, identity)) };
  } finally {
    await transport.close();
  }
}

function reportOf(name: string, identity: DriveIdentity): Omit<DriveReport, 'medium' | 'mediumError'> {
  const { vendor, product, firmware, serial, bufferBytes } = identity;
  return {
    name,
    vendor,
    product,
    firmware,
    kind: name.startsWith('virtual:') ? 'virtual' : 'real',
    reads: [...identity.reads],
    writes: [...identity.writes],
    ...(serial === undefined ? {} : { serial }),
    ...(bufferBytes === undefined ? {} : { bufferBytes }),
  };
}

async function mediumOf(drive: Drive, identity: DriveIdentity): Promise<Pick<DriveReport, 'medium' | 'mediumError'>> {
  try {
    return { medium: mediumReport(await readMedium(drive, identity)) };
  } catch (thrown) {
    return { mediumError: toBurnishError(thrown, 'looking at the disc').report };
  }
}

function mediumReport(medium: Medium): MediumReport {
  const { label } = mediumKindFacts(medium.kind);
  const { nextWritableAddress } = medium;
  return {
    kind: medium.kind,
    label,
    state: medium.state,
    stateInWords: stateInWords(medium),
    erasable: medium.isErasable,
    id: medium.mediaId,
    sessions: medium.sessions,
    tracks: medium.tracks.map(trackReport),
    ...(nextWritableAddress === undefined ? {} : { nextWritableAddress }),
    writableBytes: medium.writableBlocks * SECTOR_BYTES,
    usedBytes: medium.readableBlocks * SECTOR_BYTES,
    totalBytes: medium.totalBlocks * SECTOR_BYTES,
    writeSpeeds: [...medium.writeSpeeds],
  };
}

function trackReport(track: TrackState): MediumReport['tracks'][number] {
  const { number, session, start, blocks, isData, isBlank, isDamaged } = track;
  return { number, session, start, blocks, type: isBlank ? 'blank' : isData ? 'data' : 'audio', damaged: isDamaged };
}

const STATE_IN_WORDS: Record<MediumState, string> = {
  blank: 'blank: it can be written',
  appendable: 'written and left open: another session can be added',
  finalized: 'closed for good: it can be read, not written',
  overwritable: 'formatted: it can be written anywhere, again and again',
  unformatted: 'not formatted yet: it is formatted before the first burn',
  damaged: 'its last session was interrupted and is damaged',
};

/** Damage with a next writable address (MMC reference 2.0.4). */
const BROKEN_OFF = 'its last burn was interrupted: what was written stays, and more can be added behind it';

function stateInWords(medium: Medium): string {
  const canBeErased = medium.isErasable && medium.state !== 'overwritable' && medium.state !== 'unformatted';
  const hint = canBeErased && medium.state !== 'blank' ? '; it can be blanked and written again' : '';
  const isBrokenOff = medium.state === 'appendable' && medium.tracks.some((track) => track.isDamaged);
  return `${isBrokenOff ? BROKEN_OFF : STATE_IN_WORDS[medium.state]}${hint}`;
}

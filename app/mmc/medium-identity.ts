// Who made a disc, how large it is by its own account, and how many layers it has: from the groove, the pre-pits or the
// disc information (MMC reference 2.11 "Media ID").
import { type Lba, type SectorCount, sectorCount } from '../base/units.ts';
import { lbaOfMsf, type Msf } from '../base/msf.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import {
  type MediumIdentification,
  readAdip,
  readBdDiscInformation,
  readLayerBoundary,
  readPhysicalFormat,
  readPreRecordedInformation,
} from './commands/read-disc-structure.ts';
import { leadInStartOf, readAtip } from './commands/read-toc.ts';
import type { Drive } from './drive.ts';

export interface MediumIdentity {
  /** "MCC-004-000", "97m15s17f" for a CD; empty where the disc has none. */
  readonly mediaId: string;
  /** Absent where the disc does not tell. */
  readonly layers?: number;
  readonly totalBlocks?: SectorCount;
  readonly layer0Blocks?: SectorCount;
  /** Of a CD that has an ATIP. */
  readonly leadInStart?: Lba;
}

/** First physical sector of the data area of every DVD but DVD-RAM (ECMA-267 16). */
const DVD_DATA_START = 0x3_0000;

export async function readMediumIdentity(drive: Drive, kind: MediumKind): Promise<MediumIdentity> {
  switch (mediumKindFacts(kind).family) {
    case 'cd':
      return identityOfCd(drive);
    case 'bd':
      return identityOfBd(drive);
    case 'dvd':
      if (kind.startsWith('dvd+')) return identityOfDvdPlus(drive, kind);
      return kind === 'dvd-rom' || kind === 'dvd-ram' ? identityOfDvd(drive) : identityOfDvdMinus(drive, kind);
  }
}

async function identityOfCd(drive: Drive): Promise<MediumIdentity> {
  const atip = await readAtip(drive);
  if (atip === undefined) return { mediaId: '', layers: 1 };
  return {
    mediaId: msfText(atip.leadInStart),
    layers: 1,
    totalBlocks: sectorCount(Math.max(0, lbaOfMsf(atip.lastPossibleLeadOut))),
    leadInStart: leadInStartOf(atip),
  };
}

async function identityOfDvdPlus(drive: Drive, kind: MediumKind): Promise<MediumIdentity> {
  const adip = await readAdip(drive);
  const layers = kind.endsWith('-dl') ? 2 : 1;
  const boundary = layers === 2 ? await readLayerBoundary(drive) : undefined;
  return {
    mediaId: adip === undefined ? '' : idText(adip.id),
    layers,
    ...(boundary === undefined ? {} : { layer0Blocks: boundary.layer0Blocks }),
    ...(adip === undefined || layers === 2 ? {} : totalUpTo(adip.format.lastSector)),
  };
}

async function identityOfDvdMinus(drive: Drive, kind: MediumKind): Promise<MediumIdentity> {
  const information = await readPreRecordedInformation(drive);
  const layers = kind.startsWith('dvd-r-dl') ? 2 : 1;
  const boundary = layers === 2 ? await readLayerBoundary(drive) : undefined;
  return {
    mediaId: information === undefined ? '' : idText(information.id),
    layers,
    ...(boundary === undefined ? {} : { layer0Blocks: boundary.layer0Blocks }),
    ...(information === undefined || layers === 2 ? {} : totalUpTo(information.lastSector)),
  };
}

/** A pressed DVD and a DVD-RAM carry no maker's mark that drives give out alike. */
async function identityOfDvd(drive: Drive): Promise<MediumIdentity> {
  const format = await readPhysicalFormat(drive);
  if (format === undefined) return { mediaId: '' };
  const { layers, isOppositeTrackPath, firstSector, lastSectorOfLayer0 } = format;
  const hasLayer0 = layers > 1 && isOppositeTrackPath && lastSectorOfLayer0 > firstSector;
  return {
    mediaId: '',
    layers,
    ...(hasLayer0 ? { layer0Blocks: sectorCount(lastSectorOfLayer0 - firstSector + 1) } : {}),
  };
}

async function identityOfBd(drive: Drive): Promise<MediumIdentity> {
  const information = await readBdDiscInformation(drive);
  if (information === undefined) return { mediaId: '' };
  const { id, layers } = information;
  return { mediaId: idText(id), ...(layers >= 1 && layers <= 4 ? { layers } : {}) };
}

function totalUpTo(lastSector: number): { readonly totalBlocks?: SectorCount } {
  return lastSector < DVD_DATA_START ? {} : { totalBlocks: sectorCount(lastSector - DVD_DATA_START + 1) };
}

function idText(id: MediumIdentification): string {
  const revision = id.revision === undefined ? '' : String(id.revision).padStart(3, '0');
  if (id.manufacturer === '' && id.type === '') return '';
  return [id.manufacturer, id.type, revision].filter((part) => part !== '').join('-');
}

function msfText({ m, s, f }: Msf): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(m)}m${two(s)}s${two(f)}f`;
}

// Every volume of an image: each tree of each session, the last session first and its richest tree before the others.
import type { SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import { type BootCatalog, bootCatalogIn, MOST_CATALOG_SECTORS } from './el-torito.ts';
import { FindingLog } from './finding-log.ts';
import { ImageBytes } from './image-bytes.ts';
import { bootRecordIn } from './iso9660/descriptor-set.ts';
import { openLostTree } from './iso9660/lost-tree.ts';
import { IsoVolume } from './iso9660/iso-volume.ts';
import { openIsoTrees } from './iso9660/open-iso.ts';
import { findSessions, type Session } from './iso9660/sessions.ts';
import { openUdf, type UdfOptions } from './udf/open-udf.ts';
import { hasUdf } from './udf/recognition.ts';
import type { UdfVolume } from './udf/udf-volume.ts';
import type { Volume } from './volume.ts';

export interface OpenOptions {
  /** Where sessions begin, as a table of contents tells, in sectors of the source. */
  readonly sessionStarts?: readonly number[];
}

export interface OpenedVolumes {
  /** None where nothing is known. */
  readonly volumes: readonly Volume[];
  /** In the order of writing. */
  readonly sessions: readonly { readonly number: number; readonly startSector: number }[];
  /** Of the last session. */
  readonly bootCatalog?: BootCatalog;
  /** What is said of the image and of no volume. */
  readonly log: FindingLog;
}

/** A disc is hardly ever added to as often; each state is read by itself. */
const MOST_STATES = 32;

/** Rejects as the source does, for no reason of the image's. */
export async function openVolumes(source: SectorSource, options: OpenOptions = {}): Promise<OpenedVolumes> {
  const log = new FindingLog();
  const image = new ImageBytes(source, log);
  const sessions = await findSessions(image, options.sessionStarts ?? []);
  const volumes = await openSessions(source, image, sessions);
  if (!volumes.some((volume) => !(volume instanceof IsoVolume) || volume.isReadable)) {
    volumes.unshift(...(await openLostTree(image)));
  }
  const last = sessions.at(-1);
  const bootCatalog = last && (await bootCatalogOf(image, last, volumes));
  if (volumes.length === 0) log.add('error', 0, 'No file system that Burnish knows was found.');
  return {
    volumes,
    sessions: sessions.map(({ number, startSector }) => ({ number, startSector })),
    ...(bootCatalog === undefined ? {} : { bootCatalog }),
    log,
  };
}

/** The last session first, and before older states of a disc that is written once. */
async function openSessions(source: SectorSource, image: ImageBytes, sessions: readonly Session[]): Promise<Volume[]> {
  const volumes: Volume[] = [];
  const older: Volume[] = [];
  const seen = new Set<string>();
  const places = sessions.length > 0 ? sessions.toReversed() : [undefined];
  for (const session of places) {
    const number = sessions.length > 1 ? session?.number : undefined;
    const trees: Volume[] = session === undefined ? [] : await openIsoTrees(image, session.set, number);
    const sessionBegin = (session?.startSector ?? 0) * SECTOR_BYTES;
    const place = { sessionBegin, ...(number === undefined ? {} : { session: number }) };
    const [udf, ...olderUdf] = await openUdfStates(source, image.log, { place, seen, hasOthers: trees.length > 0 });
    if (udf !== undefined) trees.splice(udfRank(trees), 0, udf);
    older.push(...olderUdf);
    volumes.push(...trees);
  }
  return [...volumes, ...older];
}

/** The newest state first; what speaks against a volume that cannot be opened is said of the image. */
async function openUdfStates(
  source: SectorSource,
  log: FindingLog,
  { place, seen, hasOthers }: { readonly place: UdfOptions; readonly seen: Set<string>; readonly hasOthers: boolean },
): Promise<UdfVolume[]> {
  const found = new FindingLog();
  // A drive needs long to look in many places, and beside other trees nothing but a bridge is likely.
  const isBridgeAtMost = hasOthers && !(await hasUdf(source));
  const blockSizes = isBridgeAtMost ? { blockSizes: [SECTOR_BYTES] } : {};
  const newest = await openUdf(new ImageBytes(source, found), { ...place, ...blockSizes, seen });
  if (newest === undefined) {
    for (const { severity, sector, what } of found.findings) log.add(severity, sector * SECTOR_BYTES, what);
    return [];
  }
  const states = [newest];
  for (let statesAgo = 1; statesAgo < Math.min(newest.states, MOST_STATES); statesAgo++) {
    const state = { ...place, statesAgo, sessionEnd: newest.end };
    const older = await openUdf(new ImageBytes(source, new FindingLog()), state);
    if (older !== undefined) states.push(older);
  }
  return states;
}

/** Rock Ridge beside UDF comes from writers whose UDF has no permissions; other trees beside it have the poorer names. */
function udfRank(volumes: readonly Volume[]): number {
  return volumes[0]?.kind === 'rock-ridge' ? 1 : 0;
}

/** What the disc does not give of it is a finding, and no harm to the trees. */
async function bootCatalogOf(
  image: ImageBytes,
  { set, startSector }: Session,
  volumes: readonly Volume[],
): Promise<BootCatalog | undefined> {
  const record = bootRecordIn(set);
  if (record === undefined) return undefined;
  // Firmware looks in the last session, and there in the same place.
  const bootRecord = { ...record, sector: record.sector - startSector };
  const shifted = volumes.find((volume) => volume instanceof IsoVolume && volume.firstBlock !== 0);
  const firstSector = shifted instanceof IsoVolume ? firstSectorOf(shifted) : 0;
  const begin = (bootRecord.catalogSector - firstSector) * SECTOR_BYTES;
  const bytes = await image.read(begin, MOST_CATALOG_SECTORS * SECTOR_BYTES);
  return bootCatalogIn(bytes, { bootRecord, firstSector, imageSectors: image.size / SECTOR_BYTES });
}

/** The address of the image's first sector. */
function firstSectorOf({ firstBlock, facts }: IsoVolume): number {
  return (firstBlock * facts.blockBytes) / SECTOR_BYTES;
}

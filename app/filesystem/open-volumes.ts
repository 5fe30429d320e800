// Every volume of an image: each tree of each session, the last session first and its richest tree before the others.
import type { SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import { type BootCatalog, readBootCatalog } from './el-torito.ts';
import { FindingLog } from './finding-log.ts';
import { ImageBytes } from './image-bytes.ts';
import { bootRecordIn } from './iso9660/descriptor-set.ts';
import { openLostTree } from './iso9660/lost-tree.ts';
import { openIsoTrees } from './iso9660/open-iso.ts';
import { findSessions, type Session } from './iso9660/sessions.ts';
import { openUdf } from './udf/open-udf.ts';
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
  const volumes: Volume[] = [];
  for (const { number, set } of sessions.toReversed()) {
    volumes.push(...(await openIsoTrees(image, set, sessions.length > 1 ? number : undefined)));
  }
  const [udf, ...olderUdf] = await openUdfStates(source, log, volumes.length > 0);
  if (udf !== undefined) volumes.splice(udfRank(volumes), 0, udf);
  volumes.push(...olderUdf);
  if (volumes.length === 0) volumes.push(...(await openLostTree(image)));
  const last = sessions.at(-1);
  const bootCatalog = last && (await bootCatalogOf(source, last));
  if (volumes.length === 0) log.add('error', 0, 'No file system that Burnish knows was found.');
  return {
    volumes,
    sessions: sessions.map(({ number, startSector }) => ({ number, startSector })),
    ...(bootCatalog === undefined ? {} : { bootCatalog }),
    log,
  };
}

/** The newest state first; what speaks against a volume that cannot be opened is said of the image. */
async function openUdfStates(source: SectorSource, log: FindingLog, hasOthers: boolean): Promise<UdfVolume[]> {
  const found = new FindingLog();
  // A drive needs long to look in many places, and beside other trees nothing but a bridge is likely.
  const isBridgeAtMost = hasOthers && !(await hasUdf(source));
  const blockSizes = isBridgeAtMost ? { blockSizes: [SECTOR_BYTES] } : {};
  const newest = await openUdf(new ImageBytes(source, found), blockSizes);
  if (newest === undefined) {
    for (const { severity, sector, what } of found.findings) log.add(severity, sector * SECTOR_BYTES, what);
    return [];
  }
  const states = [newest];
  for (let statesAgo = 1; statesAgo < Math.min(newest.states, MOST_STATES); statesAgo++) {
    const older = await openUdf(new ImageBytes(source, new FindingLog()), { statesAgo, sessionEnd: newest.end });
    if (older !== undefined) states.push(older);
  }
  return states;
}

/** Rock Ridge beside UDF comes from writers whose UDF has no permissions; other trees beside it have the poorer names. */
function udfRank(volumes: readonly Volume[]): number {
  return volumes[0]?.kind === 'rock-ridge' ? 1 : 0;
}

async function bootCatalogOf(source: SectorSource, { set, startSector }: Session): Promise<BootCatalog | undefined> {
  const record = bootRecordIn(set);
  // Firmware looks in the last session, and there in the same place.
  return record && readBootCatalog(source, { ...record, sector: record.sector - startSector });
}

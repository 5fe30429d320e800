// The tracks of a disc, from READ TRACK INFORMATION; the table of contents only where a reader has nothing else
// (MMC reference 2.0.4 and 2.11: on DVD and BD the table is made up by the drive).
import { lba, sectorCount } from '../base/units.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';
import type { DiscInformation } from './commands/read-disc-information.ts';
import { LEAD_OUT_TRACK, readFullToc, readToc } from './commands/read-toc.ts';
import { INVISIBLE_TRACK, readTrackInformation, type TrackInformation } from './commands/read-track-information.ts';
import type { Drive } from './drive.ts';
import type { TrackState } from './medium.ts';

/** A BD-R may have thousands of tracks; nobody needs more than the last of them. */
const MOST_TRACKS = 1000;

/** In ascending order; with the still empty track at the end of a disc that can be appended. */
export async function readTracks(
  drive: Drive,
  kind: MediumKind,
  disc: DiscInformation | undefined,
): Promise<readonly TrackState[]> {
  const isCd = mediumKindFacts(kind).family === 'cd';
  if (disc === undefined) return isCd ? tracksOfToc(drive) : [];
  const last = isCd ? Math.min(99, disc.lastTrackOfLastSession) : disc.lastTrackOfLastSession;
  const first = Math.max(1, disc.firstTrack, last - MOST_TRACKS + 1);
  const tracks: TrackState[] = [];
  for (let number = first; number <= last; number++) {
    const track = await readTrack(drive, number, number === last);
    if (track !== undefined) tracks.push(trackState(track, number, isCd));
  }
  return tracks.length === 0 && isCd ? tracksOfToc(drive) : tracks;
}

/** The last track may be one that does not exist yet and answers only to FFh. */
async function readTrack(drive: Drive, number: number, isLast: boolean): Promise<TrackInformation | undefined> {
  const track = await readTrackInformation(drive, number);
  return track === undefined && isLast ? readTrackInformation(drive, INVISIBLE_TRACK) : track;
}

/** The track that the next write goes to: how it is called depends on the kind (MMC reference 2.0.4). */
export async function readWritableTrack(
  drive: Drive,
  kind: MediumKind,
  lastTrack: number,
): Promise<TrackState | undefined> {
  const isCd = mediumKindFacts(kind).family === 'cd';
  if (isCd || kind === 'dvd+r' || kind === 'dvd+r-dl') {
    const invisible = await readTrackInformation(drive, INVISIBLE_TRACK);
    if (invisible !== undefined) return trackState(invisible, lastTrack, isCd);
  }
  const track = await readTrackInformation(drive, Math.max(1, lastTrack));
  return track === undefined ? undefined : trackState(track, lastTrack, isCd);
}

function trackState(information: TrackInformation, number: number, isCd: boolean): TrackState {
  const { session, start, blocks, isBlank, isDamaged, freeBlocks, dataMode, nextWritableAddress } = information;
  return {
    number,
    session,
    start,
    blocks,
    isData: !isCd || (information.trackMode & 0x04) !== 0,
    isBlank,
    isDamaged,
    freeBlocks,
    dataMode,
    ...(nextWritableAddress === undefined ? {} : { nextWritableAddress }),
  };
}

/** Format 0 for addresses, format 2 for the session of each track. */
async function tracksOfToc(drive: Drive): Promise<readonly TrackState[]> {
  const toc = await readToc(drive);
  if (toc === undefined) return [];
  const sessions = new Map((await readFullToc(drive))?.map((entry) => [entry.point, entry.session]) ?? []);
  const leadOut = toc.tracks.find(({ track }) => track === LEAD_OUT_TRACK);
  const tracks = toc.tracks.filter(({ track }) => track >= 1 && track <= 99);
  return tracks.map(({ track, start, control }, index): TrackState => {
    const end = tracks[index + 1]?.start ?? leadOut?.start ?? start;
    return {
      number: track,
      session: sessions.get(track) ?? 1,
      start: lba(start),
      blocks: sectorCount(Math.max(0, end - start)),
      isData: (control & 0x04) !== 0,
      isBlank: false,
      isDamaged: false,
      freeBlocks: sectorCount(0),
      dataMode: 15,
    };
  });
}

// READ TOC/PMA/ATIP (MMC-6 6.26) as a drive makes it up for DVD and BD, formats 0 and 1; CDs answer for themselves.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import type { TrackInformation } from '../media/disc-state.ts';
import type { VirtualMedium } from '../media/medium.ts';
import { tocFormat } from '../toc-format.ts';

const LEAD_OUT = 0xaa;
const MOST_TRACKS = 99;
const COMPLETE = 3;
const DATA_TRACK = 0x14;

export function readToc(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  const own = medium.ownCommand(exchange.byte(0));
  if (own !== undefined) return own(exchange);
  const format = tocFormat(exchange);
  if (mediumKindFacts(medium.kind).family === 'cd' || format > 1) throw invalidCdbField(2, 3);
  if (medium.readableBlocks() === 0) refuse(SENSE.lbaOutOfRange);
  const tracks = listedTracks(medium);
  const last = tracks.at(-1);
  const entries = format === 0 ? trackEntries(medium, tracks, exchange) : [sessionEntry(tracks)];
  const answer = new Uint8Array(4 + 8 * entries.length);
  writeU16BE(answer, 0, answer.length - 2);
  answer[2] = 1;
  answer[3] = format === 0 ? Math.min(MOST_TRACKS, last?.track ?? 1) : Math.min(0xff, last?.session ?? 1);
  entries.forEach((entry, i) => answer.set(entry, 4 + 8 * i));
  exchange.respond(answer, exchange.field(7, 2));
}

/** The tracks of the complete sessions; of a disc that has none, those that there are. */
function listedTracks(medium: VirtualMedium): readonly TrackInformation[] {
  const { sessions, lastSessionState, lastTrackInLastSession } = medium.discInformation();
  const complete = lastSessionState === COMPLETE ? sessions : sessions - 1;
  const tracks = Array.from({ length: Math.max(1, lastTrackInLastSession) }, (_, i) =>
    medium.trackInformation({ by: 'track', value: i + 1, openOnly: false }),
  );
  const listed = tracks.filter(({ session }) => session <= complete);
  return listed.length === 0 ? tracks : listed;
}

function trackEntries(
  medium: VirtualMedium,
  tracks: readonly TrackInformation[],
  exchange: Exchange,
): readonly Uint8Array[] {
  const from = exchange.byte(6);
  const msf = exchange.bit(1, 1);
  const told = tracks.slice(0, MOST_TRACKS);
  if (from > told.length && from !== LEAD_OUT) throw invalidCdbField(6);
  const listed = told.filter(({ track }) => track >= from).map(({ track, start }) => entry(track, start, msf));
  return [...listed, entry(LEAD_OUT, medium.readableBlocks(), msf)];
}

/** The first track of the last complete session. */
function sessionEntry(tracks: readonly TrackInformation[]): Uint8Array {
  const session = tracks.at(-1)?.session;
  const first = tracks.find((track) => track.session === session);
  return entry(first?.track ?? 1, first?.start ?? 0, false);
}

/** Times above 255 minutes cannot be said in MSF; drives say the largest. */
function entry(track: number, lba: number, msf: boolean): Uint8Array {
  const bytes = new Uint8Array(8);
  bytes[1] = DATA_TRACK;
  bytes[2] = track & 0xff;
  if (!msf) {
    writeU32BE(bytes, 4, lba);
    return bytes;
  }
  const frames = Math.min(lba + 150, 256 * 4500 - 1);
  bytes[5] = Math.floor(frames / 4500);
  bytes[6] = Math.floor((frames % 4500) / 75);
  bytes[7] = frames % 75;
  return bytes;
}

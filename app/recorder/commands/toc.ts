// READ TOC/PMA/ATIP (MMC-6 6.26) as a drive makes it up for DVD and BD, formats 0 and 1; CDs answer for themselves.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import type { VirtualMedium } from '../media/medium.ts';

const LEAD_OUT = 0xaa;
const DATA_TRACK = 0x14;

export function readToc(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  const own = medium.ownCommand(exchange.byte(0));
  if (own !== undefined) return own(exchange);
  const format = exchange.byte(2) & 0x0f;
  if (mediumKindFacts(medium.kind).family === 'cd' || format > 1) throw invalidCdbField(2, 3);
  if (medium.readableBlocks() === 0) refuse(SENSE.lbaOutOfRange);
  const entries = format === 0 ? trackEntries(medium, exchange.byte(6), exchange.bit(1, 1)) : [sessionEntry(medium)];
  const answer = new Uint8Array(4 + 8 * entries.length);
  const info = medium.discInformation();
  writeU16BE(answer, 0, answer.length - 2);
  answer[2] = 1;
  answer[3] = format === 0 ? lastTrack(medium) : Math.min(0xff, info.sessions);
  entries.forEach((entry, i) => answer.set(entry, 4 + 8 * i));
  exchange.respond(answer, exchange.field(7, 2));
}

function lastTrack(medium: VirtualMedium): number {
  return Math.min(99, Math.max(1, medium.discInformation().lastTrackInLastSession));
}

function trackEntries(medium: VirtualMedium, from: number, msf: boolean): readonly Uint8Array[] {
  const last = lastTrack(medium);
  if (from > last && from !== LEAD_OUT) throw invalidCdbField(6);
  const entries: Uint8Array[] = [];
  for (let track = Math.max(1, from); track <= last; track++) {
    entries.push(entry(track, medium.trackInformation({ by: 'track', value: track, openOnly: false }).start, msf));
  }
  return [...entries, entry(LEAD_OUT, medium.readableBlocks(), msf)];
}

function sessionEntry(medium: VirtualMedium): Uint8Array {
  const track = medium.discInformation().firstTrackInLastSession;
  return entry(track, medium.trackInformation({ by: 'track', value: track, openOnly: false }).start, false);
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

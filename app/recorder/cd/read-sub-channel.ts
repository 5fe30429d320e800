// READ SUB-CHANNEL (MMC-6 6.25, formats 01h to 03h): position, catalogue number, ISRC.
import { writeAscii, writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { toBcd } from '../../base/msf.ts';
import { Q_BYTES } from '../../sector/q-channel.ts';
import { invalidCdbField } from '../check-condition.ts';
import type { Exchange } from '../exchange.ts';
import { type CdDisc, PREGAP_BLOCKS } from './cd-disc.ts';
import type { CdReading } from './read-cd.ts';
import { indexAt } from './sector-reader.ts';
import { writeAddress } from './table-of-contents.ts';

/** Audio status: none to report, for nothing is ever played. */
const NO_AUDIO_STATUS = 0x15;
const HEADER_BYTES = 4;
const VALID = 0x80;

export function readSubChannel(disc: CdDisc, reading: CdReading, exchange: Exchange): void {
  const format = exchange.byte(3);
  const track = exchange.byte(6);
  if (format !== 3 && track !== 0) throw invalidCdbField(6);
  const wantsSubQ = exchange.bit(2, 6);
  const content = wantsSubQ ? subQ(disc, reading, exchange, format, track) : checkedFormat(format);
  const answer = new Uint8Array(HEADER_BYTES + content.length);
  answer[1] = NO_AUDIO_STATUS;
  writeU16BE(answer, 2, content.length);
  answer.set(content, HEADER_BYTES);
  exchange.respond(answer, exchange.field(7, 2));
}

function checkedFormat(format: number): Uint8Array {
  if (format < 1 || format > 3) throw invalidCdbField(3);
  return new Uint8Array(0);
}

function subQ(disc: CdDisc, reading: CdReading, exchange: Exchange, format: number, track: number): Uint8Array {
  switch (format) {
    case 1:
      return positionData(disc, reading, exchange.bit(1, 1));
    case 2:
      return catalogueNumber(disc, reading);
    case 3:
      return isrc(disc, track);
    default:
      throw invalidCdbField(3);
  }
}

/** Format 01h: the sector that was read last. */
function positionData(disc: CdDisc, reading: CdReading, asMsf: boolean): Uint8Array {
  const content = new Uint8Array(12);
  content[0] = 1;
  const q = new Uint8Array(Q_BYTES);
  const lba = reading.position;
  const track = disc.trackAt(lba);
  if (track === undefined || !reading.readCurrentQ(q)) return content;
  content[1] = ((q[0] ?? 0) << 4) | ((q[0] ?? 0) >> 4);
  content[2] = track.number;
  content[3] = indexAt(track, lba);
  writeAddress(content, 4, lba, asMsf);
  // Relative to index 1: negative in a pregap as an LBA, counting down as MSF.
  const counted = lba < track.start ? track.start - 1 - lba : lba - track.start;
  if (asMsf) writeAddress(content, 8, counted - PREGAP_BLOCKS, true);
  else writeU32BE(content, 8, lba - track.start);
  return content;
}

/** Format 02h. */
function catalogueNumber(disc: CdDisc, reading: CdReading): Uint8Array {
  const content = new Uint8Array(20);
  content[0] = 2;
  const track = disc.trackAt(reading.position) ?? disc.state.tracks[0];
  const mcn = disc.state.sessions.find((session) => session.number === track?.session)?.mcn;
  if (mcn === undefined) return content;
  content[4] = VALID;
  writeAscii(content, 5, 13, mcn);
  content[19] = toBcd(frameOf(reading.position));
  return content;
}

/** Format 03h. */
function isrc(disc: CdDisc, number: number): Uint8Array {
  const track = disc.track(number);
  if (track === undefined) throw invalidCdbField(6);
  const content = new Uint8Array(20);
  content[0] = 3;
  content[1] = (ADR_ISRC << 4) | track.control;
  content[2] = number;
  if (track.isrc === undefined) return content;
  content[4] = VALID;
  writeAscii(content, 5, 12, track.isrc);
  content[18] = toBcd(frameOf(track.start));
  return content;
}

const ADR_ISRC = 3;

function frameOf(lba: number): number {
  return (lba + PREGAP_BLOCKS) % 75;
}

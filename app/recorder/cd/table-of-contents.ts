// READ TOC/PMA/ATIP in all its formats (MMC-6 6.26).
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { type Msf, msfOfLba } from '../../base/msf.ts';
import { LEAD_OUT_TRACK, type TocPoint } from '../../sector/q-channel.ts';
import { invalidCdbField, refuse } from '../check-condition.ts';
import type { Exchange } from '../exchange.ts';
import { tocFormat } from '../toc-format.ts';
import { CdDisc } from './cd-disc.ts';
import type { CdSession, CdTrack } from './disc-schema.ts';

const ADR_POSITION = 1;
const ADR_POINTERS = 5;
const NO_NEXT_SESSION = { m: 0xff, s: 0xff, f: 0xff };

/** What the ATIP says that is not in the disc's state: CD-R or CD-RW, power, speeds (MMC-6 table "ATIP descriptor"). */
export interface AtipFacts {
  readonly rewritable: boolean;
}

/** Answers READ TOC/PMA/ATIP. `atip` is undefined for a pressed disc. */
export function readToc(disc: CdDisc, atip: AtipFacts | undefined, exchange: Exchange): void {
  const format = tocFormat(exchange);
  const asMsf = exchange.bit(1, 1);
  const number = exchange.byte(6);
  const answer = tocAnswer(disc, atip, format, asMsf, number);
  writeU16BE(answer, 0, answer.length - 2);
  exchange.respond(answer, exchange.field(7, 2));
}

function tocAnswer(
  disc: CdDisc,
  atip: AtipFacts | undefined,
  format: number,
  asMsf: boolean,
  number: number,
): Uint8Array {
  switch (format) {
    case 0:
      return formattedToc(disc, asMsf, number);
    case 1:
      return sessionInformation(disc, asMsf, number);
    case 2:
      return fullToc(disc, number);
    case 3:
      if (atip === undefined) throw invalidCdbField(2, 3);
      return pma(disc, number);
    case 4:
      if (atip === undefined) throw invalidCdbField(2, 3);
      return atipAnswer(disc, atip, number);
    case 5:
      return cdText(disc, number);
    default:
      throw invalidCdbField(2, 3);
  }
}

/** Format 0: every track of the complete sessions from `first` on, and the lead-out of the last. */
function formattedToc(disc: CdDisc, asMsf: boolean, first: number): Uint8Array {
  const session = requireClosed(disc);
  const tracks = disc.state.tracks.filter((track) => track.session <= session.number);
  const last = tracks.at(-1)?.number ?? 0;
  if (first > last && first !== LEAD_OUT_TRACK) throw invalidCdbField(6);
  const listed = tracks.filter((track) => track.number >= first);
  const answer = new Uint8Array(4 + 8 * (listed.length + 1));
  answer[2] = tracks[0]?.number ?? 0;
  answer[3] = last;
  listed.forEach((track, i) => writeTrack(answer, 4 + 8 * i, track.control, track.number, track.start, asMsf));
  const control = tracks.at(-1)?.control ?? 0;
  writeTrack(answer, 4 + 8 * listed.length, control, LEAD_OUT_TRACK, session.leadOut ?? 0, asMsf);
  return answer;
}

/** Format 1: first and last complete session, and the first track of the last. Byte 6 of the CDB is reserved here. */
function sessionInformation(disc: CdDisc, asMsf: boolean, number: number): Uint8Array {
  if (number !== 0) throw invalidCdbField(6);
  const session = requireClosed(disc);
  const first = disc.tracksOf(session)[0];
  const answer = new Uint8Array(12);
  answer[2] = 1;
  answer[3] = session.number;
  writeTrack(answer, 4, first?.control ?? 0, first?.number ?? 0, first?.start ?? 0, asMsf);
  return answer;
}

/** Format 2: the points of Q in the lead-in of each complete session from `first` on; times are binary. */
function fullToc(disc: CdDisc, first: number): Uint8Array {
  const last = requireClosed(disc);
  if (first > last.number) throw invalidCdbField(6);
  const entries = disc.state.sessions
    .filter((session) => session.isClosed && session.number >= first)
    .flatMap((session) => tocPoints(disc, session).map((point) => ({ session: session.number, point })));
  const answer = new Uint8Array(4 + 11 * entries.length);
  answer[2] = 1;
  answer[3] = last.number;
  entries.forEach(({ session, point }, i) => {
    answer[4 + 11 * i] = session;
    writePoint(answer, 4 + 11 * i, point);
  });
  return answer;
}

/** Format 3: one entry for each complete or reserved track: where it starts and where it stops. */
function pma(disc: CdDisc, number: number): Uint8Array {
  if (number !== 0) throw invalidCdbField(6);
  const tracks = disc.state.tracks.filter((track) => track.state !== 'open');
  const answer = new Uint8Array(4 + 11 * tracks.length);
  tracks.forEach((track, i) => {
    const stop = msfOfLba(track.end);
    const start = msfOfLba(track.start);
    writePoint(answer, 4 + 11 * i, pointOf(ADR_POSITION, track.control, track.number, stop, 0, start));
  });
  return answer;
}

/** Format 4. */
function atipAnswer(disc: CdDisc, facts: AtipFacts, number: number): Uint8Array {
  if (number !== 0) throw invalidCdbField(6);
  const answer = new Uint8Array(28);
  // indicative target writing power 5, reference speed 1 (2x) for CD-RW
  answer[4] = 0xd0 | (facts.rewritable ? 1 : 0);
  // unrestricted use disc: URU is 0
  answer[5] = 0;
  // disc type CD-RW, subtype 0, A1 valid where there are speeds
  answer[6] = 0x80 | (facts.rewritable ? 0x44 : 0x00);
  writeMsf(answer, 8, msfOfLba(disc.state.leadInStart));
  writeMsf(answer, 12, msfOfLba(disc.state.lastLeadOut));
  // A1: lowest recording speed 4x, highest 12x by the CLV codes of the Orange Book
  if (facts.rewritable) answer.set([0x24, 0x98, 0xb0], 16);
  return answer;
}

/** Format 5: CD-TEXT of the first lead-in. */
function cdText(disc: CdDisc, number: number): Uint8Array {
  if (number !== 0) throw invalidCdbField(6);
  requireClosed(disc);
  const packs = disc.state.sessions[0]?.cdText;
  if (packs === undefined) throw invalidCdbField(2, 3);
  const bytes = Buffer.from(packs, 'base64');
  const answer = new Uint8Array(4 + bytes.length);
  answer.set(bytes, 4);
  return answer;
}

/** The points of the table of contents in the lead-in of a closed session. */
function tocPoints(disc: CdDisc, session: CdSession): readonly TocPoint[] {
  if (session.points !== undefined) return session.points;
  const tracks = disc.tracksOf(session);
  const first = tracks[0];
  const last = tracks.at(-1);
  if (first === undefined || last === undefined) return [];
  const none = { m: 0, s: 0, f: 0 };
  const leadOut = session.leadOut ?? 0;
  return [
    pointOf(ADR_POSITION, first.control, 0xa0, none, 0, { m: first.number, s: session.discType, f: 0 }),
    pointOf(ADR_POSITION, last.control, 0xa1, none, 0, { m: last.number, s: 0, f: 0 }),
    pointOf(ADR_POSITION, last.control, 0xa2, none, 0, msfOfLba(leadOut)),
    ...tracks.map((track) => pointOf(ADR_POSITION, track.control, track.number, none, 0, msfOfLba(track.start))),
    ...pointersOf(disc, session, first, leadOut),
  ];
}

/** B0: the next possible session and the outermost lead-out; C0, in the first lead-in only: where that begins. */
function pointersOf(disc: CdDisc, session: CdSession, first: CdTrack, leadOut: number): readonly TocPoint[] {
  if (session.next === 'none') return [];
  const next =
    session.next === 'forbidden' ? NO_NEXT_SESSION : msfOfLba(CdDisc.nextProgramArea(session.number, leadOut));
  const isFirst = session.number === 1;
  const outermost = msfOfLba(disc.state.lastLeadOut);
  const b0 = pointOf(ADR_POINTERS, first.control, 0xb0, next, isFirst ? 2 : 1, outermost);
  if (!isFirst) return [b0];
  const power = { m: 0x50, s: 0, f: 0 };
  return [b0, pointOf(ADR_POINTERS, first.control, 0xc0, power, 0, msfOfLba(disc.state.leadInStart))];
}

function pointOf(adr: number, control: number, point: number, time: Msf, zero: number, p: Msf): TocPoint {
  const { m: min, s: sec, f: frame } = time;
  return { adr, control, point, min, sec, frame, zero, pmin: p.m, psec: p.s, pframe: p.f };
}

function writePoint(out: Uint8Array, offset: number, point: TocPoint): void {
  out[offset + 1] = (point.adr << 4) | point.control;
  out[offset + 3] = point.point;
  out.set([point.min, point.sec, point.frame, point.zero, point.pmin, point.psec, point.pframe], offset + 4);
}

function writeTrack(
  out: Uint8Array,
  offset: number,
  control: number,
  number: number,
  lba: number,
  asMsf: boolean,
): void {
  out[offset + 1] = (ADR_POSITION << 4) | control;
  out[offset + 2] = number;
  writeAddress(out, offset + 4, lba, asMsf);
}

/** An address field of 4 bytes: LBA, or 00 M S F. */
export function writeAddress(out: Uint8Array, offset: number, lba: number, asMsf: boolean): void {
  if (asMsf) writeMsf(out, offset + 1, msfOfLba(lba));
  else writeU32BE(out, offset, lba);
}

function writeMsf(out: Uint8Array, offset: number, time: Msf): void {
  out[offset] = time.m;
  out[offset + 1] = time.s;
  out[offset + 2] = time.f;
}

/** Without a complete session there is no lead-in, and so no table of contents. */
function requireClosed(disc: CdDisc): CdSession {
  return disc.lastClosedSession() ?? refuse(SENSE_NO_TOC);
}

/** UNABLE TO RECOVER TABLE-OF-CONTENTS (MMC-6 annex F). */
const SENSE_NO_TOC = [0x3, 0x57, 0x00] as const;

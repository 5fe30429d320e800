// READ TOC/PMA/ATIP (MMC-6 6.25): formats 0 (tracks), 1 (sessions), 2 (full TOC), 4 (ATIP) and 5 (CD-TEXT).
import { readI32BE, readU16BE, writeU16BE } from '../../base/bytes.ts';
import { lbaOfMsf, type Msf } from '../../base/msf.ts';
import { type Lba, lba } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown, requireBytes } from './ask.ts';

export interface TocTrack {
  /** 1 to 99, or AAh for the lead-out. */
  readonly track: number;
  readonly adr: number;
  /** CONTROL: bit 2 = data, bit 0 = pre-emphasis, bit 1 = copy permitted. */
  readonly control: number;
  readonly start: Lba;
}

export interface Toc {
  readonly firstTrack: number;
  readonly lastTrack: number;
  readonly tracks: readonly TocTrack[];
}

export interface LastSession {
  readonly firstSession: number;
  readonly lastSession: number;
  readonly firstTrackOfLastSession: number;
  readonly start: Lba;
}

/** One entry of the lead-in's Q subchannel (MMC-6 table "READ TOC format 0010b"). */
export interface FullTocEntry {
  readonly session: number;
  readonly adr: number;
  readonly control: number;
  /** 1 to 99, A0h first track and disc type, A1h last track, A2h lead-out, B0h next session, C0h ATIP. */
  readonly point: number;
  readonly time: Msf;
  readonly pointTime: Msf;
}

/** What is written into the groove of a CD-R or CD-RW. */
export interface Atip {
  readonly isErasable: boolean;
  readonly subtype: number;
  /** The manufacturer's mark: M 97. */
  readonly leadInStart: Msf;
  readonly lastPossibleLeadOut: Msf;
}

export const LEAD_OUT_TRACK = 0xaa;

const HEADER = 4;

/** Format 0, addresses as LBA. Undefined where there is none: a blank disc. Fabricated by the drive on DVD and BD. */
export async function readToc(drive: Drive): Promise<Toc | undefined> {
  const answer = await readFormat(drive, 0, 'reading the table of contents');
  if (answer === undefined) return undefined;
  const tracks: TocTrack[] = [];
  for (let at = HEADER; at + 8 <= answer.length && tracks.length < 100; at += 8) {
    const adrControl = answer[at + 1] ?? 0;
    tracks.push({
      track: answer[at + 2] ?? 0,
      adr: adrControl >> 4,
      control: adrControl & 0x0f,
      start: lba(readI32BE(answer, at + 4)),
    });
  }
  return { firstTrack: answer[2] ?? 0, lastTrack: answer[3] ?? 0, tracks };
}

/** Format 1. */
export async function readLastSession(drive: Drive): Promise<LastSession | undefined> {
  const answer = await readFormat(drive, 1, 'reading where the last session starts');
  if (answer === undefined || answer.length < 12) return undefined;
  return {
    firstSession: answer[2] ?? 0,
    lastSession: answer[3] ?? 0,
    firstTrackOfLastSession: answer[6] ?? 0,
    start: lba(readI32BE(answer, 8)),
  };
}

/** Format 2 from session 1. Times are binary; a drive that gives BCD must be told by format 0 (MMC reference 2.11). */
export async function readFullToc(drive: Drive): Promise<readonly FullTocEntry[] | undefined> {
  const answer = await readFormat(drive, 2, 'reading the full table of contents', 1);
  if (answer === undefined) return undefined;
  const entries: FullTocEntry[] = [];
  for (let at = HEADER; at + 11 <= answer.length; at += 11) {
    const adrControl = answer[at + 1] ?? 0;
    entries.push({
      session: answer[at] ?? 0,
      adr: adrControl >> 4,
      control: adrControl & 0x0f,
      point: answer[at + 3] ?? 0,
      time: msfAt(answer, at + 4),
      pointTime: msfAt(answer, at + 8),
    });
  }
  return entries;
}

/** Format 4. Undefined on pressed discs; some drives give junk there instead. */
export async function readAtip(drive: Drive): Promise<Atip | undefined> {
  const answer = await readFormat(drive, 4, 'reading the ATIP of the disc');
  if (answer === undefined || answer.length < 15) return undefined;
  const leadInStart = msfAt(answer, 8);
  const lastPossibleLeadOut = msfAt(answer, 12);
  // The lead-in lies before LBA 0, so its minute is 90 or more; all else is no ATIP.
  if (leadInStart.m < 90 || !isMsf(leadInStart) || !isMsf(lastPossibleLeadOut)) return undefined;
  const type = answer[6] ?? 0;
  return { isErasable: (type & 0x40) !== 0, subtype: (type >> 3) & 0x07, leadInStart, lastPossibleLeadOut };
}

/** Where the lead-in of the groove starts; CD-TEXT is written from there. */
export function leadInStartOf(atip: Atip): Lba {
  return lbaOfMsf(atip.leadInStart);
}

/** Format 5: whole packs of 18 bytes, CRC not checked. Undefined where the disc has no CD-TEXT. */
export async function readCdText(drive: Drive): Promise<Uint8Array | undefined> {
  const answer = await readFormat(drive, 5, 'reading the CD-TEXT');
  if (answer === undefined) return undefined;
  const packs = Math.floor((answer.length - HEADER) / 18);
  return packs <= 0 ? undefined : answer.slice(HEADER, HEADER + packs * 18);
}

/** The answer up to what was announced and came, header included. Undefined when the drive has no such answer. */
async function readFormat(drive: Drive, format: number, doing: string, from = 0): Promise<Uint8Array | undefined> {
  const first = cdbOf(format, from, HEADER);
  const head = await askIfKnown(drive, first, HEADER, { doing });
  if (head === undefined) return undefined;
  requireBytes(head, HEADER, first, doing);
  const length = Math.min(0xffff, drive.transport.maxTransferBytes, 2 + readU16BE(head, 0));
  if (length <= HEADER) return head;
  const answer = await askIfKnown(drive, cdbOf(format, from, length), length, { doing });
  if (answer === undefined) return undefined;
  requireBytes(answer, HEADER, first, doing);
  return answer.subarray(0, Math.max(HEADER, 2 + readU16BE(answer, 0)));
}

function cdbOf(format: number, from: number, allocation: number): Uint8Array {
  const cdb = Uint8Array.of(OPCODE.READ_TOC_PMA_ATIP, 0, format, 0, 0, 0, from, 0, 0, 0);
  writeU16BE(cdb, 7, allocation);
  return cdb;
}

function msfAt(bytes: Uint8Array, offset: number): Msf {
  return { m: bytes[offset] ?? 0, s: bytes[offset + 1] ?? 0, f: bytes[offset + 2] ?? 0 };
}

function isMsf(time: Msf): boolean {
  return time.m < 100 && time.s < 60 && time.f < 75;
}

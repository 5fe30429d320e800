// The cue sheet of a session at once (MMC-6 6.36): what a drive accepts. Whatever is wrong is 5/26/00 with a pointer to
// the byte.
import { framesOfMsf } from '../../base/msf.ts';
import { CUE_ENTRY_BYTES, type CueEntry, readCueEntry } from '../../sector/cue-entry.ts';
import { CONTROL, isIsrc, LEAD_OUT_TRACK } from '../../sector/q-channel.ts';
import { invalidParameterField } from '../check-condition.ts';
import { PREGAP_BLOCKS } from './cd-disc.ts';
import type { Area, StoredKind } from './disc-schema.ts';
import { LEAST_TRACK_BLOCKS } from './recording.ts';

/** Sectors that the host sends in one form, one after the other. */
export interface CueRegion {
  readonly from: number;
  readonly kind: StoredKind;
  readonly subchannelBytes: Area['subchannelBytes'];
}

export interface CueTrack {
  readonly number: number;
  readonly control: number;
  readonly copyExhausted: boolean;
  readonly pregap: number;
  readonly start: number;
  readonly indices: readonly number[];
  readonly isrc?: string;
}

export interface CuePlan {
  readonly regions: readonly CueRegion[];
  readonly tracks: readonly CueTrack[];
  readonly leadOut: number;
  readonly mcn?: string;
  /** The host writes the subchannel of the lead-in: CD-TEXT. */
  readonly hasCdText: boolean;
}

type Timed = Extract<CueEntry, { adr: 1 }>;

/** FORM: main channel in the low six bits, subchannel in the high two. */
const FORM_MAIN = 0x3f;
const FORM_SUBCHANNEL = 0xc0;
const RAW_SUBCHANNEL = 0x40;
const COPY_EXHAUSTED = 0x80;

/** Sectors of a track by their form (MMC-3 table "Data form of the main channel"). */
const TRACK_FORMS: Readonly<Record<number, StoredKind>> = {
  0x00: 'audio',
  0x10: 'mode-1',
  0x11: 'mode-1-whole',
  0x20: 'xa',
  0x21: 'xa-whole',
  0x22: 'xa',
  0x23: 'xa-whole',
  0x30: 'mode-2',
  0x31: 'mode-2-whole',
};

/** Forms of lead-in and lead-out, whose main channel the drive makes: by bits 4 and 5 of the track's form. */
const MADE_FORM = [0x01, 0x14, 0x24, 0x34] as const;
const XA_SESSION_FORMATS: readonly number[] = [0x10, 0x20];

/** Checks a whole cue sheet. `sessionFormat` is that of mode page 05h; `lastLeadOut` bounds the disc. */
export function parseCueSheet(sheet: Uint8Array, sessionFormat: number, lastLeadOut: number): CuePlan {
  return new CueSheetParser(sheet, sessionFormat, lastLeadOut).parse();
}

class CueSheetParser {
  private readonly sheet: Uint8Array;
  private readonly sessionFormat: number;
  private readonly lastLeadOut: number;
  private readonly regions: CueRegion[] = [];
  private readonly tracks: CueTrack[] = [];
  private at = 0;

  constructor(sheet: Uint8Array, sessionFormat: number, lastLeadOut: number) {
    this.sheet = sheet;
    this.sessionFormat = sessionFormat;
    this.lastLeadOut = lastLeadOut;
  }

  parse(): CuePlan {
    if (this.sheet.length % CUE_ENTRY_BYTES !== 0) throw invalidParameterField(this.sheet.length - 1);
    const mcn = this.catalogueNumber();
    const leadIn = this.leadIn();
    for (let entry = this.peek(); !isLeadOut(entry); entry = this.peek()) this.track();
    const leadOut = this.leadOut();
    if (this.at !== this.sheet.length) throw this.wrong(0);
    this.requireLeadInForm(leadIn);
    const hasCdText = (leadIn.form & FORM_SUBCHANNEL) === RAW_SUBCHANNEL;
    const { regions, tracks } = this;
    return { regions, tracks, leadOut, hasCdText, ...(mcn === undefined ? {} : { mcn }) };
  }

  /** Two entries before the lead-in: seven digits, then six and a zero. */
  private catalogueNumber(): string | undefined {
    if (this.peek().adr !== 2) return undefined;
    const first = this.take();
    const second = this.take();
    if (first.adr !== 2 || second.adr !== 2) throw this.wrong(0, 1);
    const text = first.characters + second.characters;
    if (!/^\d{13}\0$/.test(text) || first.control !== second.control) throw this.wrong(1, 1);
    return text.slice(0, 13);
  }

  /** TNO 0, index 0. Drives refuse one that carries the real time of the lead-in: it is announced at 00:00:00. */
  private leadIn(): Timed {
    const entry = this.takeTimed();
    if (entry.track !== 0) throw this.wrong(1, 1);
    if (entry.index !== 0) throw this.wrong(2, 1);
    if (entry.scms !== 0) throw this.wrong(4, 1);
    if (framesOfMsf(entry.time) !== 0) throw this.wrong(5, 1);
    return entry;
  }

  /** Its form and control are those of the first track, its sectors made by the drive. */
  private requireLeadInForm(leadIn: Timed): void {
    const first = this.tracks[0];
    const firstForm = this.regions[0];
    if (first === undefined || firstForm === undefined) throw this.wrong(1);
    const offset = this.sheet.findIndex((_, i) => i % CUE_ENTRY_BYTES === 0 && ((this.sheet[i] ?? 0) & 15) === 1);
    const subchannel = leadIn.form & FORM_SUBCHANNEL;
    if ((leadIn.form & FORM_MAIN) !== madeForm(firstForm.kind)) throw invalidParameterField(offset + 3);
    if (subchannel !== 0 && subchannel !== RAW_SUBCHANNEL) throw invalidParameterField(offset + 3, 7);
    if (leadIn.control !== first.control) throw invalidParameterField(offset, 7);
  }

  private track(): void {
    const isrc = this.isrc();
    const number = this.tracks.length + 1;
    const first = this.takeTimed();
    if (first.track !== number || number > 99) throw this.wrong(1, 1);
    if (isrc !== undefined && (isrc.track !== number || isrc.control !== first.control)) throw this.wrong(1, 3);
    const pregap = this.pregapOf(first);
    const start = first.index === 0 ? this.takeIndex(first, 1) : first;
    if (start.index !== 1) throw this.wrong(2, 1);
    this.region(start);
    if (addressOf(start) < pregap + (number === 1 ? PREGAP_BLOCKS : 0)) throw this.wrong(5, 1);
    const indices: number[] = [];
    for (let next = this.peek(); next.adr === 1 && next.track === number; next = this.peek()) {
      const entry = this.takeIndex(first, 2 + indices.length);
      this.region(entry);
      if (addressOf(entry) <= (indices.at(-1) ?? addressOf(start))) throw this.wrong(5, 1);
      indices.push(addressOf(entry));
    }
    this.tracks.push({
      number,
      control: first.control,
      copyExhausted: first.scms === COPY_EXHAUSTED,
      pregap,
      start: addressOf(start),
      indices,
      ...(isrc === undefined ? {} : { isrc: isrc.text }),
    });
  }

  /** Checks the track's first entry against what came before; returns where the track begins. */
  private pregapOf(first: Timed): number {
    const from = addressOf(first);
    const before = this.tracks.at(-1);
    if (before === undefined) {
      if (first.index !== 0) throw this.wrong(2, 1);
      if (from !== -PREGAP_BLOCKS) throw this.wrong(5, 1);
    } else {
      if (first.index > 1) throw this.wrong(2, 1);
      if (from - before.start < LEAST_TRACK_BLOCKS || from <= (before.indices.at(-1) ?? 0)) throw this.wrong(5, 1);
      // A change between audio and data needs a pause of two seconds.
      const changes = isData(first.control) !== isData(before.control);
      const follows = this.peek();
      const pause = first.index === 0 && follows.adr === 1 ? addressOf(follows) - from : 0;
      if (changes && pause < PREGAP_BLOCKS) throw this.wrong(5, 1);
    }
    if (first.index === 0) this.region(first);
    return from;
  }

  /** Two entries before the track's first: six characters each. */
  private isrc(): { readonly track: number; readonly control: number; readonly text: string } | undefined {
    if (this.peek().adr !== 3) return undefined;
    const first = this.take();
    const second = this.take();
    if (first.adr !== 3 || second.adr !== 3 || first.control !== second.control) throw this.wrong(0, 1);
    const text = first.characters + second.characters;
    if (first.track !== second.track) throw this.wrong(1, 1);
    if (!isIsrc(text)) throw this.wrong(2, 1);
    return { track: first.track, control: first.control, text };
  }

  private takeIndex(first: Timed, index: number): Timed {
    const entry = this.takeTimed();
    if (entry.track !== first.track) throw this.wrong(1, 1);
    if (entry.index !== index) throw this.wrong(2, 1);
    if (entry.control !== first.control) throw this.wrong(0, 1);
    if (entry.scms !== first.scms) throw this.wrong(4, 1);
    return entry;
  }

  /** The sectors that begin with this entry. */
  private region(entry: Timed): void {
    const kind = TRACK_FORMS[entry.form & FORM_MAIN];
    const subchannel = entry.form & FORM_SUBCHANNEL;
    if (kind === undefined || isData(entry.control) === (kind === 'audio')) throw this.wrong(3, 1);
    if (subchannel !== 0 && subchannel !== RAW_SUBCHANNEL) throw this.wrong(3, 1);
    if (isXa(kind) !== XA_SESSION_FORMATS.includes(this.sessionFormat) && kind !== 'audio') throw this.wrong(3, 1);
    if (entry.scms !== 0 && (entry.scms !== COPY_EXHAUSTED || kind !== 'audio')) throw this.wrong(4, 1);
    const from = addressOf(entry);
    const last = this.regions.at(-1);
    if (last !== undefined && from <= last.from) throw this.wrong(5, 1);
    this.regions.push({ from, kind, subchannelBytes: subchannel === 0 ? 0 : 96 });
  }

  private leadOut(): number {
    const entry = this.takeTimed();
    const last = this.tracks.at(-1);
    const lastRegion = this.regions.at(-1);
    if (last === undefined || lastRegion === undefined) throw this.wrong(1, 1);
    if (entry.index !== 1) throw this.wrong(2, 1);
    if (entry.form !== madeForm(lastRegion.kind)) throw this.wrong(3, 1);
    if (entry.scms !== 0) throw this.wrong(4, 1);
    if (entry.control !== last.control) throw this.wrong(0, 1);
    const leadOut = addressOf(entry);
    if (leadOut - last.start < LEAST_TRACK_BLOCKS || leadOut <= lastRegion.from || leadOut > this.lastLeadOut) {
      throw this.wrong(5, 1);
    }
    return leadOut;
  }

  private peek(): CueEntry {
    if (this.at + CUE_ENTRY_BYTES > this.sheet.length) throw invalidParameterField(Math.max(0, this.sheet.length - 1));
    const entry = readCueEntry(this.sheet, this.at);
    if (entry === undefined) throw this.wrong(0);
    return entry;
  }

  private take(): CueEntry {
    const entry = this.peek();
    this.at += CUE_ENTRY_BYTES;
    return entry;
  }

  private takeTimed(): Timed {
    const entry = this.take();
    if (entry.adr !== 1) throw this.wrong(0, 1);
    const { m, s, f } = entry.time;
    if (m > 99 || s > 59 || f > 74) throw this.wrong(5, 1);
    return entry;
  }

  /** Points to a byte of the entry that comes next, or of one `back` entries before it. */
  private wrong(byte: number, back = 0): Error {
    return invalidParameterField(Math.max(0, this.at - back * CUE_ENTRY_BYTES) + byte);
  }
}

function isLeadOut(entry: CueEntry): boolean {
  return entry.adr === 1 && entry.track === LEAD_OUT_TRACK;
}

function addressOf(entry: Timed): number {
  return framesOfMsf(entry.time) - PREGAP_BLOCKS;
}

function isData(control: number): boolean {
  return (control & CONTROL.DATA) !== 0;
}

function isXa(kind: StoredKind): boolean {
  return kind === 'xa' || kind === 'xa-whole';
}

function madeForm(kind: StoredKind): number {
  if (kind === 'audio') return MADE_FORM[0];
  if (kind === 'mode-1' || kind === 'mode-1-whole') return MADE_FORM[1];
  return isXa(kind) ? MADE_FORM[2] : MADE_FORM[3];
}

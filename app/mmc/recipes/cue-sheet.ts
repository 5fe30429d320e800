// The cue sheet of SEND CUE SHEET (MMC-5 6.36): entries of 8 bytes that tell the drive the whole session in advance.
import { msfOfLba } from '../../base/msf.ts';
import { controlOf, leadOutOf, type TrackPlacement } from './cd-placement.ts';

const ADR = { TIME: 1, MCN: 2, ISRC: 3 } as const;
const LEAD_OUT = 0xaa;
/** Main channel data forms (MMC-5 table "Data Form"): the host sends 2352 bytes of audio, 2048 of Mode 1, or nothing. */
const FORM = {
  AUDIO: 0x00,
  AUDIO_FROM_DRIVE: 0x01,
  MODE_1: 0x10,
  MODE_1_FROM_DRIVE: 0x14,
  PACKS_FROM_HOST: 0x40,
} as const;

/** What drives are known to differ in; the sheet is tried in another form before a refusal is final. */
export interface CueSheetForm {
  /** The address announced for the lead-in; most drives want 00:00:00, that is -150. */
  readonly leadInLba: number;
  /** Give every later track a pregap of at least one block, taken from the end of the track before it. */
  readonly everyPregap: boolean;
}

export interface CueSheetContent {
  readonly placements: readonly TrackPlacement[];
  readonly mcn?: string;
  /** CD-TEXT packs will be written in the lead-in. */
  readonly hasCdText: boolean;
}

/** The sheet: MCN, lead-in, per track ISRC and indices, lead-out. */
export function cueSheet(content: CueSheetContent, form: CueSheetForm): Uint8Array {
  const { placements } = content;
  const first = placements[0]?.layout;
  const last = placements.at(-1)?.layout;
  if (first === undefined || last === undefined) throw new RangeError('a cue sheet needs a track');
  const entries: number[][] = [];
  if (content.mcn !== undefined) entries.push(...mcnEntries(content.mcn));
  const leadInForm = first.type === 'audio' ? FORM.AUDIO_FROM_DRIVE : FORM.MODE_1_FROM_DRIVE;
  const packs = content.hasCdText ? FORM.PACKS_FROM_HOST : 0;
  entries.push(timeEntry(controlOf(first), 0, 0, leadInForm | packs, form.leadInLba));
  for (const [index, placement] of placements.entries()) entries.push(...trackEntries(placement, index === 0, form));
  const leadOutForm = last.type === 'audio' ? FORM.AUDIO_FROM_DRIVE : FORM.MODE_1_FROM_DRIVE;
  entries.push(timeEntry(controlOf(last), LEAD_OUT, 1, leadOutForm, leadOutOf(placements)));
  return Uint8Array.from(entries.flat());
}

function trackEntries(placement: TrackPlacement, isFirst: boolean, form: CueSheetForm): number[][] {
  const { layout, number, start } = placement;
  const control = controlOf(layout);
  const dataForm = layout.type === 'audio' ? FORM.AUDIO : FORM.MODE_1;
  const pregap = !isFirst && form.everyPregap ? Math.max(1, placement.pregap) : placement.pregap;
  const entries = layout.isrc === undefined ? [] : isrcEntries(control, number, layout.isrc);
  if (pregap > 0) entries.push(timeEntry(control, number, 0, dataForm, start - pregap));
  entries.push(timeEntry(control, number, 1, dataForm, start));
  for (const [index, offset] of (layout.indices ?? []).entries()) {
    entries.push(timeEntry(control, number, index + 2, dataForm, start + offset));
  }
  return entries;
}

function timeEntry(control: number, track: number, index: number, form: number, address: number): number[] {
  const { m, s, f } = msfOfLba(address);
  return [(control << 4) | ADR.TIME, track, index, form, 0, m, s, f];
}

/** 13 digits: 7 and 6. */
function mcnEntries(mcn: string): number[][] {
  const head = ADR.MCN;
  return [
    [head, ...ascii(mcn.slice(0, 7))],
    [head, ...ascii(mcn.slice(7, 13)), 0],
  ];
}

/** 12 characters: 6 and 6. */
function isrcEntries(control: number, track: number, isrc: string): number[][] {
  const head = (control << 4) | ADR.ISRC;
  return [
    [head, track, ...ascii(isrc.slice(0, 6))],
    [head, track, ...ascii(isrc.slice(6, 12))],
  ];
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0) & 0x7f);
}

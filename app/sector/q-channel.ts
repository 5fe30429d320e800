// The Q channel: 12 bytes a sector with control, ADR and one of three modes (ECMA-130 22.3.3, IEC 60908 17.5):
// 1 position (or a point of the table of contents), 2 media catalogue number, 3 ISRC.
import { fromBcd, toBcd } from '../base/msf.ts';
import { appendCrc16, hasGoodCrc16 } from './crc16.ts';

export const Q_BYTES = 12;
const PROTECTED_BYTES = 10;

/** Control bits of a track (ECMA-130 22.3.1). */
export const CONTROL = { PRE_EMPHASIS: 1, COPY_PERMITTED: 2, DATA: 4, FOUR_CHANNEL: 8 } as const;

/** TNO of the lead-out. */
export const LEAD_OUT_TRACK = 0xaa;

const FRAMES_PER_SECOND = 75;
const FRAMES_PER_MINUTE = 4500;

/**
 * Mode 1 in the program area or lead-out. `track` 1 to 99 or AAh, `index` 0 to 99, `relative` frames from the start of
 * index 1 (in a pregap: frames still to come, 0 in the last), `absolute` frames from the start of the first pregap
 * (LBA + 150).
 */
export function writeQPosition(
  out: Uint8Array,
  offset: number,
  control: number,
  track: number,
  index: number,
  relative: number,
  absolute: number,
): void {
  out[offset] = (control << 4) | 1;
  out[offset + 1] = track === LEAD_OUT_TRACK ? track : toBcd(track);
  out[offset + 2] = toBcd(index);
  writeTime(out, offset + 3, relative);
  out[offset + 6] = 0;
  writeTime(out, offset + 7, absolute);
  appendCrc16(out, offset, PROTECTED_BYTES);
}

/** One point of a table of contents as the full TOC has it (MMC-6 6.26.3.4); times are binary here, BCD on the disc. */
export interface TocPoint {
  readonly adr: number;
  readonly control: number;
  /** 1 to 99, A0h to A2h, B0h to CFh. */
  readonly point: number;
  readonly min: number;
  readonly sec: number;
  readonly frame: number;
  readonly zero: number;
  readonly pmin: number;
  readonly psec: number;
  readonly pframe: number;
}

/**
 * Mode 1 (or 5) in the lead-in: one point of the table of contents, running time `absolute` in frames. For ADR 5 the
 * point's own times take the place of the running time.
 */
export function writeQToc(out: Uint8Array, offset: number, entry: TocPoint, absolute: number): void {
  out[offset] = (entry.control << 4) | entry.adr;
  out[offset + 1] = 0;
  out[offset + 2] = entry.point <= 99 ? toBcd(entry.point) : entry.point;
  if (entry.adr === 1) {
    writeTime(out, offset + 3, absolute);
  } else {
    out[offset + 3] = toBcd(entry.min);
    out[offset + 4] = toBcd(entry.sec);
    out[offset + 5] = toBcd(entry.frame);
  }
  out[offset + 6] = entry.zero;
  out[offset + 7] = toBcd(entry.pmin);
  out[offset + 8] = entry.point === 0xa0 ? entry.psec : toBcd(entry.psec);
  out[offset + 9] = toBcd(entry.pframe);
  appendCrc16(out, offset, PROTECTED_BYTES);
}

/** Mode 2: 13 digits, then the frame of the absolute time. Throws RangeError when `mcn` is not 13 digits. */
export function writeQMcn(out: Uint8Array, offset: number, control: number, mcn: string, absolute: number): void {
  if (!/^\d{13}$/.test(mcn)) throw new RangeError('a media catalogue number has 13 digits');
  out[offset] = (control << 4) | 2;
  out.fill(0, offset + 1, offset + 9);
  for (let i = 0; i < 13; i++) {
    const digit = mcn.charCodeAt(i) - 0x30;
    const at = offset + 1 + (i >> 1);
    out[at] = (out[at] ?? 0) | (i & 1 ? digit : digit << 4);
  }
  out[offset + 9] = toBcd(absolute % FRAMES_PER_SECOND);
  appendCrc16(out, offset, PROTECTED_BYTES);
}

/** Mode 3: country and owner in five characters of six bits, then seven digits. Throws RangeError on anything else. */
export function writeQIsrc(out: Uint8Array, offset: number, control: number, isrc: string, absolute: number): void {
  if (!isIsrc(isrc)) throw new RangeError('an ISRC has five letters or digits and seven digits');
  out[offset] = (control << 4) | 3;
  let letters = 0;
  for (let i = 0; i < 5; i++) letters = letters * 64 + isrcCode(isrc.charCodeAt(i));
  letters *= 4;
  for (let i = 0; i < 4; i++) out[offset + 1 + i] = Math.floor(letters / 2 ** (24 - 8 * i)) % 256;
  for (let i = 0; i < 4; i++) {
    const high = isrc.charCodeAt(5 + 2 * i) - 0x30;
    const low = i < 3 ? isrc.charCodeAt(6 + 2 * i) - 0x30 : 0;
    out[offset + 5 + i] = (high << 4) | low;
  }
  out[offset + 9] = toBcd(absolute % FRAMES_PER_SECOND);
  appendCrc16(out, offset, PROTECTED_BYTES);
}

/** Five capital letters or digits, seven digits. */
export function isIsrc(text: string): boolean {
  return /^[0-9A-Z]{5}\d{7}$/.test(text);
}

export type QFrame =
  | {
      readonly adr: 1;
      readonly control: number;
      /** 0 in the lead-in, then `index` is the point, raw as on the disc. */
      readonly track: number;
      readonly index: number;
      readonly relative: number;
      readonly absolute: number;
    }
  | { readonly adr: 2; readonly control: number; readonly mcn: string; readonly frame: number }
  | { readonly adr: 3; readonly control: number; readonly isrc: string; readonly frame: number }
  | { readonly adr: 'other'; readonly control: number };

/** Decodes 12 bytes of Q; undefined when the CRC is wrong or digits are none. */
export function readQ(bytes: Uint8Array, offset: number): QFrame | undefined {
  if (offset < 0 || offset + Q_BYTES > bytes.length) throw new RangeError(`no Q frame at ${offset}`);
  if (!hasGoodCrc16(bytes, offset, PROTECTED_BYTES)) return undefined;
  const byte = (i: number): number => bytes[offset + i] ?? 0;
  const control = byte(0) >> 4;
  switch (byte(0) & 0x0f) {
    case 1: {
      const track = byte(1) === LEAD_OUT_TRACK ? LEAD_OUT_TRACK : fromBcd(byte(1));
      const index = track === 0 ? byte(2) : fromBcd(byte(2));
      return {
        adr: 1,
        control,
        track,
        index,
        relative: readTime(bytes, offset + 3),
        absolute: readTime(bytes, offset + 7),
      };
    }
    case 2: {
      let mcn = '';
      for (let i = 0; i < 13; i++) mcn += String(i & 1 ? byte(1 + (i >> 1)) & 0x0f : byte(1 + (i >> 1)) >> 4);
      return mcn.length === 13 ? { adr: 2, control, mcn, frame: fromBcd(byte(9)) } : undefined;
    }
    case 3: {
      const letters = ((byte(1) << 24) | (byte(2) << 16) | (byte(3) << 8) | byte(4)) >>> 2;
      let isrc = '';
      for (let i = 0; i < 5; i++) isrc += isrcCharacter((letters >>> (24 - 6 * i)) & 0x3f);
      for (let i = 0; i < 7; i++) isrc += String(i & 1 ? byte(5 + (i >> 1)) & 0x0f : byte(5 + (i >> 1)) >> 4);
      return isIsrc(isrc) ? { adr: 3, control, isrc, frame: fromBcd(byte(9)) } : undefined;
    }
    default:
      return { adr: 'other', control };
  }
}

/** Digits are 0 to 9, letters 11h to 2Ah (IEC 60908 17.5.3). */
function isrcCode(character: number): number {
  return character - 0x30;
}

function isrcCharacter(code: number): string {
  return String.fromCharCode(code + 0x30);
}

function writeTime(out: Uint8Array, offset: number, frames: number): void {
  out[offset] = toBcd(Math.floor(frames / FRAMES_PER_MINUTE));
  out[offset + 1] = toBcd(Math.floor(frames / FRAMES_PER_SECOND) % 60);
  out[offset + 2] = toBcd(frames % FRAMES_PER_SECOND);
}

function readTime(bytes: Uint8Array, offset: number): number {
  return (
    fromBcd(bytes[offset] ?? 0) * FRAMES_PER_MINUTE +
    fromBcd(bytes[offset + 1] ?? 0) * FRAMES_PER_SECOND +
    fromBcd(bytes[offset + 2] ?? 0)
  );
}

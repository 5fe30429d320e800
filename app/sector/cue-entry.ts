// One line of a cue sheet as SEND CUE SHEET carries it: 8 bytes (MMC-6 6.36.3, MMC-3 table "CUE SHEET entry").
import type { Msf } from '../base/msf.ts';

export const CUE_ENTRY_BYTES = 8;

export type CueEntry =
  | {
      readonly adr: 1;
      readonly control: number;
      /** 0 lead-in, 1 to 99, AAh lead-out. */
      readonly track: number;
      readonly index: number;
      /** Data form: main channel in bits 0 to 5, subchannel in bits 6 and 7. */
      readonly form: number;
      /** Bit 7: copies may not be copied (SCMS). */
      readonly scms: number;
      /** Binary, not BCD; not checked. */
      readonly time: Msf;
    }
  | {
      /** Seven digits of the media catalogue number; the second of the two entries has six and a zero. */
      readonly adr: 2;
      readonly control: number;
      readonly characters: string;
    }
  | {
      /** Six characters of the ISRC of `track`. */
      readonly adr: 3;
      readonly control: number;
      readonly track: number;
      readonly characters: string;
    };

/** Decodes one entry; undefined when its ADR is none of 1, 2, 3. */
export function readCueEntry(sheet: Uint8Array, offset: number): CueEntry | undefined {
  if (offset < 0 || offset + CUE_ENTRY_BYTES > sheet.length) throw new RangeError(`no cue sheet entry at ${offset}`);
  const byte = (i: number): number => sheet[offset + i] ?? 0;
  const control = byte(0) >> 4;
  const adr = byte(0) & 0x0f;
  if (adr === 1) {
    const time = { m: byte(5), s: byte(6), f: byte(7) };
    return { adr, control, track: byte(1), index: byte(2), form: byte(3), scms: byte(4), time };
  }
  if (adr === 2) return { adr, control, characters: characters(sheet, offset + 1, offset + CUE_ENTRY_BYTES) };
  if (adr === 3) {
    return { adr, control, track: byte(1), characters: characters(sheet, offset + 2, offset + CUE_ENTRY_BYTES) };
  }
  return undefined;
}

function characters(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes.subarray(from, to), (code) => String.fromCharCode(code)).join('');
}

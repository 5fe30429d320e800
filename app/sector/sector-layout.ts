// Where the fields of a CD sector of 2352 bytes lie (ECMA-130 14; CD-ROM XA, "Yellow Book" extension, for the forms).
import { msfOfLba, toBcd } from '../base/msf.ts';
import { CD_SECTOR_BYTES } from '../base/units.ts';

/**
 * - `audio`: 588 stereo samples, no structure;
 * - `mode-0`: header and zeros; `mode-1`: 2048 bytes with EDC and ECC; `mode-2`: 2336 bytes without structure;
 * - `form-1`: Mode 2 with subheader, 2048 bytes, EDC and ECC; `form-2`: Mode 2 with subheader, 2324 bytes and EDC.
 */
export type SectorKind = 'audio' | 'mode-0' | 'mode-1' | 'mode-2' | 'form-1' | 'form-2';

export const SYNC_BYTES = 12;
export const HEADER_OFFSET = 12;
export const HEADER_BYTES = 4;
const MODE_OFFSET = 15;
/** The subheader of a form, twice 4 bytes: file, channel, submode, coding information. */
export const SUBHEADER_OFFSET = 16;
/** P and Q parity, as Mode 1 and Form 1 have it. */
export const ECC_P_OFFSET = 2076;
export const ECC_Q_OFFSET = 2248;

/** Bit 5 of the submode byte: the sector is Form 2. */
const SUBMODE_FORM_2 = 0x20;

export interface SectorLayout {
  readonly kind: SectorKind;
  /** The mode byte of the header; absent for audio. */
  readonly mode?: 0 | 1 | 2;
  readonly userOffset: number;
  readonly userBytes: number;
  /** Absent where the sector has none. */
  readonly edcOffset?: number;
}

export const SECTOR_LAYOUT: Readonly<Record<SectorKind, SectorLayout>> = {
  audio: { kind: 'audio', userOffset: 0, userBytes: CD_SECTOR_BYTES },
  'mode-0': { kind: 'mode-0', mode: 0, userOffset: 16, userBytes: 2336 },
  'mode-1': { kind: 'mode-1', mode: 1, userOffset: 16, userBytes: 2048, edcOffset: 2064 },
  'mode-2': { kind: 'mode-2', mode: 2, userOffset: 16, userBytes: 2336 },
  'form-1': { kind: 'form-1', mode: 2, userOffset: 24, userBytes: 2048, edcOffset: 2072 },
  'form-2': { kind: 'form-2', mode: 2, userOffset: 24, userBytes: 2324, edcOffset: 2348 },
};

/** Writes the synchronization field: 00, ten times FF, 00 (ECMA-130 14.1). */
export function writeSync(out: Uint8Array, offset: number): void {
  requireSector(out, offset);
  out[offset] = 0;
  out.fill(0xff, offset + 1, offset + 11);
  out[offset + 11] = 0;
}

function hasSync(bytes: Uint8Array, offset: number): boolean {
  requireSector(bytes, offset);
  if (bytes[offset] !== 0 || bytes[offset + 11] !== 0) return false;
  for (let i = offset + 1; i < offset + 11; i++) if (bytes[i] !== 0xff) return false;
  return true;
}

/** Writes the header: absolute time in BCD and the mode byte (ECMA-130 14.2). `address` -45150 to 404849. */
export function writeHeader(out: Uint8Array, offset: number, address: number, mode: number): void {
  requireSector(out, offset);
  const time = msfOfLba(address);
  out[offset + 12] = toBcd(time.m);
  out[offset + 13] = toBcd(time.s);
  out[offset + 14] = toBcd(time.f);
  out[offset + 15] = mode;
}

/**
 * What a sector is by its own bytes: no synchronization field means audio, Mode 2 is a form when the two copies of the
 * subheader agree and are not zero. Modes above 2 are not defined and count as `mode-2`: no structure is known.
 */
export function sectorKindOf(bytes: Uint8Array, offset: number): SectorKind {
  if (!hasSync(bytes, offset)) return 'audio';
  const mode = bytes[offset + MODE_OFFSET];
  if (mode === 0) return 'mode-0';
  if (mode === 1) return 'mode-1';
  if (!hasSubheader(bytes, offset)) return 'mode-2';
  return isForm2(bytes, offset) ? 'form-2' : 'form-1';
}

export function isForm2(bytes: Uint8Array, offset: number): boolean {
  return ((bytes[offset + SUBHEADER_OFFSET + 2] ?? 0) & SUBMODE_FORM_2) !== 0;
}

/** Throws RangeError when no whole sector lies at `offset`. */
export function requireSector(bytes: Uint8Array, offset: number): void {
  if (offset < 0 || offset + CD_SECTOR_BYTES > bytes.length) {
    throw new RangeError(`a sector at ${offset} is outside a buffer of ${bytes.length} bytes`);
  }
}

function hasSubheader(bytes: Uint8Array, offset: number): boolean {
  let any = 0;
  for (let i = offset + SUBHEADER_OFFSET; i < offset + SUBHEADER_OFFSET + 4; i++) {
    if (bytes[i] !== bytes[i + 4]) return false;
    any |= bytes[i] ?? 0;
  }
  return any !== 0;
}

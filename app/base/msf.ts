// CD addresses: minute, second, frame (75 frames a second) and BCD (ECMA-130 22.3.3, MMC-6 table "LBA to MSF").
import { type Lba, lba } from './units.ts';

/** An absolute CD time. `m` 0 to 99, `s` 0 to 59, `f` 0 to 74. */
export interface Msf {
  readonly m: number;
  readonly s: number;
  readonly f: number;
}

const FRAMES_PER_SECOND = 75;
const FRAMES_PER_MINUTE = 60 * FRAMES_PER_SECOND;
const PREGAP_FRAMES = 150;
/** From minute 90 on an address lies in the lead-in, before LBA -150. */
const LEAD_IN_OFFSET = 450_150;

/** LBA -45150 to 404849; addresses before -150 wrap to minute 90 and up. */
export function msfOfLba(address: number): Msf {
  return msfOfFrames(address >= -PREGAP_FRAMES ? address + PREGAP_FRAMES : address + LEAD_IN_OFFSET);
}

/** The reverse of `msfOfLba`. */
export function lbaOfMsf(time: Msf): Lba {
  return lba(framesOfMsf(time) - (time.m >= 90 ? LEAD_IN_OFFSET : PREGAP_FRAMES));
}

/** A length or relative time, without the offset of 150 frames. */
export function msfOfFrames(frames: number): Msf {
  const m = Math.floor(frames / FRAMES_PER_MINUTE);
  const s = Math.floor((frames % FRAMES_PER_MINUTE) / FRAMES_PER_SECOND);
  return { m, s, f: frames % FRAMES_PER_SECOND };
}

export function framesOfMsf(time: Msf): number {
  return time.m * FRAMES_PER_MINUTE + time.s * FRAMES_PER_SECOND + time.f;
}

/** 0 to 99 as two decimal digits in one byte. */
export function toBcd(value: number): number {
  return Math.floor(value / 10) * 16 + (value % 10);
}

export function fromBcd(byte: number): number {
  return (byte >> 4) * 10 + (byte & 0x0f);
}

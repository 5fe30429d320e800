// How long a command may take before the way to the drive counts as broken. A floor of what the field has shown to be
// needed (MMC reference 2.0.7), not what the standards promise.
import { milliseconds } from '../base/units.ts';

export const TIMEOUT = {
  /** Whatever answers from memory or after one seek. */
  default: milliseconds(30_000),
  /** Reads of a damaged disc: the firmware retries a block for minutes. */
  read: milliseconds(120_000),
  write: milliseconds(200_000),
  reserve: milliseconds(200_000),
  calibrate: milliseconds(200_000),
  /** With Immed: CLOSE TRACK SESSION, SYNCHRONIZE CACHE, BLANK, FORMAT UNIT. */
  immediate: milliseconds(200_000),
  /** Without Immed: CLOSE TRACK SESSION, SYNCHRONIZE CACHE. */
  close: milliseconds(3_600_000),
  /** SYNCHRONIZE CACHE of a disc-at-once DVD-R, whose lead-out may have to be filled with 800 MB. */
  syncDiscAtOnce: milliseconds(1_500_000),
  /** Without Immed: a full BLANK or FORMAT UNIT. */
  blank: milliseconds(18_000_000),
  /** START STOP UNIT that loads or ejects. */
  load: milliseconds(300_000),
  /** SEND DISC STRUCTURE with the layer break: some drives calibrate here. */
  structure: milliseconds(180_000),
} as const;

/** How long a drive may stay busy with work of its own (MMC reference 2.0.6). */
export const BUSY_CAP = {
  /** A medium that was just loaded. */
  spinUp: milliseconds(120_000),
  close: milliseconds(3_600_000),
  blank: milliseconds(18_000_000),
} as const;

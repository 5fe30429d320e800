// Sizes, speeds and times as a person reads them. kB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024.
import { SINGLE_SPEED } from '../base/units.ts';
import { type MediumKind, mediumKindFacts } from '../contract/media.ts';

const BYTES_PER_KILOBYTE = 1000;

/** "512 bytes", "5.1 MB", "25.0 GB". */
export function sizeInWords(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : scaled(bytes, 1000, ['kB', 'MB', 'GB', 'TB', 'PB']);
}

/** As it is printed on the box of a disc and as a computer counts: "4.7 GB (4.4 GiB)". */
export function sizeInBothUnits(bytes: number): string {
  if (bytes < 1024) return sizeInWords(bytes);
  return `${sizeInWords(bytes)} (${scaled(bytes, 1024, ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'])})`;
}

function scaled(bytes: number, step: number, names: readonly string[]): string {
  let value = bytes / step;
  let name = names[0] ?? '';
  for (const next of names.slice(1)) {
    // What would be rounded to 1000.0 of one unit is 1.0 of the next.
    if (Number(value.toFixed(1)) < step) break;
    value /= step;
    name = next;
  }
  return `${value.toFixed(1)} ${name}`;
}

/** `speed` in kB/s: "8.0x (11.1 MB/s)"; without a medium only the second. */
export function speedInWords(speed: number, medium?: MediumKind): string {
  const rate = `${sizeInWords(Math.round(speed * BYTES_PER_KILOBYTE))}/s`;
  return medium === undefined ? rate : `${(speed / singleSpeed(medium)).toFixed(1)}x (${rate})`;
}

/** kB/s of 1x on this medium. */
export function singleSpeed(medium: MediumKind): number {
  return SINGLE_SPEED[mediumKindFacts(medium).family];
}

/** "8 s", "3 min 05 s", "1 h 02 min". */
export function timeInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A speed as the user gave it; `x` needs the medium to become kB/s. */
export type AskedSpeed = { readonly times: number } | { readonly kilobytesPerSecond: number };

/** Reads "8x", "2.4x" or kB/s as "11080". Undefined when it is neither, or not above zero. */
export function parseSpeed(text: string): AskedSpeed | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(x?)$/i.exec(text.trim());
  const value = Number(match?.[1]);
  if (match === null || !(value > 0)) return undefined;
  return match[2] === '' ? { kilobytesPerSecond: value } : { times: value };
}

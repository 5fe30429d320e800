// The 7-byte time of directory records and short TF entries (ECMA-119 9.1.5), the 6-byte one of High Sierra, and the 17-byte
// one of descriptors and long TF entries.
import { volumeTime } from '../volume-time.ts';

const QUARTER_MS = 15 * 60 * 1000;
export const SHORT_TIME_BYTES = 7;
export const LONG_TIME_BYTES = 17;

/** Milliseconds since 1970; undefined where no date is recorded. Numbers that no calendar has run over, as they do elsewhere. */
export function shortTime(bytes: Buffer, at: number, hasZone = true): number | undefined {
  const month = bytes[at + 1] ?? 0;
  const day = bytes[at + 2] ?? 0;
  if (month === 0 || day === 0) return undefined;
  const year = 1900 + (bytes[at] ?? 0);
  const local = Date.UTC(year, month - 1, day, bytes[at + 3], bytes[at + 4], bytes[at + 5]);
  return hasZone ? local - bytes.readInt8(at + 6) * QUARTER_MS : local;
}

/** Milliseconds since 1970; undefined where the field is empty or no date. */
export function longTime(bytes: Buffer, at: number): number | undefined {
  const text = volumeTime(bytes.subarray(at, at + LONG_TIME_BYTES));
  return text === undefined ? undefined : Date.parse(text);
}

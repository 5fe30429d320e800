// The 17-byte date of volume descriptors (ECMA-119 8.4.26.1): YYYYMMDDhhmmsscc in digits, then the zone as a signed
// number of quarters of an hour east of Greenwich.
import { readAscii } from '../base/bytes.ts';

const DIGITS =
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?<hundredths>\d\d)/;
/** The zones that the standard knows, in quarters of an hour. */
const WEST = -48;
const EAST = 52;
const QUARTER_MS = 15 * 60 * 1000;

/** ISO 8601 in UTC; undefined where the field is empty, no date, or one that no calendar has. */
export function volumeTime(field: Uint8Array): string | undefined {
  const digits = DIGITS.exec(readAscii(field, 0, 16))?.groups;
  const zone = ((field[16] ?? 0) << 24) >> 24;
  if (digits === undefined || zone < WEST || zone > EAST) return undefined;
  const { year, month, day, hour, minute, second, hundredths } = digits;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${hundredths}0Z`;
  const local = Date.parse(text);
  // The 30th of February would become the 2nd of March.
  if (Number.isNaN(local) || new Date(local).toISOString() !== text) return undefined;
  return new Date(local - zone * QUARTER_MS).toISOString();
}

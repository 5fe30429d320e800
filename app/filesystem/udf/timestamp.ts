// The time of UDF (ECMA-167 1/7.3): twelve bytes, with a zone in minutes and down to the microsecond.
import { readU16LE } from '../../base/bytes.ts';

const TIMESTAMP_BYTES = 12;
const LOCAL_TIME = 1;
/** Says that no zone is known. */
const NO_ZONE = -2047;
const FARTHEST_ZONE = 24 * 60;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Below it Date.UTC means years of the 20th century. */
const FIRST_YEAR = 100;

/** Milliseconds since 1970 in UTC, with a fraction; undefined where the field is empty or holds no time. */
export function readTimestamp(bytes: Uint8Array, offset: number): number | undefined {
  if (offset + TIMESTAMP_BYTES > bytes.length) return undefined;
  const at = (index: number): number => bytes[offset + index] ?? 0;
  const day = dayOf(readU16LE(bytes, offset + 2), at(4), at(5));
  const [hour, minute, second] = [at(6), at(7), at(8)];
  if (day === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  const seconds = (hour * 60 + minute - zoneMinutes(readU16LE(bytes, offset))) * 60 + second;
  return day + seconds * 1000 + digits(at(9)) * 10 + digits(at(10)) / 10 + digits(at(11)) / 1000;
}

/** Midnight of a date; undefined for one that no calendar has: the 30th of February would become the 2nd of March. */
function dayOf(year: number, month: number, day: number): number | undefined {
  if (year < FIRST_YEAR || year > 32_767 || month < 1 || month > 12 || day < 1) return undefined;
  const begin = Date.UTC(year, month - 1, 1) + (day - 1) * DAY_MS;
  return begin < Date.UTC(year, month, 1) ? begin : undefined;
}

/** Of the fraction each byte has two digits; more is none. */
function digits(value: number): number {
  return value > 99 ? 0 : value;
}

function zoneMinutes(typeAndZone: number): number {
  const zone = (typeAndZone << 20) >> 20;
  if (typeAndZone >> 12 !== LOCAL_TIME || zone === NO_ZONE || Math.abs(zone) > FARTHEST_ZONE) return 0;
  return zone;
}

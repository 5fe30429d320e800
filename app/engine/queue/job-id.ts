// Names of jobs that sort by time: milliseconds since 1970 in base 36, then what tells two programs apart.
import { randomBytes } from 'node:crypto';

/** Long enough until the year 5188. */
const TIME_DIGITS = 9;

let latest = 0;

export function newJobId(now = Date.now()): string {
  latest = Math.max(now, latest + 1);
  return `${latest.toString(36).padStart(TIME_DIGITS, '0')}-${randomBytes(4).toString('hex')}`;
}

// Whether the doctor can say more of a failure: one on the way to a real drive, not one of the disc in it.
import type { ErrorCode, ErrorReport } from '../../app/base/errors.ts';

const OF_THE_WAY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'permission-denied',
  'drive-busy',
  'drive-lost',
  'no-such-drive',
  'busy-too-long',
  'command-timeout',
]);

export function knowsDoctor({ code }: ErrorReport): boolean {
  return OF_THE_WAY.has(code);
}
